"""Waits for work: a moment within the page, then with a bar that moves by itself."""

from __future__ import annotations

from typing import Any

import streamlit as st

from gamify.language import Message, say, translate
from pages.ui.data.job import Job

#: Seconds that a page waits before it shows how far the work is, and between two looks.
_PATIENCE, _PAUSE = 1.5, 0.7


def wait_for(job: Job[Any], what: Message, language: str) -> bool:
    """Whether the work is done; else its bar stands there, and the page follows at the end."""
    if job.wait(_PATIENCE if job.share == 0 else 0):
        return True
    _show_bar(job, what, language)
    return False


@st.fragment(run_every=_PAUSE)
def _show_bar(job: Job[Any], what: Message, language: str) -> None:
    if job.is_done:
        st.rerun()
    text = say("{what}: {n} rows so far", what=what, n=job.rows) if job.rows else what
    st.progress(job.share, text=translate(text, language))
