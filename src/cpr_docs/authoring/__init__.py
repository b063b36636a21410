"""How the master templates are made: a sheet to write on, and a layout for each form."""
