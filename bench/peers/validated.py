"""This library, from JSON to file: validate, render and save."""

import json

import cpr_docs


def prepare(template, records):
    renderer = cpr_docs.Renderer()
    renderer.render(cpr_docs.Form.parse(records[0]), "en")

    def write(text, target):
        renderer.render(cpr_docs.Form.parse(text), "en").save(target)

    return [json.dumps(record, ensure_ascii=False) for record in records], write
