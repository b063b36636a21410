"""One document: rendered from a form, searched for forbidden terms, and saved."""
