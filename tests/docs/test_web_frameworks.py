"""The program for Flask, whose package is not installed here, run with a stand-in of the few names that it uses."""

import io
import json
import sys
import types
from collections.abc import Callable
from typing import Any

import pytest

import cpr_docs
from tests.docs.pages import DOCS, blocks


class Flask:
    """An application that remembers its functions."""

    def __init__(self, _name: str) -> None:
        self.config: dict[str, Any] = {}
        self.views: dict[str, Callable[..., Any]] = {}
        self.handlers: dict[type[Exception], Callable[..., Any]] = {}

    def post(self, rule: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return lambda view: self.views.setdefault(rule, view)

    def errorhandler(self, error: type[Exception]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return lambda handler: self.handlers.setdefault(error, handler)

    def call(self, rule: str, *arguments: str) -> Any:
        try:
            return self.views[rule](*arguments)
        except tuple(self.handlers) as error:
            (handler,) = (found for kind, found in self.handlers.items() if isinstance(error, kind))
            return handler(error)


class Request:
    """The request that the functions look at."""

    def __init__(self) -> None:
        self.data = b""
        self.files: dict[str, io.BytesIO] = {}

    def get_data(self) -> bytes:
        return self.data


@pytest.fixture
def flask(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    module = types.ModuleType("flask")
    module.__dict__.update(Flask=Flask, Response=object, request=Request(), send_file=sent)
    monkeypatch.setitem(sys.modules, "flask", module)
    return module


def sent(file: io.BytesIO, *, mimetype: str, as_attachment: bool, download_name: str) -> tuple[bytes, str, str]:
    assert as_attachment
    return file.read(), mimetype, download_name


@pytest.fixture
def app(flask: types.ModuleType) -> Flask:
    (block,) = (block for block in blocks(DOCS / "web-frameworks.md") if block.file == "flask_service.py")
    module: dict[str, Any] = {"__name__": "flask_service"}
    exec(compile(block.text, block.file, "exec", dont_inherit=True), module)
    app = module["app"]
    assert isinstance(app, Flask)
    return app


_LETTER, _RETURNED = "/letters/<any(en, cy):language>", "/returned"


def test_the_program_for_flask_renders_a_letter(flask: types.ModuleType, app: Flask) -> None:
    form = cpr_docs.example("invitation_letter")
    flask.request.data = form.model_dump_json().encode()
    content, media_type, name = app.call(_LETTER, "cy")
    assert cpr_docs.read(content) == form.in_language("cy")
    assert (media_type.rpartition(".")[2], name) == ("document", cpr_docs.render(form, "cy").filename)


def test_the_program_for_flask_answers_problems_with_their_paths(flask: types.ModuleType, app: Flask) -> None:
    data = cpr_docs.example("invitation_letter").model_dump(mode="json")
    flask.request.data = json.dumps({**data, "venue": None}).encode()
    answer, status = app.call(_LETTER, "cy")
    assert (status, [one["path"] for one in answer["problems"]]) == (422, ["venue"])


def test_the_program_for_flask_reads_a_form_that_came_back(flask: types.ModuleType, app: Flask) -> None:
    form = cpr_docs.example("invitation_letter")
    flask.request.files["document"] = io.BytesIO(cpr_docs.render(form, "en").content)
    answer = app.call(_RETURNED)
    assert cpr_docs.Form.parse(answer["form"]) == form.in_language("en")
    assert (answer["language"], answer["strays"]) == ("en", [])
    flask.request.files["document"] = io.BytesIO(b"some file")
    answer, status = app.call(_RETURNED)
    assert (status, answer["problems"][0]["code"]) == (422, "file")
