"""Reads Word documents that come back: opened safely, recognised, read into a form, compared with the original.

- `read` and `compare` are the public functions, `result` their result; `hints` are the caller's arguments.
- `untrusted` opens the file; `recognise`, by `evidence`, identifies a document without properties.
- `reseat` and `regroup_rows` restore controls that another program moved; `lost_controls` refuses missing controls.
- `control_index` finds the controls by path (`data_paths`, `field_controls`); `raw_data` collects their values.
- `control_values` reads a value by its kind, `check_boxes` a tick, `control_text` text, `prompts` placeholders.
- `strays` finds words outside the controls (`outside_paragraph`, `line_search`, `added_words`), `copies` stale values.
- `stray_problems`, `locate_problem` and `notes` report; `withheld` finds fields that a document was rendered without.
- `match_rows` matches the rows of a document with the rows of its original.
"""
