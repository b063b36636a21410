"""docxtpl with one DocxTemplate and one Jinja environment for all documents; each render opens the file again."""

from docxtpl import DocxTemplate
from jinja2 import Environment


def prepare(template, records):
    document = DocxTemplate(template)
    environment = Environment(autoescape=True)

    def write(record, target):
        document.render(record, environment, autoescape=True)
        document.save(target)

    return records, write
