"""Builds Word templates from layouts: a layout is a function that writes a form on a `Sheet`."""
