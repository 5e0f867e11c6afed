"""Take-down: the texts of an address or a domain go, and do not come back."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from corpus import blocklist, store
from corpus.database import Connection, Engine, reading, writing
from corpus.refusal import Reason
from corpus.tables import analyses, articles, blocked, entries, revisions

_BATCH = 100  # articles of one transaction; each takes about a ms
_NOTHING = zlib.compress(b"")


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What is refused from now on, as it is kept, and the ids of the articles whose text went."""

    what: str
    articles: tuple[int, ...]


def take_down(engine: Engine, what: str, now: datetime) -> TakenDown:
    """Refuse an address or a domain from now on, and delete what is held of it.

    Of an article the row stays, with its key, address, publisher and fingerprint: no headline, no
    sentence, no figure, no index. That of a text whose address is refused, come by another way, is
    held so. The ids are those of all articles that are refused, so that a run that was broken off
    can be made again. Raises NotBlockableError, DatabaseError.
    """
    name = blocklist.named(what)
    with writing(engine) as connection:
        if connection.scalar(_BLOCKED, {"what": name}) is None:
            connection.execute(blocked.insert().values(what=name, at=now))
        _silence(connection, name, now)
    with reading(engine) as connection:
        ids = _matching(connection, name)
    for at in range(0, len(ids), _BATCH):
        with writing(engine) as connection:
            _withdraw(connection, ids[at : at + _BATCH])
    return TakenDown(name, tuple(ids))


def let_in(engine: Engine, what: str) -> str | None:
    """Refuse an address or a domain no more; its name, or None if it was not refused.

    What was deleted stays so until it is taken in again, and then has its old place.
    Raises NotBlockableError, DatabaseError.
    """
    name = blocklist.named(what)
    with writing(engine) as connection:
        if not connection.execute(blocked.delete().where(blocked.c.what == name)).rowcount:
            return None
        for identifier in _matching(connection, name):
            _reopen(connection, identifier)
    return name


def is_blocked(connection: Connection, url: str | None) -> bool:
    """Whether what comes from an address is refused."""
    names = blocklist.names(url)
    if not names:
        return False
    return connection.scalar(_AMONG, {"names": names}) is not None


def listed(connection: Connection) -> list[str]:
    """All addresses and domains that are refused, in order."""
    return list(connection.scalars(select(blocked.c.what).order_by(blocked.c.what)))


def _matching(connection: Connection, name: str) -> list[int]:
    """The articles that are blocked by a name, by arrival."""
    found = set(connection.scalars(_AT, {"address": name}))
    for part in _parts(name):
        rows = connection.execute(_ARTICLES, {"part": part})
        found |= {row.id for row in rows if name in blocklist.names(row.url)}
    return sorted(found)


def _parts(name: str) -> set[str]:
    """What stands in every address below a domain; a Korean one is written in two ways."""
    return set() if "://" in name else {name, name.encode().decode("idna")}


def _withdraw(connection: Connection, ids: Sequence[int]) -> None:
    for row in connection.execute(_ROWS, {"ids": ids}).all():
        store.forget(connection, row)
        own = articles.update().where(articles.c.id == row.id)
        connection.execute(own.values(body="", headline=None, byline=None, surface=_NOTHING))
        former = revisions.update().where(revisions.c.article == row.id)
        connection.execute(former.values(body="", headline=None))
        told = entries.update().where(entries.c.article == row.id)
        connection.execute(told.values(headline=None, given=None))


def _silence(connection: Connection, name: str, now: datetime) -> None:
    """What waits to be taken in from there does not wait any more."""
    over = {"stage": "aside", "reason": Reason.BLOCKED, "next_at": None, "changed_at": now}
    for identifier in _waiting(connection, name):
        own = entries.update().where(entries.c.id == identifier)
        connection.execute(own.values(headline=None, given=None, **over))


def _waiting(connection: Connection, name: str) -> set[int]:
    found = set(connection.scalars(_ENTRIES_AT, {"address": name}))
    for part in _parts(name):
        rows = connection.execute(_ENTRIES, {"part": part})
        found |= {row.id for row in rows if name in blocklist.names(row.address)}
    return found


def _reopen(connection: Connection, identifier: int) -> None:
    """Let an article that has no text any more be taken for a new one when it comes again."""
    if connection.scalar(_ANALYSED, {"article": identifier}) is None:
        own = articles.update().where(articles.c.id == identifier)
        connection.execute(own.values(fingerprint=f"withdrawn {identifier}"))
        connection.execute(revisions.delete().where(revisions.c.article == identifier))


# Addresses are looked through for a part of the name; what it really means is decided then.
_ARTICLES = select(articles.c.id, articles.c.url).where(
    func.instr(func.lower(articles.c.url), bindparam("part")) > 0
)
_AT = select(articles.c.id).where(articles.c.address == bindparam("address"))
_ROWS = select(articles).where(articles.c.id.in_(bindparam("ids", expanding=True)))
_ENTRIES = select(entries.c.id, entries.c.address).where(
    func.instr(entries.c.address, bindparam("part")) > 0
)
_ENTRIES_AT = select(entries.c.id).where(entries.c.address == bindparam("address"))
_AMONG = select(blocked.c.what).where(blocked.c.what.in_(bindparam("names", expanding=True)))
_BLOCKED = select(blocked.c.what).where(blocked.c.what == bindparam("what"))
_ANALYSED = select(analyses.c.article).where(analyses.c.article == bindparam("article"))
