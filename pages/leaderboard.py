"""The leaderboard: who holds the crown, the team table, the top scorers, how the places moved."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from gamify.errors import N_, CrownboardError
from gamify.open_days import sees_days
from pages.ui import reads
from pages.ui.address import board_query, follow
from pages.ui.board_component import show_board
from pages.ui.downloads.pages import ChartLink, show_page_downloads
from pages.ui.paper.links import report_line
from pages.ui.visit import visitor

query = replace(board_query(), sees_days=sees_days(visitor()))
try:
    board = reads.board(query)
except CrownboardError as error:
    show_board(reads.refused_board(error, query), on_address=follow)
    st.stop()

show_board(board.body, on_address=follow)
if board.race:
    st.vega_lite_chart(reads.race_chart(board, theme=st.context.theme.type), width="stretch")
if board.has_ratings:
    race = [ChartLink(N_("Chart of the places"), "places")] if board.race else []
    report = [report_line(query.season, language=query.language)]
    show_page_downloads("leaderboard", query, charts=race, more=report)
