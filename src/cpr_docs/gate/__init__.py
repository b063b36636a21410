"""The gate for files from elsewhere: `allowed` lists the contents that may pass, the other modules apply the lists."""
