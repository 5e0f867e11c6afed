"""The way of each dropped file: how often it was tried, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text

from corpus.database import Connection
from corpus.following.entries import Stage
from corpus.novelty import Form
from corpus.record import Scalar
from corpus.refusal import Reason
from corpus.tables import Instant, articles, entries

SOURCE = "inbox"  # what stands in `entries.source` for all of them


@dataclass(frozen=True, slots=True)
class Way:
    """What became of a file; `article` is the key of the one article that it holds, if it is one.

    `key` is its path with size and time of writing, so a file that is written anew begins anew.
    """

    key: str
    stage: Stage
    reason: Reason | None = None
    article: Scalar = None


def tries(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    """How often each of some files was begun without an end; those that never were are left out."""
    found = connection.execute(_TRIES, {"keys": json.dumps([*keys])})
    return {row.key: row.tries for row in found}


def begin(connection: Connection, keys: Iterable[str], now: datetime) -> None:
    """Count one more try of each file, before anything is done with it."""
    for key in keys:
        if not connection.execute(_BEGIN, {"this": key, "at": now}).rowcount:
            connection.execute(_INSERT, _fresh(key, now) | {"tries": 1})


def withdraw(connection: Connection, keys: Iterable[str]) -> None:
    """Take the last try of each file back: it ended in good order, and was no fault of the file."""
    for key in keys:
        connection.execute(_WITHDRAW, {"this": key})


def record(connection: Connection, ways: Iterable[Way], now: datetime) -> None:
    """Hold what became of some files."""
    for way in ways:
        row = None if way.article is None else _article(connection, way.article)
        values = {
            "stage": way.stage,
            "tries": 0,
            "reason": way.reason,
            "article": row and row.id,
            "address": row and row.address,
            "headline": row and row.headline,
            "changed_at": now,
        }
        given = {f"new_{name}": value for name, value in values.items()}
        if not connection.execute(_RECORD, given | {"this": way.key}).rowcount:
            connection.execute(_INSERT, _fresh(way.key, now) | values)


def told(connection: Connection, key: str) -> bool:
    """Whether it is known already what became of a file."""
    query = select(entries.c.id).where(_IS_MINE, entries.c.stage != Stage.TRYING)
    return connection.scalar(query, {"this": key}) is not None


def forget(connection: Connection, before: datetime) -> int:
    """Drop the ways that ended before a moment; how many."""
    old = entries.c.source == SOURCE, entries.c.changed_at < before
    return connection.execute(entries.delete().where(*old)).rowcount


def _article(connection: Connection, key: Scalar) -> Any:
    """The row of the newest article that is held under a key, as outcomes tell it, or None."""
    is_text = isinstance(key, str)
    named = {"named": key if is_text else json.dumps(key)}
    return connection.execute(_NAMED if is_text else _NUMBERED, named).one_or_none()


def _fresh(key: str, now: datetime) -> dict[str, object]:
    return {
        "source": SOURCE,
        "key": key,
        "fingerprint": "",
        "stage": Stage.TRYING,
        "tries": 0,
        "seen_at": now,
        "changed_at": now,
    }


_IS_MINE = (entries.c.source == SOURCE) & (entries.c.key == bindparam("this"))
_UPDATE = entries.update().where(_IS_MINE)
_INSERT = entries.insert()
_BEGIN = _UPDATE.values(
    stage=Stage.TRYING, tries=entries.c.tries + 1, changed_at=bindparam("at", type_=Instant)
)
_WITHDRAW = _UPDATE.values(tries=entries.c.tries - 1)
_RECORD = _UPDATE.values(
    {
        name: bindparam(f"new_{name}")
        for name in ("stage", "tries", "reason", "article", "address", "headline", "changed_at")
    }
)
_ARTICLE = (
    select(articles.c.id, articles.c.address, articles.c.headline)
    .where(articles.c.key == bindparam("named"))
    .order_by(articles.c.id.desc())
    .limit(1)
)
_NAMED = _ARTICLE.where(articles.c.key_form != Form.JSON)
_NUMBERED = _ARTICLE.where(articles.c.key_form == Form.JSON)
_TRIES = text(
    "SELECT key, tries FROM entries WHERE source = 'inbox' AND tries > 0"
    " AND key IN (SELECT value FROM json_each(:keys))"
)
