"""Challenges: where those that run stand, and for leads how to set one."""

from __future__ import annotations

from gamify.errors import CrownboardError
from pages.ui.address import board_query, follow
from pages.ui.challenges.component import show_following
from pages.ui.challenges.deciding import show_outcome
from pages.ui.challenges.desk import show_desk
from pages.ui.challenges.picture import running_in
from pages.ui.challenges.reading import (
    FollowingQuery,
    following,
    following_query,
    refused_following,
)
from pages.ui.downloads.pages import ChartLink, show_page_downloads
from pages.ui.visit import visitor

asked = board_query()
language = asked.language
try:
    drawn = following(following_query(visitor(), language)).body
except CrownboardError as error:
    drawn = refused_following(error, FollowingQuery(language))
courses = [ChartLink(title, "burn-up", {"challenge": id_}) for id_, title in running_in(drawn)]
show_following(drawn, on_address=follow)
show_page_downloads("challenges", asked, charts=courses)
show_outcome()
show_desk(language)
