"""Runs the command line: `python -m textclean`."""

import sys

from textclean.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
