"""The Sphinx extension: fills pages from the code, and writes schemas and pictures beside them."""

import json
import shutil
from enum import Enum
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from pydantic import BaseModel
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

import cpr_docs
from docs.generate import gallery, sheets
from docs.generate.filling import filled
from docs.generate.lexers import FindingLexer, TemplateLexer

_MADE_BY_THE_LIBRARY = {
    *("cpr_docs.BatchOutcome", "cpr_docs.BatchPlan", "cpr_docs.BatchSummary", "cpr_docs.Change", "cpr_docs.Collation"),
    *("cpr_docs.Document", "cpr_docs.FormDescription", "cpr_docs.Problem", "cpr_docs.Reading", "cpr_docs.TableProblem"),
    *("cpr_docs.TemplateFinding", "cpr_docs.NotCounted", "cpr_docs.Return"),
    "cpr_docs.authoring.Sheet",
    *("cpr_docs.Bound", "cpr_docs.Loss", "cpr_docs.Progress"),
    *("cpr_docs.FieldDescription", "cpr_docs.FieldOption"),
    "cpr_docs.NeverPrint",
    "cpr_docs.DocumentProblem",
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers what this extension does with Sphinx."""
    app.connect("builder-inited", _make_gallery)
    app.connect("source-read", _fill)
    app.connect("build-finished", _put_beside)
    app.connect("autodoc-process-signature", _sign)
    app.connect("missing-reference", _resolve)
    app.add_role("name", _name)
    app.add_lexer("jinja", TemplateLexer)
    app.add_lexer("finding", FindingLexer)
    app.add_lexer("welsh", FindingLexer)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _make_gallery(app: Sphinx) -> None:
    try:
        gallery.make()
        sheets.make()
    except RuntimeError as error:
        raise ExtensionError(str(error)) from error


def _fill(app: Sphinx, page: str, source: list[str]) -> None:
    source[0] = filled(source[0])


def _put_beside(app: Sphinx, failure: Exception | None) -> None:
    if failure is not None or app.builder.format != "html":
        return
    schemas = Path(app.outdir) / "schemas"
    schemas.mkdir(exist_ok=True)
    for form in cpr_docs.forms():
        text = json.dumps(form.form.json_schema(), ensure_ascii=False, indent=2)
        (schemas / f"{form.name}.schema.json").write_text(f"{text}\n", encoding="utf-8")
    pictures = Path(app.outdir) / "_images" / "gallery"
    shutil.rmtree(pictures, ignore_errors=True)
    if gallery.FOLDER.is_dir():
        shutil.copytree(gallery.FOLDER, pictures, ignore=shutil.ignore_patterns("*.sha256"))


def _sign(
    app: Sphinx, what: str, name: str, subject: Any, options: Any, signature: str | None, returned: str | None
) -> tuple[str | None, str | None] | None:
    """No signature where nobody calls the class: a model takes data, and what the library makes is made."""
    if isinstance(subject, type) and (issubclass(subject, BaseModel | Enum | tuple) or name in _MADE_BY_THE_LIBRARY):
        return "", None
    return None


def _resolve(
    app: Sphinx, environment: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """A public name that a signature has without its module, because only type checkers import it there."""
    target = node.get("reftarget")
    if node.get("refdomain") != "py" or target not in cpr_docs.__all__:
        return None
    python = environment.get_domain("py")
    page = str(node.get("refdoc"))
    return python.resolve_xref(environment, page, app.builder, "class", f"cpr_docs.{target}", node, content)


def _name(
    role: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options: Any = None, content: Any = ()
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The role of single backticks in a docstring: code, linked if it is a public name."""
    literal = nodes.literal(text, text)
    if text.split(".")[0] not in cpr_docs.__all__:
        return [literal], []
    linked = pending_xref(
        "", literal, refdomain="py", reftype="obj", reftarget=f"cpr_docs.{text}", refexplicit=False, refwarn=True
    )
    return [linked], []
