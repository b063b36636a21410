"""The command ``cpr-docs`` as ``python -m cpr_docs``."""

from cpr_docs.cli import main

main(prog_name="python -m cpr_docs")
