"""What is said: the forms of the guidance as models, and the review, people and agencies that they share."""
