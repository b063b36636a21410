"""The letter that appoints a reviewer, with the reviewer's acceptance and declaration of independence."""
