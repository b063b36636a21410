"""The form with which participants evaluate the learning event."""
