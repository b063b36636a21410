"""Writes the committed parts of the pages anew: ``python -m docs.generate``."""

from pathlib import Path

from docs.generate.filling import renew

for page in renew(Path(__file__).parents[1]):
    print(page)
