"""From Word documents to tagged, accessible PDF, through LibreOffice.

`convert` runs LibreOffice, isolated from the network and other files, and stamps its PDFs. `merge` merges tagged PDFs
with their structure trees, and reads PDFs from elsewhere. `joining` joins short letters as sections of one Word
document before they are converted; it makes print runs faster, and can be switched off.
"""
