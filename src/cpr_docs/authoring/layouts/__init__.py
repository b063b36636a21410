"""The layouts: one module for each form, named like it, with a function ``layout``."""
