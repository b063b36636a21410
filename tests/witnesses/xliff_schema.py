"""The strict schema of XLIFF 1.2 (OASIS), which Debian's ``php-symfony-translation`` brings."""

import functools
from pathlib import Path
from typing import Any

from lxml import etree

from tests.witnesses.presence import tools

NAME = "the schema of XLIFF 1.2 (Debian: php-symfony-translation)"
_SCHEMA, _OF_XML = "xliff-core-1.2-strict.xsd", "xml.xsd"


def available() -> bool:
    """True if the schema is there."""
    return (_folder() / _SCHEMA).is_file()


def faults(content: bytes) -> list[str]:
    """The faults of an XLIFF file."""
    schema = _schema()
    schema.validate(etree.fromstring(content))
    log: Any = schema.error_log
    return [str(error) for error in log]


class _Resolver(etree.Resolver):
    """Finds the schema of ``xml:lang`` and ``xml:space`` beside the other, and not on the web."""

    def resolve(self, *address: Any) -> Any:
        """The file for an address, a public name and a context."""
        name = _OF_XML if str(address[0]).endswith(_OF_XML) else _SCHEMA
        resolver: Any = self
        return resolver.resolve_filename(str(_folder() / name), address[-1])


@functools.cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Resolver())
    return etree.XMLSchema(etree.parse(str(_folder() / _SCHEMA), parser))


def _folder() -> Path:
    return tools() / "xliff" / "usr/share/php/Symfony/Component/Translation/Resources/schemas"
