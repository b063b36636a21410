"""Inputs of every kind that contain an item any number of times, each with the work that processes them."""

import copy
import csv
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree

import cpr_docs
from cpr_docs.errors import CprDocsError
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName, RelationshipType, qn
from tests.batch.cases import letter
from tests.models.data import LETTER, RECOMMENDATION, REPORT, changed
from tests.reading.cases import edited
from tests.reading.editing import Edited, content_of, xml

Work = Callable[[], object]

EN = Language.ENGLISH


def catching_errors(work: Work) -> Work:
    """The work, with the library's errors returned instead of raised."""

    def run() -> object:
        try:
            return work()
        except CprDocsError as error:
            return str(error)

    return run


def _reading(document: Edited) -> Work:
    content = document.saved()
    return catching_errors(lambda: cpr_docs.read(content))


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _copies(document: Edited, tag: str, count: int) -> Edited:
    control = document.control(tag)
    for _copy in range(count):
        control.addnext(copy.deepcopy(control))
    return document


def same_controls(count: int) -> Work:
    return _reading(_copies(edited("report", EN), "conclusions", count))


def same_controls_that_differ(count: int) -> Work:
    document = _copies(edited("report", EN), "conclusions", count)
    for number, control in enumerate(document.controls("conclusions")):
        content_of(control).append(xml(_paragraph(f"text {number}")))
    return _reading(document)


def same_boxes(count: int) -> Work:
    document = edited("evaluation_form", EN)
    return _reading(_copies(document, "answers.rating=good", count))


def locked_controls(count: int) -> Work:
    document = edited("report", EN)
    control = document.control("conclusions")
    for _copy in range(count):
        locked = copy.deepcopy(control)
        locked[0].insert(0, xml('<w:lock w:val="sdtContentLocked"/>'))
        control.addnext(locked)
    return _reading(document)


def _rows(count: int) -> Edited:
    document = edited("invitation_letter", EN)
    row = document.rows("enclosures")[0]
    for _copy in range(count):
        row.addnext(copy.deepcopy(row))
    return document


def rows(count: int) -> Work:
    return _reading(_rows(count))


def bad_rows(count: int) -> Work:
    document = edited("invitation_letter", EN)
    row = document.rows("sessions")[0]
    for _copy in range(count):
        row.addnext(copy.deepcopy(row))
    for control in document.controls("sessions[].starts"):
        next(content_of(control).iter(qn("w:t"))).text = "whenever"
    return _reading(document)


def rows_that_validation_refuses(count: int) -> Work:
    document = edited("invitation_letter", EN)
    row = document.rows("sessions")[0]
    for _copy in range(count):
        row.addnext(copy.deepcopy(row))
    for control in document.controls("sessions[].starts"):
        content_of(control).getparent().remove(content_of(control))  # type: ignore[union-attr]
    return _reading(document)


def rows_without_their_section(count: int) -> Work:
    document = _rows(count)
    for section in document.root.iter(qn("w15:repeatingSection"), qn("w15:repeatingSectionItem")):
        section.getparent().remove(section)  # type: ignore[union-attr]
    return _reading(document)


def rows_compared(count: int) -> Work:
    """Rows that have nothing in common with those of the original."""
    document = edited("invitation_letter", EN)
    row = document.rows("enclosures")[0]
    for number in range(count):
        new = copy.deepcopy(row)
        next(new.iter(qn("w:t"))).text = f"document{number}"
        row.addnext(new)
    enclosures = [{"text": {"en": f"original{number}", "cy": f"gwreiddiol{number}"}} for number in range(count)]
    original = cpr_docs.Form.parse(changed(LETTER, {"enclosures": enclosures} if count else {}))
    content = document.saved()
    return catching_errors(lambda: cpr_docs.compare(content, original))


def paragraphs_in_a_control(count: int) -> Work:
    return _reading(edited("report", EN).put("conclusions", *map(_paragraph, map(str, range(count + 1)))))


def runs_in_a_control(count: int) -> Work:
    runs = "<w:r><w:t>words </w:t></w:r>" * (count + 1)
    return _reading(edited("report", EN).put("conclusions", f"<w:p>{runs}</w:p>"))


def tables_in_a_control(count: int) -> Work:
    table = f"<w:tbl>{'<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>' * (count + 1)}</w:tbl>"
    return _reading(edited("report", EN).put("conclusions", table, "<w:p/>"))


def _strays(document: Edited, *pieces: str) -> Work:
    for piece in pieces:
        document.root[0].insert(0, xml(piece))
    return _reading(document)


def stray_paragraphs(count: int) -> Work:
    return _strays(edited("report", EN), *(_paragraph(f"stray {number}") for number in range(count)))


