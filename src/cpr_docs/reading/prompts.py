"""Recognises placeholders in controls: the library's own, Word's, and those in the document's glossary.

A program may fill in a control and leave the flag `w:showingPlcHdr`, so the flag alone does not make the text a
placeholder: the words must be a known placeholder, too.
"""

from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.reading.control_text import has_style
from cpr_docs.templating.placeholders import FINISHED_BLANK, RULE, placeholder_of
from cpr_docs.templating.xml_builder import PLACEHOLDER_STYLE

WORD_PROMPTS = (
    "Click or tap here to enter text.", "Click here to enter text.", "Choose an item.",
    "Click or tap to enter a date.", "Click here to enter a date.", "Choose a building block.",
    "Klicken oder tippen Sie hier, um Text einzugeben.", "Klicken Sie hier, um Text einzugeben.",
    "Wählen Sie ein Element aus.", "Klicken oder tippen Sie, um ein Datum einzugeben.",
    "Klicken Sie hier, um ein Datum einzugeben.",
    "Cliquez ou appuyez ici pour entrer du texte.", "Cliquez ici pour entrer du texte.",
    "Cliquez ici pour taper du texte.", "Choisissez un élément.", "Cliquez ou appuyez ici pour entrer une date.",
    "Cliquez ici pour entrer une date.",
    "Haga clic o pulse aquí para escribir texto.", "Haga clic aquí para escribir texto.", "Elija un elemento.",
    "Haga clic aquí o pulse para escribir una fecha.", "Haga clic aquí para escribir una fecha.",
    "Fare clic o toccare qui per immettere il testo.", "Fare clic qui per immettere testo.",
    "Scegliere un elemento.", "Fare clic o toccare qui per immettere una data.",
    "Fare clic qui per immettere una data.",
    "Klik of tik om tekst in te voeren.", "Klik hier als u tekst wilt invoeren.", "Kies een item.",
    "Klik of tik om een datum in te voeren.", "Klik hier als u een datum wilt invoeren.",
    "Clique ou toque aqui para inserir o texto.", "Clique aqui para digitar texto.", "Escolher um item.",
    "Clique ou toque aqui para inserir uma data.", "Clique aqui para inserir uma data.",
    "Clique ou toque aqui para introduzir texto.", "Clique aqui para introduzir texto.", "Escolha um item.",
    "Clique ou toque para introduzir uma data.", "Clique aqui para introduzir uma data.",
    "Kliknij lub naciśnij tutaj, aby wprowadzić tekst.", "Kliknij tutaj, aby wprowadzić tekst.", "Wybierz element.",
    "Kliknij lub naciśnij, aby wprowadzić datę.", "Kliknij tutaj, aby wprowadzić datę.",
    "Klikněte nebo klepněte sem a zadejte text.", "Klikněte sem a zadejte text.", "Zvolte položku.",
    "Klikněte nebo klepněte sem a zadejte datum.", "Klikněte sem a zadejte datum.",
    "Klicka eller tryck här för att ange text.", "Klicka här för att ange text.", "Välj ett objekt.",
    "Klicka eller tryck här för att ange datum.", "Klicka här för att ange datum.",
    "Klik eller tryk her for at skrive tekst.", "Klik eller tryk her for at angive tekst.",
    "Klik her for at angive tekst.", "Vælg et element.", "Klik eller tryk for at angive en dato.",
    "Klik her for at angive en dato.",
    "Klikk eller trykk her for å skrive inn tekst.", "Klikk her for å skrive inn tekst.", "Velg et element.",
    "Klikk eller trykk for å skrive inn en dato.", "Klikk her for å skrive inn en dato.",
    "Kirjoita tekstiä napsauttamalla tai napauttamalla tätä.", "Kirjoita tekstiä napsauttamalla tätä.",
    "Valitse kohde.", "Lisää päivämäärä napsauttamalla tai napauttamalla tätä.",
    "Lisää päivämäärä napsauttamalla tätä.",
    "Место для ввода текста.", "Выберите элемент.", "Место для ввода даты.",
    "Клацніть або торкніться тут, щоб ввести текст.", "Виберіть елемент.", "Клацніть тут, щоб ввести дату.",
    "Faceți clic sau atingeți aici pentru a introduce text.", "Alegeți un element.",
    "Faceți clic sau atingeți pentru a introduce o dată.",
    "Κάντε κλικ ή πατήστε εδώ για να εισαγάγετε κείμενο.", "Επιλέξτε ένα στοιχείο.",
    "Metin girmek için buraya tıklayın veya dokunun.", "Bir öğe seçin.", "Tarih girmek için tıklayın veya dokunun.",
    "انقر أو اضغط هنا لإدخال نص.", "اختر عنصراً.", "单击或点击此处输入文字。", "选择一项。", "单击或点击此处输入日期。",
    "テキストを入力するには、ここをクリックまたはタップしてください。", "アイテムを選択してください。",
    "日付を入力するには、ここをクリックまたはタップしてください。",
)  # fmt: skip

WELSH_BEGINNINGS = ("cliciwch ", "dewiswch eitem")
"""The beginnings of Word's placeholders in Welsh, folded."""


def shows_placeholder(
    control: etree._Element, content: etree._Element, text: str, field: FormField, prompts: frozenset[str]
) -> bool:
    """True if the words of a control are a placeholder; `prompts` are the placeholders in the document's glossary."""
    words = " ".join(text.split())
    # Underscores are a line to write on.
    is_own = words in _own(control, field) or not words.strip(RULE)
    if not ContentControl(control).is_placeholder:
        # A program may drop the flag and keep the words in the placeholder style.
        return is_own and has_style(content, PLACEHOLDER_STYLE)
    return is_own or words in prompts or is_prompt_of_word(words)


def is_prompt_of_word(words: str) -> bool:
    """True if the words are a placeholder that Word itself prints in a control without one."""
    folded = _folded(words)
    return folded in _WORD_PROMPTS or folded.startswith(WELSH_BEGINNINGS)


def prompts_of(glossary: etree._Element | None) -> frozenset[str]:
    """The placeholders in a document's glossary part, where Word keeps them for its controls."""
    if glossary is None:
        return frozenset()
    texts = map(text_of, glossary.iter(qn("w:docPartBody")))
    return frozenset(filter(None, (" ".join(text.split()) for text in texts)))


def _own(control: etree._Element, field: FormField) -> set[str]:
    """The placeholders that the library prints; after a change of a label, the control's title has the old wording."""
    title = ContentControl(control).alias
    # The name of a control may begin with the part around its field.
    own = title.rpartition(": ")[2]
    titles = {title, own, own[:1].upper() + own[1:]}
    return {FINISHED_BLANK, *(f"[{each}]" for each in titles), *(placeholder_of(field, each) for each in Language)}


def _folded(words: str) -> str:
    return words.casefold().rstrip(".…。 ")


_WORD_PROMPTS = frozenset(map(_folded, WORD_PROMPTS))
