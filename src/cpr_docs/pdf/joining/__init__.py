"""Many letters joined as sections of one Word document, which LibreOffice converts faster than each alone."""
