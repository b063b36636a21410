"""The referral of a case to the LSCB (5.2)."""
