"""The letter that asks the participants of the learning event for comments on the draft learning points."""
