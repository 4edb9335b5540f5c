"""`python -m gamify`: hands over to the command line, which alone may reach the database."""

from __future__ import annotations

import sys

from cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
