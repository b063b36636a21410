"""Word's files: the ZIP package, its XML, content controls, relationships, and a lint."""
