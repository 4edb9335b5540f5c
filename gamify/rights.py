"""The table of roles and rights: `docs/access.md` shows the same one, and a test compares them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gamify.errors import N_


class Role(StrEnum):
    """What somebody is to the department; each may do what those before it may."""

    VIEWER = "viewer"
    ENGINEER = "engineer"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What somebody may see or do."""

    SEE_BOARDS = "see-boards"
    SEE_PERSON = "see-person"
    SEE_LOW_RATINGS = "see-low-ratings"
    SEE_TEAM = "see-team"
    SEE_FAIR_PLAY = "see-fair-play"
    HIDE_NAME = "hide-name"
    CLAIM_HELP = "claim-help"
    DECIDE_HELP = "decide-help"
    ANSWER_PULSE = "answer-pulse"
    SEE_PULSE = "see-pulse"
    PAUSE_GAME = "pause-game"
    SHIFT_NOTES = "shift-notes"
    TAKE_NOTES_BACK = "take-notes-back"
    NOTE_LESSONS = "note-lessons"
    SHARE_PRACTICE = "share-practice"
    DECIDE_FLAGS = "decide-flags"
    EXCLUDE_RATINGS = "exclude-ratings"
    SHARE_CREDIT = "share-credit"
    SET_CHALLENGES = "set-challenges"
    SET_NOMINATIONS = "set-nominations"
    PUBLISH_PAR = "publish-par"
    MANAGE_MESSAGES = "manage-messages"
    MANAGE_SCREENS = "manage-screens"
    IMPORT_RATINGS = "import-ratings"
    SEE_PEOPLE = "see-people"
    MANAGE_PEOPLE = "manage-people"
    MANAGE_ACCOUNTS = "manage-accounts"
    MANAGE_SETTINGS = "manage-settings"
    MANAGE_TOKENS = "manage-tokens"
    SEE_METRICS = "see-metrics"
    SEE_AUDIT = "see-audit"


class Reach(StrEnum):
    """How far a right goes: for nobody, for oneself, for the teams that one leads, for all."""

    NOBODY = "–"
    OWN = "own"
    TEAMS = "own teams"
    ALL = "yes"


_NO, _OWN, _TEAMS, _ALL = Reach.NOBODY, Reach.OWN, Reach.TEAMS, Reach.ALL

#: What each role may do, in the order of `Role`.
RIGHTS: Mapping[Right, tuple[Reach, Reach, Reach, Reach]] = {
    Right.SEE_BOARDS: (_ALL, _ALL, _ALL, _ALL),
    Right.SEE_PERSON: (_NO, _OWN, _TEAMS, _ALL),
    Right.SEE_LOW_RATINGS: (_NO, _OWN, _TEAMS, _ALL),
    Right.SEE_TEAM: (_NO, _OWN, _TEAMS, _ALL),
    Right.SEE_FAIR_PLAY: (_NO, _NO, _ALL, _ALL),
    Right.HIDE_NAME: (_NO, _OWN, _NO, _ALL),
    Right.CLAIM_HELP: (_NO, _OWN, _TEAMS, _ALL),
    Right.DECIDE_HELP: (_NO, _OWN, _TEAMS, _ALL),
    Right.ANSWER_PULSE: (_NO, _OWN, _NO, _NO),
    Right.SEE_PULSE: (_NO, _NO, _TEAMS, _ALL),
    Right.PAUSE_GAME: (_NO, _NO, _TEAMS, _ALL),
    Right.SHIFT_NOTES: (_NO, _ALL, _ALL, _ALL),
    Right.TAKE_NOTES_BACK: (_NO, _OWN, _TEAMS, _ALL),
    Right.NOTE_LESSONS: (_NO, _OWN, _TEAMS, _ALL),
    Right.SHARE_PRACTICE: (_NO, _OWN, _TEAMS, _ALL),
    Right.DECIDE_FLAGS: (_NO, _NO, _TEAMS, _ALL),
    Right.EXCLUDE_RATINGS: (_NO, _NO, _TEAMS, _ALL),
    Right.SHARE_CREDIT: (_NO, _NO, _TEAMS, _ALL),
    Right.SET_CHALLENGES: (_NO, _NO, _TEAMS, _ALL),
    Right.SET_NOMINATIONS: (_NO, _NO, _TEAMS, _ALL),
    Right.PUBLISH_PAR: (_NO, _NO, _TEAMS, _ALL),
    Right.MANAGE_MESSAGES: (_NO, _NO, _ALL, _ALL),
    Right.MANAGE_SCREENS: (_NO, _NO, _ALL, _ALL),
    Right.IMPORT_RATINGS: (_NO, _NO, _NO, _ALL),
    Right.SEE_PEOPLE: (_NO, _NO, _TEAMS, _ALL),
    Right.MANAGE_PEOPLE: (_NO, _NO, _NO, _ALL),
    Right.MANAGE_ACCOUNTS: (_NO, _NO, _NO, _ALL),
    Right.MANAGE_SETTINGS: (_NO, _NO, _NO, _ALL),
    Right.MANAGE_TOKENS: (_NO, _NO, _NO, _ALL),
    Right.SEE_METRICS: (_NO, _NO, _NO, _ALL),
    Right.SEE_AUDIT: (_NO, _NO, _NO, _ALL),
}

