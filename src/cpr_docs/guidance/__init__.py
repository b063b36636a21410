"""The forms of the guidance: a folder for each form, with its model and its layout."""
