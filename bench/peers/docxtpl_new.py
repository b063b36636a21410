"""docxtpl in its documented use: a new DocxTemplate per document, and autoescape, since the data contain & and <."""

import json
import sys

from docxtpl import DocxTemplate


def prepare(template, records):
    def write(record, target):
        document = DocxTemplate(template)
        document.render(record, autoescape=True)
        document.save(target)

    return records, write


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost the peer its import
        [record], write = prepare(sys.argv[1], [json.load(file)])
    write(record, sys.argv[3])
