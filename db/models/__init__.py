"""Every table. Imported once, never by a page, because a table can be declared only once."""

from db.models.access import Account, ApiToken, Guess, KeptAnswer, LedTeam, SignIn
from db.models.asking import AskedAnswer, AskTemplate
from db.models.cells import Cell, DataVersion, Grain
from db.models.challenges import ChallengeRecord, Delivery, Destination, DigestPlan
from db.models.contest import Assist, Award, ExclusionRequest, Flag, FlagWhitelist
from db.models.feedback import Lesson, SharedPractice
from db.models.hall import ClosedSeason, HallPlace
from db.models.handicap import ParStratum, ParVersion
from db.models.imports import ImportBatch, Source
from db.models.namesakes import Namesakes
from db.models.organisation import AuditEntry, SeasonRecord, Setting
from db.models.pauses import GamePause
from db.models.people import Alias, Engineer, Erased, Membership, Team
from db.models.pulse import PulseCount, PulsePart, PulseSeason
from db.models.ratings import Credit, Rating, Revision
from db.models.shifts import NoteItem, ShiftNote
from db.models.sources import Feed, ReadAnswer
from db.models.thanks import Thanks
from db.models.wall import Announcement, WallScreen
from db.models.work import Stratum, Ticket, WorkKind

__all__ = [
    "Account",
    "Alias",
    "Announcement",
    "ApiToken",
    "AskTemplate",
    "AskedAnswer",
    "Assist",
    "AuditEntry",
    "Award",
    "Cell",
    "ChallengeRecord",
    "ClosedSeason",
    "Credit",
    "DataVersion",
    "Delivery",
    "Destination",
    "DigestPlan",
    "Engineer",
    "Erased",
    "ExclusionRequest",
    "Feed",
    "Flag",
    "FlagWhitelist",
    "GamePause",
    "Grain",
    "Guess",
    "HallPlace",
    "ImportBatch",
    "KeptAnswer",
    "LedTeam",
    "Lesson",
    "Membership",
    "Namesakes",
    "NoteItem",
    "ParStratum",
    "ParVersion",
    "PulseCount",
    "PulsePart",
    "PulseSeason",
    "Rating",
    "ReadAnswer",
    "Revision",
    "SeasonRecord",
    "Setting",
    "SharedPractice",
    "ShiftNote",
    "SignIn",
    "Source",
    "Stratum",
    "Team",
    "Thanks",
    "Ticket",
    "WallScreen",
    "WorkKind",
]
