"""Short lists that follow from the code: the forms, the settings, the findings, where the Welsh comes from."""

import collections
import importlib.resources

from babel.messages import pofile

import cpr_docs.errors
from cpr_docs.documents.address_window import AddressWindow
from cpr_docs.models.fields import field_of
from cpr_docs.models.registry import class_modules, form_names
from cpr_docs.models.schema import docstring_of
from docs.generate.markdown import plain, table

_CATALOGUE = importlib.resources.files("cpr_docs") / "locale" / "cy" / "LC_MESSAGES" / "cpr_docs.po"
_KINDS = {
    "Reviewed": "judged by a reader of Welsh, whose reason is in the comment",
    "Source": "read in an official text, word for word",
    "Part seen": "its terms were read in official texts, the sentence is a proposal",
    "General knowledge": "a proposal from general knowledge",
}


def entry(message: str) -> str:
    """The entry of a message in the catalogue, unchanged."""
    entries = _CATALOGUE.read_text(encoding="utf-8").split("\n\n")
    found = next(one for one in entries if f'msgid "{message}"' in one)
    return f"<!-- not run: an entry of the catalogue -->\n```po\n{found}\n```"


def forms() -> str:
    """The forms, each linked to its reference."""
    rows = (
        (
            f"[{plain(form.title[cpr_docs.Language.ENGLISH])}](forms/{form.name}.md)",
            f'<span lang="cy">{plain(form.title[cpr_docs.Language.WELSH])}</span>',
            f"`{form.name}`",
            form.guidance,
        )
        for form in cpr_docs.forms()
    )
    return "\n".join(table(("Form", "Title in Welsh", "Name in the data", "Guidance"), rows))


def tree(folder: str) -> str:
    """The list of a build's pages: those of a folder, a page for each form."""
    return "\n".join(
        ["```{toctree}", ":maxdepth: 1", ":hidden:", "", *(f"{folder}/{name}" for name in form_names()), "```"]
    )


def gallery() -> str:
    """The forms, each linked to its pictures."""
    return "\n".join(
        f"- [{plain(form.title[cpr_docs.Language.ENGLISH])}](gallery/{form.name}.md)" for form in cpr_docs.forms()
    )


def classes() -> str:
    """The classes of the guidance that an annotation may name, form by form; the parts that forms share come last."""
    by_module: dict[str, list[str]] = {}
    for name, module in class_modules().items():
        by_module.setdefault(module, []).append(name)
    titles = {form.name: form.title[cpr_docs.Language.ENGLISH] for form in cpr_docs.forms()}
    shared = [name for module, names in by_module.items() if module.split(".")[2] == "parts" for name in names]
    sections = [(titles[form], by_module[f"cpr_docs.guidance.{form}.model"]) for form in titles]
    return "\n\n".join(
        "\n".join([f"## {title}", "", "```{eval-rst}", *(f".. autoclass:: cpr_docs.{name}" for name in names), "```"])
        for title, names in [*sections, ("Parts that several forms have", shared)]
    )


def settings() -> str:
    """A board's settings."""
    standard = cpr_docs.Settings()
    rows = []
    for name in cpr_docs.Settings.model_fields:
        value = getattr(standard, name)
        if isinstance(value, AddressWindow):
            kind, default = ", ".join(AddressWindow.model_fields), ", ".join(f"{each:g}" for _name, each in value)
        elif isinstance(value, cpr_docs.RecipientOffice):
            kind, default = ", ".join(type(value).model_fields), plain(value.name.en or "")
        else:
            kind = field_of(cpr_docs.Settings, name).kind.value
            default = "" if value is None else plain(getattr(value, "en", None) or str(value))
        rows.append((f"`{name}`", kind, default, plain(docstring_of(cpr_docs.Settings, name))))
    return "\n".join(table(("Setting", "Contains", "Default", "Effect"), rows))


def errors() -> str:
    """The errors of the library, as a tree."""
    tree = (cpr_docs.errors.__doc__ or "").partition("::\n\n")[2].partition("\n\nA message")[0]
    return f"```text\n{tree}\n```"


def provenance() -> str:
    """How many messages of the catalogue come from where."""
    with _CATALOGUE.open("rb") as file:
        catalogue = pofile.read_po(file, locale="cy")
    kinds = collections.Counter(
        " ".join(message.user_comments).partition(":")[0].partition(";")[0] for message in catalogue if message.id
    )
    unknown = set(kinds) - set(_KINDS)
    if unknown:
        raise ValueError(f"the catalogue has messages of unknown provenance: {unknown}")
    rows = ((f"{kind}: {meaning}", str(kinds[kind])) for kind, meaning in _KINDS.items())
    return "\n".join(table(("Where the Welsh of a message comes from", "Messages"), rows))
