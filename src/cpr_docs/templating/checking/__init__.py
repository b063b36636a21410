"""Checks of templates without any data.

A template is parsed once. Jinja parses each tag, and the paths in it are resolved to the types of the form. The checks
are small functions, listed in `check_registry`.
"""
