"""Any form class, with lists in lists: its documents are checked, rendered and read back.

``CPR_DOCS_SLOW=1`` draws at least 500 forms.
"""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.authoring.build import build
from cpr_docs.documents.check_templates import check
from cpr_docs.documents.render import Renderer
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.lint import lint
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from cpr_docs.templating.loader import template_name
from tests.reading.shapes import BASES, Shape, as_printed, form_of, lay_out, shapes
from tests.reading.test_promise import promised
from tests.strategies import forms

# The lint finds these in random data, not in the library's output.
_FROM_THE_DATA = {"tag-left"}


@pytest.mark.parametrize("base", BASES)
@promised(8)
@given(shape=shapes(3), data=st.data())
def test_any_form_is_checked_rendered_and_read_back(base: type[AnyForm], shape: Shape, data: st.DataObject) -> None:
    form = form_of(shape, base)
    with tempfile.TemporaryDirectory() as folder:
        for language in Language:
            path = Path(folder, language.value, template_name(form))
            path.parent.mkdir()
            path.write_bytes(build(form, language, lambda sheet: lay_out(sheet, shape)))
        # For a conditional field, check may report that it is not always printed.
        findings = [] if shape.has_condition() else check(folder, forms=[form])
        assert findings == []
        renderer = Renderer(folder)
        values = data.draw(forms(form)).model_dump(mode="json")
        original = form.parse(as_printed(shape, values))
        purpose = data.draw(st.sampled_from([Purpose.SCREEN, Purpose.PAPER, Purpose.FINAL]))
        for language in Language:
            content = renderer.render(original, language, purpose=purpose).content
            assert {finding.code for finding in lint(content)} <= _FROM_THE_DATA
            assert read(content, templates=folder, forms=[form]) == original.in_language(language)
            reading = compare(content, original, templates=folder)
            assert (reading.form, reading.changes) == (original, ())
