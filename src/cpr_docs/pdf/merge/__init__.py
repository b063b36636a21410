"""Many tagged PDFs joined into one, with their tags."""
