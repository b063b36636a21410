"""A paragraph with words outside the form's controls, and its position in the document."""

from dataclasses import dataclass

from lxml import etree

from cpr_docs.reading.data_paths import RowPrefix
from cpr_docs.templating.fixed_words import OutsideWords


@dataclass(slots=True)
class OutsideParagraph:
    """A paragraph of a document with words outside the form's controls."""

    words: OutsideWords
    element: etree._Element
    heading: str = ""
    """The heading above, or the paragraph's own words if it is a heading."""
    cell: str = ""
    """The data path of a control in the same table cell."""
    rows_of: str = ""
    """The data path of the list if its rows alone belong here."""
    rows: tuple[RowPrefix, ...] = ()
    """The rows around the paragraph, outermost first."""
    part: str = "body"
    """The kind of part: body, text box, header, footer, footnotes or endnotes."""
