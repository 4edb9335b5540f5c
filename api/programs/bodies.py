"""What programs send, as JSON: read within limits, and checked for its shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Generic, NotRequired, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from typing_extensions import TypedDict

from api.programs.problems import Refused, told

#: Bytes and rows of one request.
LARGEST, MOST_ROWS = 16 * 1024 * 1024, 10_000
#: People and teams of one request: each may move work along.
MOST_PEOPLE = 1_000
#: Larger bodies are read beside the event loop, which goes on answering meanwhile.
_LONG = 64 * 1024

Row = TypeVar("Row")

_SHAPE = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
Name = Annotated[str, Field(examples=["Ann Abel"])]
Time = Annotated[
    str,
    Field(
        description="ISO 8601; without an offset it is of the organisation's zone",
        examples=["2026-11-02T12:00:00Z"],
    ),
]


def _whole(value: object) -> object:
    """To JSON 2.0 is an integer as well."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Times = Annotated[int, Field(ge=0, le=999), BeforeValidator(_whole)]
TicketId = Annotated[str, Field(min_length=1, description="unique within the source")]


class _Work(TypedDict):
    __pydantic_config__ = _SHAPE  # type: ignore[misc]
    ticket: TicketId
    owner: NotRequired[Annotated[Name, Field(description="whoever worked on the ticket")]]
    helpers: NotRequired[
        Annotated[list[Name], Field(description="who worked on it, too: the credit is shared")]
    ]
    team: NotRequired[Annotated[str, Field(description="the owner's team on that day unless told")]]
    line: NotRequired[Annotated[str, Field(description="support line")]]
    category: NotRequired[str]
    priority: NotRequired[str]
    channel: NotRequired[str]
    requester: NotRequired[Annotated[str, Field(description="the customer; kept as a keyed hash")]]
    subject: NotRequired[Annotated[str, Field(description="kept as a hash of its words")]]
    opened_at: NotRequired[Time]
    first_response_at: NotRequired[Time]
    reopens: NotRequired[Times]
    transfers: NotRequired[Times]
    surveyed: NotRequired[Annotated[bool, Field(description="whether a survey was sent")]]


class RatingIn(_Work):
    """A customer's answer about a ticket."""

    __pydantic_config__ = _SHAPE  # type: ignore[misc]
    score: Annotated[int | float | str | bool, Field(description="on the scale", examples=[5])]
    rated_at: Time
    rating_id: NotRequired[
        Annotated[str, Field(description="where a ticket may have several ratings")]
    ]
    comment: NotRequired[Annotated[str, Field(description="the customer's words, as they are")]]
    solved_at: NotRequired[Time]


class TicketIn(_Work):
    """A piece of work, rated or not."""

    __pydantic_config__ = _SHAPE  # type: ignore[misc]
    solved_at: Time


class PersonIn(TypedDict):
    """An engineer by name; with a team also since when (the first day of the stay)."""

    __pydantic_config__ = _SHAPE  # type: ignore[misc]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    team: NotRequired[Annotated[str, Field(min_length=1, max_length=200)]]
    since: NotRequired[Annotated[str, Field(description="a day as YYYY-MM-DD; today unless told")]]
    email: NotRequired[str]


class TeamIn(TypedDict):
    """A team by name."""

    __pydantic_config__ = _SHAPE  # type: ignore[misc]
    name: Annotated[str, Field(min_length=1, max_length=200)]


class Rows(Generic[Row]):
    """A body of one object, or of a list of them."""

    def __init__(self, one: type[Row], *, most: int = MOST_ROWS) -> None:
        many = Annotated[list[one], Field(min_length=1, max_length=most)]  # type: ignore[valid-type]
        self._one: TypeAdapter[Any] = TypeAdapter(one)
        self._many: TypeAdapter[Any] = TypeAdapter(many)

    async def of(self, request: Request) -> tuple[bytes, Sequence[Row]]:
        """The body and its rows. Raises Refused with 400, 413, 415 or 422."""
        body = await _body(request)
        read = self._read
        return body, (await run_in_threadpool(read, body)) if len(body) > _LONG else read(body)

    def _read(self, body: bytes) -> Sequence[Row]:
        is_list = body.lstrip()[:1] == b"["
        try:
            if is_list:
                rows: Sequence[Row] = self._many.validate_json(body)
                return rows
            return [self._one.validate_json(body)]
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False, include_context=False)
        if found[0]["type"] == "json_invalid":
            raise Refused(400, f"The body isn't JSON: {found[0]['msg']}.")
        sentence = "The body isn't of the shape that the document at /api/docs shows."
        raise Refused(422, sentence, errors=told(found))

    def schema(self) -> dict[str, Any]:
        """The body in the document."""
        template = "#/components/schemas/{model}"
        return self._many.json_schema(ref_template=template)


async def _body(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "Send JSON: “Content-Type: application/json”.")
    sentence = f"The body is larger than {LARGEST // 1024 // 1024} MiB. Send it in parts."
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST:
        raise Refused(413, sentence)
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > LARGEST:
                raise Refused(413, sentence)
            parts.append(part)
    except ClientDisconnect as error:
        raise Refused(400, "The body breaks off.") from error
    return b"".join(parts)
