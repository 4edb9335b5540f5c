"""Challenges: where those that run stand, and for leads how to set one."""

from __future__ import annotations

from gamify.errors import CrownboardError
from pages.ui.address import board_query, follow
from pages.ui.challenges.component import show_following
from pages.ui.challenges.deciding import show_outcome
from pages.ui.challenges.desk import show_desk
from pages.ui.challenges.reading import FollowingQuery, following, refused_following
from pages.ui.downloads.pages import show_page_downloads

asked = board_query()
language = asked.language
query = FollowingQuery(language=language)
try:
    drawn = following(query).body
except CrownboardError as error:
    drawn = refused_following(error, query)
show_following(drawn, on_address=follow)
show_page_downloads("challenges", asked)
show_outcome()
show_desk(language)