#: What each right is about, as a person reads it.
RIGHT_TITLES: Mapping[Right, str] = {
    Right.SEE_BOARDS: N_("boards, nominations and challenges"),
    Right.SEE_PERSON: N_("a person's own page, with places outside the public ones"),
    Right.SEE_LOW_RATINGS: N_("low ratings and their comments"),
    Right.SEE_TEAM: N_("a team's people, and who helped whom"),
    Right.SEE_FAIR_PLAY: N_("what looks odd, with its evidence"),
    Right.HIDE_NAME: N_("a name on public boards, shown or hidden"),
    Right.CLAIM_HELP: N_("saying who helped on a ticket"),
    Right.DECIDE_HELP: N_("confirming or declining help on a ticket"),
    Right.ANSWER_PULSE: N_("answering the questions at the end of a season"),
    Right.SEE_PULSE: N_("what engineers have answered, of five or more together"),
    Right.PAUSE_GAME: N_("pausing the game"),
    Right.SHIFT_NOTES: N_("shift notes, ticking off what is seen to, and the timeline"),
    Right.TAKE_NOTES_BACK: N_("taking a shift note back"),
    Right.NOTE_LESSONS: N_("cause, lesson and state of a low rating"),
    Right.SHARE_PRACTICE: N_("sharing a good practice with everybody"),
    Right.DECIDE_FLAGS: N_("decisions on flags"),
    Right.EXCLUDE_RATINGS: N_("excluding, restoring and correcting ratings"),
    Right.SHARE_CREDIT: N_("sharing a rating by hand"),
    Right.SET_CHALLENGES: N_("setting and changing challenges"),
    Right.SET_NOMINATIONS: N_("nominations and awards"),
    Right.PUBLISH_PAR: N_("publishing a par"),
    Right.MANAGE_MESSAGES: N_("daily messages, chats and mailboxes"),
    Right.MANAGE_SCREENS: N_("screens in the office and announcements"),
    Right.IMPORT_RATINGS: N_("taking ratings in and taking an import back"),
    Right.SEE_PEOPLE: N_("who is in which team"),
    Right.MANAGE_PEOPLE: N_("people and teams"),
    Right.MANAGE_ACCOUNTS: N_("accounts and roles"),
    Right.MANAGE_SETTINGS: N_("settings"),
    Right.MANAGE_TOKENS: N_("tokens of programs"),
    Right.SEE_METRICS: N_("figures about the server"),
    Right.SEE_AUDIT: N_("the log of decisions"),
}

#: What a role is called on a page.
ROLE_TITLES: Mapping[Role, str] = {
    Role.VIEWER: N_("Viewer"),
    Role.ENGINEER: N_("Engineer"),
    Role.LEAD: N_("Lead"),
    Role.ADMINISTRATOR: N_("Administrator"),
}


class Scope(StrEnum):
    """What a token of the API is for."""

    READ = "read"
    RATINGS_WRITE = "ratings:write"
    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    METRICS_READ = "metrics:read"


#: The rights that a scope gives, without limit; a token has those of its scopes and no others.
SCOPES: Mapping[Scope, frozenset[Right]] = {
    Scope.READ: frozenset({Right.SEE_BOARDS}),
    Scope.RATINGS_WRITE: frozenset({Right.IMPORT_RATINGS}),
    Scope.PEOPLE_READ: frozenset({Right.SEE_PEOPLE, Right.SEE_PERSON}),
    Scope.PEOPLE_WRITE: frozenset({Right.MANAGE_PEOPLE}),
    Scope.METRICS_READ: frozenset({Right.SEE_METRICS}),
}

#: What a scope opens, as a person reads it.
SCOPE_DOES: Mapping[Scope, str] = {
    Scope.READ: N_("reads boards, nominations, challenges"),
    Scope.RATINGS_WRITE: N_("sends ratings and tickets"),
    Scope.PEOPLE_READ: N_("reads people, their teams and places"),
    Scope.PEOPLE_WRITE: N_("makes and moves people and teams"),
    Scope.METRICS_READ: N_("reads figures about the server"),
}
