"""The guidance’s sheets to read from: group relationships, group dynamic, facilitation, consultation."""
