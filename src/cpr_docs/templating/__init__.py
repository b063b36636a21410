"""The template engine: the template language, its compiler and renderer, and the template loader."""
