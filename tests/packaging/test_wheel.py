"""The contents of a wheel, from which alone the library works."""

import gettext
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cpr_docs.language.languages import Language
from cpr_docs.models.registry import class_modules, form_names
from cpr_docs.templating.loader import SHARED_PARTS
from tests.documents.cases import RENDERER
from tests.examples import EXAMPLES, VARIANTS

ROOT = Path(__file__).parents[2]
CATALOGUE = "cpr_docs/locale/cy/LC_MESSAGES/cpr_docs"


def build(source: Path, target: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def files_below(folder: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.*") if path.is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(build(ROOT, "wheel", tmp_path_factory.mktemp("wheel")))


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    wheel.extractall(folder)
    return folder


@pytest.mark.parametrize("folder", ["templates", "fixtures"])
def test_a_wheel_contains_each_file_of(folder: str, wheel: zipfile.ZipFile) -> None:
    expected = {f"cpr_docs/{name}" for name in files_below(folder)}
    assert expected
    assert expected <= set(wheel.namelist())


def test_a_wheel_contains_the_package_and_its_py_typed_marker(wheel: zipfile.ZipFile) -> None:
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert modules | {"cpr_docs/py.typed"} <= set(wheel.namelist())


def test_a_wheel_is_small(wheel: zipfile.ZipFile) -> None:
    entries = wheel.infolist()
    assert sum(entry.compress_size for entry in entries) < 3_000_000
    assert sum(entry.file_size for entry in entries) < 30_000_000


def test_a_wheel_contains_the_masters_of_released_versions_in_little_space(wheel: zipfile.ZipFile) -> None:
    archives = [entry for entry in wheel.infolist() if entry.filename.startswith("cpr_docs/released/")]
    assert {entry.filename for entry in archives} >= {"cpr_docs/released/1.tar.xz"}
    assert max(entry.compress_size for entry in archives) < 100_000


def test_a_wheel_has_the_registry_of_forms_and_the_public_names_for_type_checkers(wheel: zipfile.ZipFile) -> None:
    registry = json.loads(wheel.read("cpr_docs/guidance/forms.json"))
    assert tuple(registry["forms"]) == form_names()
    assert registry["classes"] == class_modules()
    assert "cpr_docs/__init__.pyi" in wheel.namelist()


def test_a_wheel_contains_nothing_else(wheel: zipfile.ZipFile) -> None:
    outside = [name for name in wheel.namelist() if not name.startswith(("cpr_docs/", "cpr_docs-"))]
    unwanted = [name for name in wheel.namelist() if name.endswith((".pot", ".po", ".pyc")) or "/test" in name]
    assert (outside, unwanted) == ([], [])


def test_a_wheel_contains_every_master_precompiled(wheel: zipfile.ZipFile) -> None:
    built = {Path(name).stem for name in wheel.namelist() if name.startswith("cpr_docs/masters/")} - {
        "__init__",
        SHARED_PARTS,
    }
    masters = {Path(name) for name in wheel.namelist() if name.startswith("cpr_docs/templates/")}
    assert built == {f"{path.parent.name}_{path.stem.replace('.', '_')}" for path in masters}
    assert len(built) == 2 * len(VARIANTS)


# Renders from the wheel's precompiled masters; an import of the compiler's tools fails.
_FIRST = """
import sys
sys.path.insert(0, sys.argv[1])

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"docxtpl", "docx", "jinja2", "lxml", "babel", "pypdf", "rich"}:
            raise AssertionError(f"{name} was imported")

sys.meta_path.insert(0, Refuse())
import cpr_docs
for form in cpr_docs.forms():
    for review_type in form.form.review_types() or ("example",):
        for language in cpr_docs.Language:
            example = cpr_docs.example(form.name, *([] if review_type == "example" else [review_type]))
            cpr_docs.render(example, language).save(f"{form.name}.{review_type}.{language}.docx")
"""


def test_a_first_document_from_a_wheel_equals_the_checkouts_and_compiles_nothing(
    installed: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-W", "error", "-c", _FIRST, str(installed)]
    subprocess.run(command, cwd=tmp_path, check=True)
    for example in EXAMPLES:
        for language in Language:
            name = f"{example.variant.name()}.{example.stem}.{language.value}.docx"
            assert (tmp_path / name).read_bytes() == RENDERER.render(example.form(), language).content


# Reads with the wheel's precompiled fixed text; an import of the compiler's tools fails.
_READING = """
import io
import sys
import zipfile
sys.path.insert(0, sys.argv[1])

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"docxtpl", "docx", "jinja2", "pypdf", "rich"}:
            raise AssertionError(f"{name} was imported")

sys.meta_path.insert(0, Refuse())
import cpr_docs
for form in cpr_docs.forms():
    for review_type in cpr_docs.ReviewType:
        for language in cpr_docs.Language:
            original = cpr_docs.example(form.name, review_type)
            content = cpr_docs.render(original, language).content
            assert cpr_docs.read(content) == original.in_language(language)
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                parts = {name: package.read(name) for name in package.namelist()}
            written = b"<w:p><w:r><w:t>PS</w:t></w:r></w:p></w:body>"
            parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", written)
            edited = io.BytesIO()
            with zipfile.ZipFile(edited, "w") as package:
                for name, part in parts.items():
                    package.writestr(name, part)
            assert [stray.words for stray in cpr_docs.compare(edited.getvalue(), original).strays] == ["PS"]
"""


def test_a_wheel_finds_text_outside_the_controls_and_compiles_nothing(installed: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", _READING, str(installed)], cwd=tmp_path, check=True)


# A failure in a precompiled master: Jinja reports its place from the template's file.
_FAILING = """
import sys
sys.path.insert(0, sys.argv[1])
import cpr_docs
form = cpr_docs.example("evaluation_form")
form.__dict__["case_identifier"] = "Angharad\\x00"
try:
    cpr_docs.render(form, "en")
except cpr_docs.RenderError as error:
    print(error)
"""


def test_a_failure_in_a_precompiled_master_has_its_place(installed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _FAILING, str(installed)]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "evaluation_form (concise) in en, word/" in done.stdout
    assert "{{ case_identifier }}: a value holds a character that XML cannot hold" in done.stdout
    assert "Angharad" not in done.stdout + done.stderr


def test_a_wheel_names_its_licences(wheel: zipfile.ZipFile) -> None:
    licences = {Path(name).name for name in wheel.namelist() if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}


def test_a_wheel_contains_the_compiled_catalogue_with_every_translation(wheel: zipfile.ZipFile) -> None:
    source = read_po(io.BytesIO((ROOT / f"src/{CATALOGUE}.po").read_bytes()), locale="cy")
    compiled = gettext.GNUTranslations(io.BytesIO(wheel.read(f"{CATALOGUE}.mo")))
    translated = [message for message in source if message.id and message.string]
    assert translated
    for message in translated:
        if not isinstance(message.id, str):
            one, many = message.id
            forms = tuple(compiled.ngettext(one, many, number) for number in (0, 1, 2, 3, 6, 4))
            assert forms == message.string
            continue
        looked_up = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
        assert looked_up == message.string


def test_building_leaves_no_compiled_catalogue_among_the_sources(wheel: zipfile.ZipFile) -> None:
    assert wheel.testzip() is None
    assert list((ROOT / "src").rglob("*.mo")) == []


def test_the_source_archive_builds_the_same_wheel(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    archive = build(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(archive) as sources:
        # Python before 3.11.4 has no extraction filters.
        sources.extraction_filter = getattr(tarfile, "data_filter", None)
        sources.extractall(tmp_path)
    rebuilt = zipfile.ZipFile(build(tmp_path / archive.name.removesuffix(".tar.gz"), "wheel", tmp_path / "wheel"))
    assert {entry.filename: entry.CRC for entry in rebuilt.infolist()} == {
        entry.filename: entry.CRC for entry in wheel.infolist()
    }


def test_the_command_renders_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    def cpr_docs(*arguments: str, data: str = "") -> str:
        program = f"import sys; sys.path.insert(0, {str(installed)!r}); from cpr_docs.cli import main; main()"
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, cwd=tmp_path, input=data, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr[-500:] if done.returncode else "") == (0, "")
        return done.stdout

    example = cpr_docs("example", "recommendation", "--review-type", "concise")
    cpr_docs("render", "-", "-l", "cy", "-o", "argymhelliad.docx", data=example)
    assert zipfile.is_zipfile(tmp_path / "argymhelliad.docx")
