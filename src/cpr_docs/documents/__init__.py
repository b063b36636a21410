"""One document: made from a form, named, and saved."""
