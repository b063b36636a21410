"""The referral for multi-agency consultation (Annex 3)."""
