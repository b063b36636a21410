"""The form by which participants evaluate the learning event."""
