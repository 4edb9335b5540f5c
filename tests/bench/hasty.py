"""Streamlit's command line with a server whose walls are looked after without a pause.

A week of updates wouldn't fit into a benchmark with two looks a second.
"""

from __future__ import annotations

from streamlit.web.cli import main

from api import wall_hub
from pages.ui import clock

#: Seconds between two looks, and for which a version is believed without asking.
PAUSE, FRESH = 0.003, 0.0

if __name__ == "__main__":
    wall_hub.LOOK = PAUSE
    clock.FRESH = FRESH
    main(prog_name="streamlit")
