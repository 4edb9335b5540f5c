"""Nominations: who is ahead in which, by what, and how it is counted."""

from __future__ import annotations

from gamify.errors import CrownboardError
from pages.ui.address import board_query, follow
from pages.ui.downloads.pages import show_page_downloads
from pages.ui.nominations import reading
from pages.ui.nominations.component import show_gallery
from pages.ui.visit import visitor

asked = board_query()
query = reading.GalleryQuery(asked.season, asked.language, reading.reader_of(visitor()))
try:
    gallery = reading.gallery(query).body
except CrownboardError as error:
    gallery = reading.refused_gallery(error, query)
show_gallery(gallery, on_address=follow)
show_page_downloads("nominations", asked)
