"""A Word document that came back: opened safely, its form read, and compared with the original."""
