"""Adds, changes, pauses and removes sources that are read by themselves. Each is logged.

Passwords and tokens are sealed at once, and are never part of what is logged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from db.commands.ledger import bump_version, record
from db.commands.points import keep_points
from db.commands.undo import undo_import
from db.feed_secrets import HOOK_TOKEN, open_secrets, seal_secrets, split_secrets
from db.models import Feed, ImportBatch, ReadAnswer, Source
from db.queries.feeds import FeedCard, FeedKey, feed_card, feed_key
from db.settings import Settings
from gamify.access import ITSELF, Visitor, demand
from gamify.language import say
from gamify.rights import Right
from gamify.sources.binding import bind, check_wishes
from gamify.sources.definition import Definition, definitions
from gamify.sources.errors import SourceRefused
from gamify.sources.sweep import Reach

#: A name is a part of the webhook's address.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def add_feed(
    session: Session,
    *,
    name: str,
    system: str,
    entered: Mapping[str, str],
    since: datetime,
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> FeedCard:
    """Let a source be read from `since` on; the first pull is due at once.

    Raises SourceRefused for a name, system or setting that can't be used, SettingRefused for a
    scale that can't be read, and KeyRefused without a key.
    """
    demand(actor, Right.IMPORT_RATINGS)
    definition = known_system(system)
    source = _free_source(session, name)
    values = check_wishes(definition, entered)
    shown, hidden = split_secrets(definition, values)
    keep_points(session, source, bind(definition, values).points)
    session.add(
        Feed(
            source_id=source,
            system=system,
            entered=shown,
            sealed=seal_secrets(hidden, settings),
            added_at=now,
            added_by=actor.name,
            reach=Reach(since=min(since, now)).as_json(),
            next_pull_at=now,
        )
    )
    session.flush()
    after = {"system": system, "since": since.isoformat(), **shown}
    record(session, "source added", subject=f"source {name}", actor=actor, now=now, after=after)
    bump_version(session)
    return feed_card(session, name)


def change_feed(
    session: Session,
    *,
    name: str,
    entered: Mapping[str, str],
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> None:
    """Enter some settings or secrets of a source anew; the others stay. It is due at once.

    Raises UnknownSource, and what `add_feed` raises.
    """
    demand(actor, Right.IMPORT_RATINGS)
    key = feed_key(session, name)
    definition = known_system(key.system)
    kept = open_secrets(key.sealed, settings)
    token = kept.pop(HOOK_TOKEN)
    values = check_wishes(definition, {**key.entered, **kept, **entered})
    shown, hidden = split_secrets(definition, values)
    feed = session.get_one(Feed, key.id)
    feed.entered, feed.sealed = shown, seal_secrets({**hidden, HOOK_TOKEN: token}, settings)
    feed.next_pull_at, feed.problem, feed.failures = now, None, 0
    keep_points(session, key.source_id, bind(definition, values).points)
    record(
        session,
        "source changed",
        subject=f"source {name}",
        actor=actor,
        now=now,
        before=dict(key.entered),
        after={**shown, "secrets": sorted(set(entered) & set(hidden))},
    )
    bump_version(session)


def pause_feed(
    session: Session, *, name: str, is_paused: bool, actor: Visitor, now: datetime
) -> None:
    """Neither pull a source nor hear its webhook until it goes on. Raises UnknownSource."""
    demand(actor, Right.IMPORT_RATINGS)
    feed = session.get_one(Feed, feed_key(session, name).id)
    feed.paused_at = now if is_paused else None
    feed.next_pull_at = now
    action = "source paused" if is_paused else "source resumed"
    record(session, action, subject=f"source {name}", actor=actor, now=now)


def ask_for_pull(session: Session, *, name: str, actor: Visitor, now: datetime) -> None:
    """Let a source be read as soon as possible, because somebody asks for it.

    Raises UnknownSource.
    """
    demand(actor, Right.IMPORT_RATINGS)
    nudge_feed(session, feed_key(session, name).id, now=now)


def read_again(
    session: Session, *, name: str, since: datetime, actor: Visitor, now: datetime
) -> None:
    """Read a source from `since` on once more, as if nothing of it were known.

    After the scale was changed, or an import of it was undone by mistake. Raises UnknownSource.
    """
    demand(actor, Right.IMPORT_RATINGS)
    key = feed_key(session, name)
    known = update(ReadAnswer).where(col(ReadAnswer.source_id) == key.source_id)
    session.execute(known.values(digest="", changed=None))
    feed = session.get_one(Feed, key.id)
    feed.reach, feed.next_pull_at = Reach(since=min(since, now)).as_json(), now
    record(
        session,
        "source read again",
        subject=f"source {name}",
        actor=actor,
        now=now,
        after={"since": since.isoformat()},
    )


def remove_feed(
    session: Session, *, name: str, with_ratings: bool, actor: Visitor, now: datetime
) -> int:
    """Forget a source with its secrets and payloads; returns how many imports were taken back.

    Its ratings stay unless `with_ratings`. Raises UnknownSource, and BatchInUse where another
    import has changed them since.
    """
    demand(actor, Right.IMPORT_RATINGS)
    key = feed_key(session, name)
    undone = _undo_all(session, key, actor=actor, now=now) if with_ratings else 0
    session.execute(delete(ReadAnswer).where(col(ReadAnswer.source_id) == key.source_id))
    session.execute(delete(Feed).where(col(Feed.id) == key.id))
    before = {"system": key.system, "undone": undone}
    record(session, "source removed", subject=f"source {name}", actor=actor, now=now, before=before)
    bump_version(session)
    return undone


def known_system(system: str) -> Definition:
    """The definition of a ticket system. Raises SourceRefused."""
    known = definitions()
    if system not in known:
        problem = say("“{system}” isn't known, only {known}", system=system, known=", ".join(known))
        raise SourceRefused(problem=problem)
    return known[system]


def nudge_feed(session: Session, feed_id: int, *, now: datetime) -> None:
    """Let a source be read as soon as possible: its webhook says that there is something."""
    statement = update(Feed).where(col(Feed.id) == feed_id, col(Feed.next_pull_at) > now)
    session.execute(statement.values(next_pull_at=now))


def _free_source(session: Session, name: str) -> int:
    """The id of a source that nobody reads yet; one that files have filled goes on."""
    if not _NAME.fullmatch(name):
        problem = say("its name needs 1 to 40 small letters, digits and hyphens")
        raise SourceRefused(problem=problem)
    found = session.exec(select(Source).where(Source.name == name)).first()
    if found is None:
        found = Source(name=name)
        session.add(found)
        session.flush()
    if session.exec(select(Feed.id).where(Feed.source_id == found.id)).first() is not None:
        raise SourceRefused(problem=say("there is one with the name “{name}”", name=name))
    return found.id or 0


def _undo_all(session: Session, key: FeedKey, *, actor: Visitor, now: datetime) -> int:
    """Take back what a source brought by itself, the newest first."""
    statement = (
        select(ImportBatch.id)
        .where(
            ImportBatch.source_id == key.source_id,
            ImportBatch.file_name == definitions()[key.system].title,
            ImportBatch.actor == ITSELF.name,
            col(ImportBatch.undone_at).is_(None),
        )
        .order_by(col(ImportBatch.id).desc())
    )
    batches = [batch for batch in session.exec(statement) if batch is not None]
    for batch in batches:
        undo_import(session, batch=batch, actor=actor, now=now)
    return len(batches)
