"""The form with which participants evaluate a multi-agency consultation."""
