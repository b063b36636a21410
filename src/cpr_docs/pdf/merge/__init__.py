"""Tagged PDFs merged as one, with their structure trees."""
