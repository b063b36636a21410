"""The agreement of a text with its translation: dates, times, amounts, numbers, labels, paragraphs, terms.

Each reader of a text (`date_mentions`, `clock_mentions`, `number_mentions`, `label_mentions`) returns `Mention`s, which
are compared across the languages. Nothing is translated, and no sentence is understood.
"""
