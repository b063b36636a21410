"""What the paper is made of: the ZIP package, its XML, content controls, and the lint that Word would do."""
