"""A Welsh spelling dictionary (npm ``dictionary-cy``, hunspell files from Bangor University), read by ``spylls``.

It knows mutated forms as well as plain ones, and so never sees a wrong mutation.
"""

import functools
import gc
import importlib.util
import re
import warnings
from typing import Any

from tests.witnesses.presence import node_modules

NAME = "dictionary-cy with spylls"
# Letters, with an apostrophe or hyphen inside: i'r, cyd-destun. Text with a digit or an underscore is no word.
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w])")


def available() -> bool:
    """True if the dictionary and its reader are installed."""
    return importlib.util.find_spec("spylls") is not None and _files_exist()


def unknown_words(text: str) -> list[str]:
    """The words of the text that the dictionary does not know, each once, in the order of the text."""
    return [word for word in dict.fromkeys(_WORD.findall(text)) if not is_known(word)]


def is_known(word: str) -> bool:
    """True if the dictionary knows the word, whole or in the pieces round its hyphens."""
    word = word.replace("’", "'")
    return _looked_up(word) or ("-" in word and all(map(_looked_up, word.split("-"))))


@functools.cache
def _looked_up(word: str) -> bool:
    dictionary = _dictionary()
    # Capitals are the layout's: a title in capitals is spelt like any other.
    return bool(dictionary.lookup(word)) or bool(dictionary.lookup(word.lower()))


def _files_exist() -> bool:
    return (node_modules() / "dictionary-cy" / "index.dic").is_file()


@functools.cache
def _dictionary() -> Any:
    from spylls.hunspell import Dictionary

    with warnings.catch_warnings():
        # spylls leaves its files open; they close, with a warning, when they are collected.
        warnings.simplefilter("ignore", ResourceWarning)
        dictionary = Dictionary.from_files(str(node_modules() / "dictionary-cy" / "index"))
        gc.collect()
    return dictionary
