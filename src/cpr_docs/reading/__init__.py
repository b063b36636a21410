"""Reads Word documents that come back: opened safely, recognised, read into a form, compared with the original.

- `read` and `compare` are the public functions, `result` their result; `form_source` takes JSON as well.
- `untrusted` opens the file; `recognise`, by `evidence`, identifies a document without properties.
- `reseat` restores controls that another program moved; `withheld` finds fields without a control.
- `control_index` finds the controls by path (`data_paths`); `raw_data` collects their values.
- `control_values` reads a value by its kind, `check_boxes` a tick, `control_text` text, `prompts` placeholders.
- `strays` finds words outside the controls, `copies` stale values; `stray_problems` and `locate_problem` report them.
"""
