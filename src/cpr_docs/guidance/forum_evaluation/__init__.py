"""The form with which participants evaluate a multi-agency professional forum."""
