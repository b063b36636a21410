"""The multi-agency chronology and social history for a consultation (Annex 3)."""
