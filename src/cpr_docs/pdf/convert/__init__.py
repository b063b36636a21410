"""Word documents converted to PDF by LibreOffice."""
