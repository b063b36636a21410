"""How a form meets a template: the template language, compiling, and finding templates."""
