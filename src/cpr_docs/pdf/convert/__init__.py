"""Word documents converted to PDF by LibreOffice.

`office` finds LibreOffice, `process` starts and stops it, and `namespaces` limits and isolates it. `converter` shares
documents out to workers, and `worker` repeats an attempt that failed. `file_id` makes the bytes of a PDF reproducible.
"""
