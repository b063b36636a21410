"""The review of the printed Welsh: a page and a Word document for each form, and the corrections that come back."""
