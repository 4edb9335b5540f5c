"""The leaderboard: who holds the crown, the team table, the top scorers, how the places moved."""

from __future__ import annotations

import streamlit as st

from pages.ui import reads
from pages.ui.address import board_query, follow
from pages.ui.board_component import show_board

board = reads.board(board_query())
show_board(board.body, on_address=follow)
if board.race:
    st.vega_lite_chart(reads.race_chart(board, theme=st.context.theme.type), width="stretch")
