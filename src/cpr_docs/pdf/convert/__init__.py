"""From Word documents to PDF, through LibreOffice."""