def stray_headings(count: int) -> Work:
    style = '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'
    headings = (f"<w:p>{style}<w:r><w:t>head {number}</w:t></w:r></w:p>{_paragraph('x')}" for number in range(count))
    document = edited("report", EN)
    for heading in headings:
        for piece in xml(f"<w:body>{heading}</w:body>"):
            document.root[0].insert(0, piece)
    return _reading(document)


def stray_rows(count: int) -> Work:
    row = "<w:tr><w:tc>{}</w:tc></w:tr>"
    table = "".join(row.format(_paragraph(f"stray {number}")) for number in range(count + 1))
    return _strays(edited("report", EN), f"<w:tbl>{table}</w:tbl>")


def strays_in_one_cell(count: int) -> Work:
    cell = "".join(_paragraph(f"stray {number}") for number in range(count + 1))
    return _strays(edited("report", EN), f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>")


def strays_in_a_row_of_a_list(count: int) -> Work:
    document = _rows(count)
    for row in document.rows("enclosures"):
        next(row.iter(qn("w:p"))).append(xml("<w:r><w:t>stray</w:t></w:r>"))
    return _reading(document)


def runs_of_a_stray(count: int) -> Work:
    runs = "".join(f"<w:r><w:t xml:space='preserve'>of {number} </w:t></w:r>" for number in range(count + 1))
    return _strays(edited("report", EN), f"<w:p>{runs}</w:p>")


def open_fields(count: int) -> Work:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a</w:t></w:r>'
    )
    return _strays(edited("report", EN), f"<w:p>{field * (count + 1)}</w:p>")


def text_boxes(count: int) -> Work:
    box = f"<w:r><w:pict><w:txbxContent>{_paragraph('boxed')}</w:txbxContent></w:pict></w:r>"
    return _strays(edited("report", EN), f"<w:p>{box * (count + 1)}</w:p>")


def unknown_controls(count: int) -> Work:
    control = '<w:sdt><w:sdtPr><w:tag w:val="other{0}"/></w:sdtPr><w:sdtContent>{1}</w:sdtContent></w:sdt>'
    return _strays(edited("report", EN), *(control.format(number, _paragraph("x")) for number in range(count)))


def properties(count: int) -> Work:
    document = edited("report", EN)
    root = etree.fromstring(document.parts[PartName.CUSTOM_PROPERTIES])
    for number in range(count):
        line = copy.deepcopy(root[0])
        line.set("name", f"Other{number}")
        root.append(line)
    document.parts[PartName.CUSTOM_PROPERTIES] = etree.tostring(root)
    return _reading(document)


def relationships(count: int) -> Work:
    document = edited("report", EN)
    line = (
        f'<Relationship Id="x{{}}" Type="{RelationshipType.HYPERLINK}" Target="https://e.org" TargetMode="External"/>'
    )
    lines = "".join(line.format(number) for number in range(count))
    text = document.parts[PartName.DOCUMENT_RELATIONSHIPS].decode()
    document.parts[PartName.DOCUMENT_RELATIONSHIPS] = text.replace(
        "</Relationships>", f"{lines}</Relationships>"
    ).encode()
    return _reading(document)


def parts(count: int) -> Work:
    document = edited("report", EN)
    for number in range(count):
        document.parts[f"word/other{number}.xml"] = b"<x/>"
    return _reading(document)


def _parsing(text: str) -> Work:
    return catching_errors(lambda: cpr_docs.Form.parse(text))


def keys_twice_in_one_object(count: int) -> Work:
    pairs = ",".join(f'"k{number}":1,"k{number}":2' for number in range(count))
    return _parsing('{"form":"report","review_type":"concise","x":{' + pairs + "}}")


def a_key_twice_among_many(count: int) -> Work:
    pairs = "".join(f'"k{number}":1,' for number in range(count))
    return _parsing('{"form":"report","review_type":"concise",' + pairs + '"k":1,"k":2}')


def objects_with_a_key_twice(count: int) -> Work:
    objects = ",".join(['{"a":1,"a":2}'] * count)
    return _parsing('{"form":"report","review_type":"concise","x":[' + objects + "]}")


def unknown_keys(count: int) -> Work:
    case = changed(REPORT, {})
    return _parsing(json.dumps({**case, **{f"circumstance{number}": 1 for number in range(count)}}))


def wrong_rows_of_data(count: int) -> Work:
    issues = [{"text": {"en": 5}, "other": number} for number in range(count)]
    return _parsing(json.dumps(changed(RECOMMENDATION, {"case_issues": issues})))


def rows_of_data(count: int) -> Work:
    issues = [{"text": {"en": f"Issue {number}", "cy": "Mater"}} for number in range(count + 1)]
    return catching_errors(
        lambda: cpr_docs.render(cpr_docs.Form.parse(changed(RECOMMENDATION, {"case_issues": issues})), "en")
    )


