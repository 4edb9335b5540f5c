"""Challenges: where those that run stand, and for leads how to set one."""

from __future__ import annotations

from gamify.errors import CrownboardError
from pages.ui.address import board_query, follow
from pages.ui.challenges.component import show_following
from pages.ui.challenges.deciding import show_outcome
from pages.ui.challenges.desk import show_desk
from pages.ui.challenges.reading import FollowingQuery, following, refused_following

language = board_query().language
query = FollowingQuery(language=language)
try:
    drawn = following(query).body
except CrownboardError as error:
    drawn = refused_following(error, query)
show_following(drawn, on_address=follow)
show_outcome()
show_desk(language)
