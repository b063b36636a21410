"""The link to a form's JSON Schema, which the build puts beside the pages."""


def schema(name: str) -> str:
    """The link on the page of a form's fields."""
    return f'- <a href="../../schemas/{name}.schema.json" download>JSON Schema of the form</a>'
