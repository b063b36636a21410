"""docx-mailmerge2: Word's merge fields."""

import json
import sys

from mailmerge import MailMerge


def prepare(template, records):
    def write(record, target):
        fields = dict(record)
        rows = fields.pop("sessions", None)
        with MailMerge(template) as document:
            document.merge(**fields)
            if rows:
                document.merge_rows("sessions_on", rows)
            document.write(target)

    return records, write


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost the peer its import
        [record], write = prepare(sys.argv[1], [json.load(file)])
    write(record, sys.argv[3])
