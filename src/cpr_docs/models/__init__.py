"""The building blocks of forms: `Form`, parts, fields and their types, JSON Schema, and the registry of forms."""
