"""The letter that tells a member of the family what the review found."""
