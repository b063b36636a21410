"""This library, many documents from forms that are validated already: render and save."""

import cpr_docs


def prepare(template, records):
    renderer = cpr_docs.Renderer()
    renderer.render(cpr_docs.Form.parse(records[0]), "en")

    def write(form, target):
        renderer.render(form, "en").save(target)

    return [cpr_docs.Form.parse(record) for record in records], write
