"""The documentation: pages in Markdown, and the code that makes what follows from the library."""
