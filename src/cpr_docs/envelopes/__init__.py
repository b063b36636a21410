"""Documents that are sent or printed together, merged as one PDF: packs and print runs."""