def paragraphs_of_data(count: int) -> Work:
    text = "\n".join(f"Paragraph {number}" for number in range(count + 1))
    case = changed(REPORT, {"conclusions": {"en": text, "cy": text}})
    return catching_errors(lambda: cpr_docs.render(cpr_docs.Form.parse(case), "en"))


def _checking(folder: Path, headings: list[str], lines: list[list[str]]) -> Work:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *lines])
    path = folder / "people.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    shared = letter()
    return catching_errors(lambda: list(map(str, cpr_docs.check_batch(shared, path).problems)))


def table_rows(count: int, folder: Path) -> Work:
    return _checking(folder, ["Name", "Language"], [[f"Person {number}", "cy"] for number in range(count + 1)])


def bad_table_rows(count: int, folder: Path) -> Work:
    return _checking(folder, ["Name", "Language"], [["", "Klingon"] for _number in range(count + 1)])


def the_same_recipient(count: int, folder: Path) -> Work:
    return _checking(folder, ["Name", "Language"], [["Person", "cy"] for _number in range(count + 1)])


def unknown_columns(count: int, folder: Path) -> Work:
    return _checking(folder, ["Name", *(f"Addres {number}" for number in range(count))], [["Person"]])


def same_columns(count: int, folder: Path) -> Work:
    return _checking(folder, ["Name"] * (count + 1), [["Person"]])


def cells_without_a_heading(count: int, folder: Path) -> Work:
    return _checking(folder, ["Name"], [["Person", *map(str, range(count))]])


def blank_rows(count: int, folder: Path) -> Work:
    return _checking(folder, ["Name"], [*[[""]] * count, ["Person"]])


def rows_above_the_headings(count: int, folder: Path) -> Work:
    return _checking(folder, ["A title"], [*[["more"]] * count, ["Name"], ["Person"]])


def _never_print(terms: str, document: "cpr_docs.Document") -> Work:
    return catching_errors(lambda: cpr_docs.NeverPrint.parse(terms).found_in(document))


def terms(count: int) -> Work:
    document = cpr_docs.render(cpr_docs.example("report"), "en")
    return _never_print("\n".join(["Child", *(f"Nobody{count}x{number} Else" for number in range(count))]), document)


def places_of_a_term(count: int) -> Work:
    text = "\n".join(["Mair Puw"] * (count + 1))
    form = cpr_docs.Form.parse(changed(REPORT, {"conclusions": {"en": text, "cy": text}}))
    return _never_print("Mair Puw\nSioned", cpr_docs.render(form, "en"))


def _timeline(agency: str, version: int, texts: Iterable[str]) -> cpr_docs.AnyForm:
    case = cpr_docs.example("agency_timeline").model_dump(mode="json", exclude_none=True)
    events = [{"on": "2012-03-01", "at": "14:30", "event": {"en": text}} for text in texts]
    return cpr_docs.AnyForm.parse({**case, "agency": agency, "version": version, "events": events})


def events_of_one_day(count: int) -> Work:
    texts = [f"The same words on a day that is as full as no other, {number}" for number in range(count)]
    timelines = [_timeline(agency, 1, texts) for agency in ("police", "education")]
    return lambda: cpr_docs.merge(timelines)


def edited_events_of_one_day(count: int) -> Work:
    texts = [f"The same words on a day that is as full as no other, {number}" for number in range(count)]
    first = cpr_docs.merge([_timeline("police", 1, texts)]).form
    second = _timeline("police", 2, (f"{text} again" for text in reversed(texts)))
    return lambda: cpr_docs.merge([second], onto=first)


DOCUMENTS = [
    same_controls, same_controls_that_differ, same_boxes, locked_controls, rows, bad_rows,
    rows_that_validation_refuses, rows_without_their_section, rows_compared, paragraphs_in_a_control,
    runs_in_a_control, tables_in_a_control, stray_paragraphs, stray_headings, stray_rows, strays_in_one_cell,
    strays_in_a_row_of_a_list, runs_of_a_stray, open_fields, text_boxes, unknown_controls, properties, relationships,
    parts,
]  # fmt: skip
DATA = [
    keys_twice_in_one_object, a_key_twice_among_many, objects_with_a_key_twice, unknown_keys, wrong_rows_of_data,
    rows_of_data, paragraphs_of_data, terms, places_of_a_term, events_of_one_day, edited_events_of_one_day,
]  # fmt: skip
TABLES = [
    table_rows, bad_table_rows, the_same_recipient, unknown_columns, same_columns, cells_without_a_heading, blank_rows,
    rows_above_the_headings,
]  # fmt: skip
