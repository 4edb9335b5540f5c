"""A list of names and figures, shown literally."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

#: A spreadsheet would take a name like "=1+1" in a downloaded list for a formula.
_NO_DOWNLOAD = (
    "<style>[class*='st-key-list-'] [data-testid='stElementToolbar'] {display: none}</style>"
)
_ROW, _MOST = 35, 420
#: Pixels of a column with sentences.
_WIDE = 300


def show_list(
    columns: Mapping[str, Sequence[object]], *, key: str, wide: Collection[str] = ()
) -> None:
    """Columns by their titles, all of one length; a long list scrolls, `wide` ones have room."""
    rows = max((len(column) for column in columns.values()), default=0)
    st.html(_NO_DOWNLOAD)
    with st.container(key=f"list-{key}"):
        st.dataframe(
            {title: list(column) for title, column in columns.items()},
            hide_index=True,
            column_config={title: st.column_config.Column(width=_WIDE) for title in wide},
            width="stretch",
            height=min(_MOST, _ROW * (rows + 1) + 3),
        )
