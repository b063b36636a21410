"""A template language that checks itself: everything that is wrong with a template, found without any data.

A template is parsed once; each tag is parsed by Jinja, and what it names is looked up in the types of the form. The
checks are a table of small functions (`registry`), a file for each kind.
"""
