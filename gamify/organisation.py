"""What an organisation sets for itself: the names of its settings, and what each does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gamify.errors import N_


class SettingCard(NamedTuple):
    """What a setting is called, and what it does."""

    title: str
    does: str


#: Every setting that can be changed while Crownboard runs, by its name.
SETTINGS: Mapping[str, SettingCard] = {
    "organisation": SettingCard(
        N_("Name of the organisation"), N_("It stands on every page, screen and message.")
    ),
    "language": SettingCard(
        N_("Language"),
        N_("For screens, messages and readers who haven’t chosen one themselves."),
    ),
    "time_zone": SettingCard(
        N_("Time zone"), N_("Its midnight ends the organisation’s days and quarters.")
    ),
    "fiscal_start": SettingCard(
        N_("First month of the fiscal year"), N_("Quarters and years are counted from it.")
    ),
    "working_weekdays": SettingCard(
        N_("Working days"), N_("Pace and days left of challenges count these alone.")
    ),
    "holiday_country": SettingCard(
        N_("Country of public holidays"),
        N_("Its public holidays are days off."),
    ),
    "holiday_region": SettingCard(
        N_("Region of public holidays"),
        N_("Holidays of that region of the country are days off, too."),
    ),
    "extra_holidays": SettingCard(
        N_("Further days off"), N_("Days like 2026-12-24, with commas between them.")
    ),
    "crown": SettingCard(
        N_("Table that carries the crown"),
        N_("Its first team holds the crown; the other tables stay to be looked at."),
    ),
    "min_ratings_team": SettingCard(
        N_("Ratings a team needs"), N_("With fewer in a season a team isn’t ranked yet.")
    ),
    "public_top": SettingCard(
        N_("Scorers on a board"), N_("So many are shown, and nobody below them.")
    ),
    "star_labels": SettingCard(
        N_("What the stars are called"),
        N_(
            "Five names from one star to five, with commas between them. Empty, they are awful, "
            "bad, fair, good and wow, in the reader’s language."
        ),
    ),
    "strata": SettingCard(
        N_("What makes a kind of work"),
        N_("Fields of a ticket by which the handicap tells easy work from hard work."),
    ),
    "closing_days": SettingCard(
        N_("Days until a quarter closes"),
        N_("So many days after its last one its awards are recorded for good."),
    ),
    "pulse_days": SettingCard(
        N_("Days for the pulse"),
        N_("So many days after a quarter’s last one its four questions can be answered."),
    ),
    "open_reading": SettingCard(
        N_("Boards are open to all"),
        N_("Whoever reaches the address may read. Switched off, everybody signs in first."),
    ),
    "sign_in_days": SettingCard(
        N_("Days until one signs in again"), N_("It holds from the next sign-in on.")
    ),
    "comment_months": SettingCard(
        N_("Months for which comments are kept"),
        N_("Older words of customers are deleted at night, stars stay. 0 keeps them."),
    ),
    "asking": SettingCard(
        N_("Ask customers for ratings"),
        N_("Links in e-mails let customers rate with one click. Switched off, no link takes any."),
    ),
    "asking_days": SettingCard(
        N_("Days to change an answer"), N_("Counted from when the customer first rated.")
    ),
    "asking_link_days": SettingCard(
        N_("Days for which a link lives"), N_("It holds for links that are made from now on.")
    ),
    "asking_names": SettingCard(
        N_("Say who worked on the request"),
        N_("The page names the engineer, unless the name is hidden on boards."),
    ),
}
