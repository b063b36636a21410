"""The working principles that a learning event agrees on (Annex 1, Appendix 1d)."""
