"""The fields of a rating, and the column headers under which files carry them."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from gamify.errors import N_


class Field(StrEnum):
    """What a column can mean. The value is the word used in `--map` and in a mapping file."""

    TICKET = "ticket"
    RATING_ID = "rating_id"
    SCORE = "score"
    COMMENT = "comment"
    RATED_AT = "rated_at"
    CLOSED_AT = "closed_at"
    SOLVED_AT = "solved_at"
    OPENED_AT = "opened_at"
    OWNER = "owner"
    HELPERS = "helpers"
    TEAM = "team"
    LINE = "line"
    CATEGORY = "category"
    PRIORITY = "priority"
    CHANNEL = "channel"
    REQUESTER = "requester"
    SUBJECT = "subject"
    REOPENS = "reopens"
    TRANSFERS = "transfers"
    SURVEYED = "surveyed"
    FIRST_RESPONSE = "first_response_at"


#: How a field is called before a person.
FIELD_WORDS: Final = {
    Field.TICKET: N_("ticket"),
    Field.RATING_ID: N_("id of the rating"),
    Field.SCORE: N_("score"),
    Field.COMMENT: N_("comment"),
    Field.RATED_AT: N_("time of the rating"),
    Field.CLOSED_AT: N_("time of closing"),
    Field.SOLVED_AT: N_("time of solving"),
    Field.OPENED_AT: N_("time of opening"),
    Field.OWNER: N_("engineer"),
    Field.HELPERS: N_("further engineers"),
    Field.TEAM: N_("team"),
    Field.LINE: N_("support line"),
    Field.CATEGORY: N_("category"),
    Field.PRIORITY: N_("priority"),
    Field.CHANNEL: N_("channel"),
    Field.REQUESTER: N_("customer"),
    Field.SUBJECT: N_("subject"),
    Field.REOPENS: N_("times opened again"),
    Field.TRANSFERS: N_("times handed on"),
    Field.SURVEYED: N_("survey sent"),
    Field.FIRST_RESPONSE: N_("time of the first response"),
}

#: When a file doesn't say when a rating was given, the first of these that it has stands in.
INSTANTS: Final = (Field.RATED_AT, Field.CLOSED_AT, Field.SOLVED_AT, Field.OPENED_AT)

#: What a ticket says besides. It is never needed: what can't be read or told apart is unknown.
CIRCUMSTANCES: Final = (
    Field.SUBJECT,
    Field.REOPENS,
    Field.TRANSFERS,
    Field.SURVEYED,
    Field.FIRST_RESPONSE,
)

#: Fields whose columns hold dates and nothing else.
DATED: Final = (*INSTANTS, Field.FIRST_RESPONSE)

#: Header synonyms in groups, the surest group first: a group is looked at only when no column
#: fits an earlier one, and two columns that fit the same group are a question to the person.
#: Written as `plain_header` makes them.
SYNONYMS: Final[dict[Field, tuple[tuple[str, ...], ...]]] = {
    Field.TICKET: (
        ("ticket id", "ticket number", "ticket no", "ticketid", "ticketnumber", "номер заявки",
         "номер обращения", "номер тикета", "id заявки", "id обращения", "id тикета"),
        ("ticket", "case number", "case id", "call id", "request id", "issue key", "issue id",
         "incident number", "conversation id", "conversation number", "tickets id", "тикет",
         "заявка", "обращение", "номер звонка", "номер диалога", "id диалога"),
        ("link to the conversation", "link zur konversation", "lier à la conversation",
         "ссылка на диалог", "number", "номер", "№"),
        ("id", "key"),
    ),
    Field.RATING_ID: (
        ("rating id", "rating key", "survey response id", "response id", "answer id",
         "satisfaction rating id", "id оценки", "номер оценки", "id ответа"),
        ("id",),
    ),
    Field.SCORE: (
        ("score", "stars", "rating", "satisfaction rating", "satisfaction score", "csat",
         "csat score", "csat rating", "survey results", "survey result", "survey score",
         "customer satisfaction", "customer satisfaction score", "customer rating",
         "ratings default question", "conversation rating", "bewertung", "оценка",
         "звёзды", "звезды", "балл", "оценка клиента", "удовлетворённость",
         "удовлетворенность", "результат опроса"),
        ("satisfaction", "grade", "mark", "note", "результат"),
    ),
    Field.COMMENT: (
        ("comment", "comments", "feedback", "feedback comment", "feedback message",
         "rating comment", "ratingcomments", "satisfaction comment", "customer comment",
         "remark", "body text", "feedback kommentar", "commentaire", "комментарий",
         "комментарий к отзыву", "комментарий клиента", "отзыв"),
        ("review", "text", "message", "текст", "сообщение"),
    ),
    Field.RATED_AT: (
        ("rated at", "rated on", "rated", "rating date", "rating time", "date rated",
         "answered at", "survey date", "survey time", "survey vote time", "scored datetime",
         "scored at", "date answered", "ratingcreatedat", "rating created at", "recorded date",
         "recorded at", "responded at", "response date", "satisfaction date", "aufnahmedatum",
         "date d'enregistrement", "дата оценки", "время оценки", "оценено", "дата ответа",
         "дата записи", "дата отзыва"),
    ),
    Field.CLOSED_AT: (
        ("close time", "closed at", "closed", "close date", "closed date", "closed time",
         "closing time", "дата закрытия", "время закрытия", "закрыто", "закрыта"),
    ),
    Field.SOLVED_AT: (
        ("solved at", "solved", "solve time", "solved date", "resolved at", "resolved time",
         "resolved date", "date resolved", "resolution time", "resolution date",
         "дата решения", "время решения", "решено", "решена"),
    ),
    Field.OPENED_AT: (
        ("opened at", "opened", "open time", "open date", "date opened", "created time",
         "created at", "created", "create time", "creation date", "creation time",
         "created date", "date created", "created datetime", "createdat", "дата создания",
         "время создания", "создано", "создана", "дата открытия", "дата обращения"),
        ("date", "datetime", "date and time", "timestamp", "дата", "дата и время"),
        ("time", "время"),
    ),
    Field.OWNER: (
        ("agent", "agent name", "assignee", "assignee name", "assigned to", "assigned agent",
         "engineer", "engineer name", "owner", "operator", "technician", "employee",
         "support agent", "ratingusername", "teammate", "agentenname", "nom de l'agent",
         "инженер", "исполнитель", "сотрудник", "оператор", "имя оператора", "агент",
         "ответственный", "специалист"),
        ("assignee id", "agent id", "teammate id"),
    ),
    Field.HELPERS: (
        ("helpers", "helper", "other agents", "collaborators", "co agents", "participants",
         "second agent", "other engineers", "помощники", "помощник", "соисполнители",
         "соисполнитель", "участники"),
    ),
    Field.TEAM: (
        ("team", "team name", "agent group", "group", "group name", "department", "agent team",
         "команда", "группа", "отдел", "подразделение"),
        ("group id", "team id", "queue", "очередь"),
    ),
    Field.LINE: (
        ("support level", "support line", "line", "tier", "level", "линия",
         "линия поддержки", "уровень поддержки"),
    ),
    Field.CATEGORY: (
        ("category", "topic", "issue type", "ticket category", "ticket type", "request type",
         "категория", "тема", "тема обращения", "тип обращения", "тип заявки"),
        ("type", "service", "тип", "услуга"),
    ),
    Field.PRIORITY: (("priority", "ticket priority", "приоритет", "срочность"),),
    Field.CHANNEL: (
        ("channel", "source", "contact channel", "via", "канал", "канал связи", "источник"),
        ("inbox", "mailbox"),
    ),
    Field.REQUESTER: (
        ("requester", "requester name", "customer", "customer name", "client", "contact name",
         "ratingcustomername", "requester id", "customer id", "kontaktname", "nom du contact",
         "клиент", "заказчик", "заявитель", "имя клиента", "имя контакта"),
        ("email", "e mail", "contact email address", "email контакта",
         "kontakt e mail adresse", "adresse e mail du contact"),
    ),
    Field.SUBJECT: (
        ("subject", "subject line", "ticket subject", "email subject", "betreff", "тема письма",
         "тема сообщения", "тема заявки"),
        ("summary", "title", "ticket title", "заголовок", "краткое описание", "название заявки"),
    ),
    Field.REOPENS: (
        ("reopens", "reopen count", "reopened count", "number of reopens", "times reopened",
         "metric set reopens", "statistics count reopens", "количество переоткрытий",
         "число переоткрытий", "переоткрытий", "переоткрытия"),
        ("reopened", "is reopened", "переоткрыто", "переоткрыта", "переоткрыт"),
    ),
    Field.TRANSFERS: (
        ("transfers", "transfer count", "number of transfers", "times transferred",
         "reassignments", "reassignment count", "number of reassignments", "assignee changes",
         "количество переназначений", "число переназначений", "переназначений",
         "переназначения", "количество передач", "число передач"),
        ("transferred", "reassigned", "is transferred", "is reassigned", "передано", "передана",
         "переназначено", "переназначена"),
    ),
    Field.SURVEYED: (
        ("survey sent", "survey sent at", "survey sent on", "survey sent date",
         "csat survey sent", "csat sent", "дата отправки опроса", "опрос отправлен",
         "отправлен опрос"),
        ("surveyed", "survey offered", "survey", "опрос"),
    ),
    Field.FIRST_RESPONSE: (
        ("first response at", "first response date", "first response time", "first reply at",
         "first reply date", "first reply time", "first responded at", "first replied at",
         "stats first responded at", "statistics first admin reply at", "дата первого ответа",
         "время первого ответа"),
        ("first response", "first reply", "первый ответ"),
    ),
}  # fmt: skip

#: Columns that hold the time of day of the date beside them.
TIME_OF_DAY: Final = ("time", "время")
#: A date column that may be completed by a time of day.
DATE_ALONE: Final = ("date", "дата")

_NOT_A_WORD = re.compile(r"[^\w'№]+|_+")
_NUMBER_SIGN = re.compile(r"^№ ?(?=\w)")


def plain_header(header: str) -> str:
    """A header as it is compared: case folded, one space for everything that isn't a word."""
    text = unicodedata.normalize("NFC", header).replace("’", "'").casefold()
    return _NUMBER_SIGN.sub("номер ", _NOT_A_WORD.sub(" ", text).strip())
