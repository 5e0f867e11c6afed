"""What is kept for a time only, whole texts and former revisions; and the index kept tidy."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from corpus import index
from corpus.database import Connection, Engine, reading, writing
from corpus.following import dropped
from corpus.shortening import shortened
from corpus.tables import analyses, articles, revisions

# Texts of one transaction: some 50 ms, after which writers get their turn, and what was done stays.
_BATCH = 200
# Pages of the index that are merged in one step (https://www.sqlite.org/fts5.html#the_merge_command)
# and the most steps of one upkeep; a step takes a few ms.
_MERGED, _STEPS = 200, 50


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many texts were shortened, former ones dropped, ways of dropped files forgotten."""

    articles: int = 0
    revisions: int = 0
    ways: int = 0


def clean(engine: Engine, retain: timedelta, now: datetime) -> Cleaned:
    """Shorten the texts that were taken in longer than `retain` ago, and drop former ones.

    Sentences that were quoted and those behind figures stay, word for word, and so do figures,
    headlines and the index: a look-up finds an article by words that it does not hold any more.
    Can be stopped and made again at any moment; readers see a text whole or short.
    Raises DatabaseError.
    """
    before = now - retain
    return Cleaned(
        articles=_repeated(lambda: _shorten(engine, before)),
        revisions=_repeated(lambda: _drop_former(engine, before)),
        ways=_forget_ways(engine, before),
    )


def upkeep(engine: Engine) -> None:
    """Merge the index in small steps, renew what the planner knows, empty the log of writes.

    Raises DatabaseError. Nobody waits for longer than a step.
    """
    if engine.dialect.name != "sqlite":
        return
    for table in ("terms", "words"):
        _merge(engine, table)
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA optimize")
    with reading(engine) as connection:  # and past the library, which would begin a transaction
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _repeated(step: Callable[[], int]) -> int:
    """The sum of what a step does until nothing is left to do."""
    total = 0
    while done := step():
        total += done
    return total


def _shorten(engine: Engine, before: datetime) -> int:
    """Shorten some texts; how many."""
    with reading(engine) as connection:
        rows = connection.execute(_WHOLE, {"before": before}).all()
    short = [_short(row) for row in rows]
    if not short:
        return 0
    with writing(engine) as connection:
        return sum(_is_kept(connection, values) for values in short)


def _short(row: Any) -> dict[str, Any]:
    """What takes the place of a text."""
    spans = [(start, end) for start, end in json.loads(row.spans)]
    made = shortened(row.body, spans, json.loads(row.findings))
    return {
        "this": row.id,
        "held": row.revision,
        "body": made.body,
        "surface": zlib.compress(index.surface(row.headline, row.body).encode()),
        "spans": _json(made.spans),
        "findings": _json(made.findings),
    }


def _is_kept(connection: Connection, values: Mapping[str, Any]) -> bool:
    """Put a short text in its place, unless there is a new one since."""
    text = {name: values[name] for name in ("this", "held", "body", "surface")}
    if not connection.execute(_SHORTEN, text).rowcount:
        return False
    found = {name: values[name] for name in ("this", "spans", "findings")}
    connection.execute(_CUT, found)
    return True


def _drop_former(engine: Engine, before: datetime) -> int:
    with writing(engine) as connection:
        old = connection.execute(_FORMER, {"before": before}).all()
        for article, revision in old:
            connection.execute(_EMPTY, {"this": article, "held": revision})
    return len(old)


def _forget_ways(engine: Engine, before: datetime) -> int:
    with writing(engine) as connection:
        return dropped.forget(connection, before)


def _merge(engine: Engine, table: str) -> None:
    """Merge an index until a step finds nothing to do, by the count of changes that FTS5 tells."""
    for _ in range(_STEPS):
        with writing(engine) as connection:
            driver: Any = connection.connection.driver_connection
            before = driver.total_changes
            connection.exec_driver_sql(
                f"INSERT INTO {table}({table}, rank) VALUES ('merge', {_MERGED})"  # noqa: S608
            )
            if driver.total_changes - before < 2:
                return


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


_WHOLE = (
    select(
        articles.c.id,
        articles.c.revision,
        articles.c.headline,
        articles.c.body,
        analyses.c.spans,
        analyses.c.findings,
    )
    .join(analyses)
    .where(articles.c.surface.is_(None), articles.c.changed_at < bindparam("before"))
    .order_by(articles.c.changed_at, articles.c.id)
    .limit(_BATCH)
)
_SHORTEN = (
    articles.update()
    .where(
        articles.c.id == bindparam("this"),
        articles.c.revision == bindparam("held"),
        articles.c.surface.is_(None),
    )
    .values(body=bindparam("body"), surface=bindparam("surface"))
)
_CUT = (
    analyses.update()
    .where(analyses.c.article == bindparam("this"))
    .values(spans=bindparam("spans"), findings=bindparam("findings"))
)
_FORMER = (
    select(revisions.c.article, revisions.c.revision)
    .where(revisions.c.replaced_at < bindparam("before"), revisions.c.body != "")
    .limit(_BATCH)
)
_EMPTY = (
    revisions.update()
    .where(revisions.c.article == bindparam("this"), revisions.c.revision == bindparam("held"))
    .values(body="")
)
