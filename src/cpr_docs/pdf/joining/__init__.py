"""Joins letters as sections of one Word document, which LibreOffice converts faster than each letter by itself.

An optional optimisation for print runs: only `cpr_docs.envelopes.chunks` imports this folder, and only if letters are
joined.
"""
