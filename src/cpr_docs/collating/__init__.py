"""Many evaluation forms that came back, counted and put side by side."""
