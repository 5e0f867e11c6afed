"""Articles in and out of SQL: their text, their revisions, what was found in them, their index."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, or_, select

from corpus import copies, index
from corpus.article import Article, instant
from corpus.novelty import BESIDE, Form, Held, Identity, Key, canonical, fingerprint, storable
from corpus.record import Scalar
from corpus.sketch import Sketch, sketch, unpacked
from corpus.tables import analyses, articles, known_moment, moment, revisions, sketches


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one pass over an article gave.

    `spans`: its sentences as offsets in the body. `terms`, `headline_terms`: what the index holds.
    `findings`: a JSON document of the rooms above, kept as it is. `body`: the text with its torn
    words mended, if any were; only white space may differ from the article's.
    """

    spans: tuple[tuple[int, int], ...]
    terms: tuple[str, ...]
    headline_terms: tuple[str, ...]
    findings: Mapping[str, Any]
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the store has it; `id` follows arrival, `key` is the name it was given."""

    id: int
    key: Scalar
    article: Article
    spans: tuple[tuple[int, int], ...]
    findings: dict[str, Any]
    sketch: Sketch
    revision: int
    added_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of an article and which revision of it this is."""

    id: int
    revision: int
    headline: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the store holds; the moments are None while it is empty."""

    articles: int
    copies: int  # articles whose text another one printed before
    revisions: int
    publishers: int
    undated: int
    first_at: datetime | None
    last_at: datetime | None
    added_at: datetime | None


def add(
    connection: Connection, article: Article, key: Key, analysis: Analysis, now: datetime
) -> None:
    """Keep an article, its analysis and its index; one whose key is held becomes a new revision.

    Raises ValueError or TypeError, before anything is written, if the mended body differs from the
    article's in more than white space, if findings are no JSON, or if a moment has no zone.
    """
    values = _values(article, analysis) | {"changed_at": _zoned(now)}
    found = _found(analysis)
    held = connection.execute(_WITH_KEY, {"key": key.text, "form": key.form}).one_or_none()
    if held is None:
        fresh = {"key": key.text, "key_form": key.form, "revision": 1, "added_at": now}
        identifier = connection.scalar(_INSERT, values | fresh)
    else:
        identifier = held.id
        _put_aside(connection, held, now)
        fresh = {"revision": held.revision + 1}
        connection.execute(
            articles.update().where(articles.c.id == identifier).values(values | fresh)
        )
    connection.execute(analyses.insert(), found | {"article": identifier})
    copies.keep(connection, identifier, sketch(values["body"]))
    entry = _entry(values["headline"], values["body"], found["terms"])
    index.keep(connection, identifier, entry)


def known(connection: Connection, identity: Identity) -> list[Held]:
    """The held articles that share key, address or any fingerprint with an article, by arrival.

    With the key, those that came under the same path or URL but are other articles.
    """
    beside = identity.key.text + BESIDE
    names = {
        "key": identity.key.text,
        "form": identity.key.form,
        "beside": beside,
        "above": beside[:-1] + chr(ord(beside[-1]) + 1),
        "fingerprint": identity.fingerprint,
        "address": identity.address,  # nothing equals NULL
    }
    return [_held(connection, row) for row in connection.execute(_SHARING, names)]


def identifier(connection: Connection, key: Key) -> int | None:
    """The id of the article with a key."""
    row = connection.execute(_WITH_KEY, {"key": key.text, "form": key.form}).one_or_none()
    return None if row is None else int(row.id)


def between(connection: Connection, since: datetime, until: datetime) -> Iterator[Stored]:
    """The articles of [since, until), oldest first; one without a date counts when it arrived."""
    query = _select().where(moment >= since, moment < until).order_by(moment, articles.c.id)
    return map(_stored, connection.execute(query))


def some(connection: Connection, ids: Collection[int]) -> Iterator[Stored]:
    """The articles with these ids, the newest first."""
    query = _select().where(articles.c.id.in_(ids)).order_by(articles.c.id.desc())
    return map(_stored, connection.execute(query))


def revisions_of(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """The present revisions of those of some articles that are there and not taken down."""
    query = select(articles.c.id, articles.c.revision).join(analyses)
    rows = connection.execute(query.where(articles.c.id.in_(ids)))
    return {row.id: row.revision for row in rows}


def texts_after(connection: Connection, last: int, limit: int) -> list[Printed]:
    """The texts of the next articles behind an id; those that were shortened are left out."""
    columns = articles.c.id, articles.c.revision, articles.c.headline, articles.c.body
    query = select(*columns).where(articles.c.id > last, articles.c.surface.is_(None))
    query = query.order_by(articles.c.id).limit(limit)
    return [Printed(*row) for row in connection.execute(query)]


def reindex(
    connection: Connection, printed: Printed, above: Iterable[str], below: Iterable[str]
) -> None:
    """Give a text new terms in headline and body.

    One that was changed or shortened since is left alone.
    """
    held = connection.scalar(_REVISION, {"id": printed.id})
    old = connection.scalar(_PACKED, {"article": printed.id})
    if held != printed.revision or old is None:
        return
    new = _packed(above, below)
    index.forget(connection, printed.id, _entry(printed.headline, printed.body, old))
    index.keep(connection, printed.id, _entry(printed.headline, printed.body, new))
    changed = analyses.update().where(analyses.c.article == printed.id)
    connection.execute(changed.values(terms=new))


def whole(connection: Connection) -> int:
    """How many articles have all of their text."""
    query = select(func.count()).where(articles.c.surface.is_(None))
    return connection.execute(query).scalar_one()


def counts(connection: Connection) -> Counts:
    """How much the store holds, and of which time."""
    columns = articles.c
    query = select(
        func.count(),
        select(func.count(sketches.c.original)).scalar_subquery(),
        select(func.count()).select_from(revisions).scalar_subquery(),
        func.count(columns.publisher.distinct()),
        func.count() - func.count(columns.published_at),
        func.min(columns.published_at),
        func.max(columns.published_at),
        func.max(columns.changed_at),
    ).select_from(articles)
    return Counts(*connection.execute(query).one())


def _select() -> Select[Any]:
    joined = articles.join(analyses).join(sketches, sketches.c.article == articles.c.id)
    columns = analyses.c.spans, analyses.c.findings, sketches.c.sketch
    return select(articles, *columns).select_from(joined)


def _stored(row: Row[Any]) -> Stored:
    return Stored(
        id=row.id,
        key=Key(row.key, Form(row.key_form)).value,
        article=Article(
            row.body,
            row.headline,
            row.byline,
            row.publisher,
            known_moment(row.published),
            row.url,
        ),
        spans=tuple((a, b) for a, b in json.loads(row.spans)),
        findings=json.loads(row.findings),
        sketch=unpacked(row.sketch),
        revision=row.revision,
        added_at=row.added_at,
        changed_at=row.changed_at,
    )


def _values(article: Article, analysis: Analysis) -> dict[str, Any]:
    at = article.published_at
    body = article.body if analysis.body is None else analysis.body
    if body != article.body and fingerprint(body) != fingerprint(article.body):
        raise ValueError("the analysis is of another text")
    return {
        "url": _sound(article.url),
        "address": canonical(article.url),
        "headline": _sound(article.headline),
        "byline": _sound(article.byline),
        "publisher": _sound(article.publisher),
        "published": None if at is None else at.isoformat(),
        "published_at": _zoned(instant(at)),
        "body": storable(body),
        "fingerprint": fingerprint(body),
        "surface": None,
    }


# Made once: putting a statement together costs more than running it.
_INSERT = articles.insert().returning(articles.c.id)
_NAMED = and_(articles.c.key == bindparam("key"), articles.c.key_form == bindparam("form"))
_BESIDE = and_(
    articles.c.key >= bindparam("beside"),
    articles.c.key < bindparam("above"),
    articles.c.key_form == bindparam("form"),
    articles.c.key_form.in_([Form.URL, Form.PATH]),
)
_WITH_KEY = select(articles).where(_NAMED)
_FORMER = select(revisions.c.article).where(revisions.c.fingerprint == bindparam("fingerprint"))
_FORMER_TEXTS = select(revisions.c.fingerprint).where(revisions.c.article == bindparam("article"))
_PACKED = select(analyses.c.terms).where(analyses.c.article == bindparam("article"))
_REVISION = select(articles.c.revision).where(
    articles.c.id == bindparam("id"), articles.c.surface.is_(None)
)
_SHARING = (
    select(articles)
    .where(
        or_(
            _NAMED,
            _BESIDE,
            articles.c.fingerprint == bindparam("fingerprint"),
            articles.c.address == bindparam("address"),
            articles.c.id.in_(_FORMER),
        )
    )
    .order_by(articles.c.id)
)


def _held(connection: Connection, row: Row[Any]) -> Held:
    texts = {row.fingerprint}
    if row.revision > 1:
        texts.update(connection.scalars(_FORMER_TEXTS, {"article": row.id}))
    key = Key(row.key, Form(row.key_form))
    words = None if row.surface is None else frozenset(printed(row.surface).split())
    return Held(key, row.address, frozenset(texts), row.body, row.publisher, words)


def forget(connection: Connection, held: Row[Any]) -> None:
    """Let go of what was found in the present text of an article, its index with it."""
    packed = connection.scalar(_PACKED, {"article": held.id})
    if packed is None:  # it was taken down
        return
    words = None if held.surface is None else printed(held.surface)
    index.forget(connection, held.id, _entry(held.headline, held.body, packed, words))
    connection.execute(analyses.delete().where(analyses.c.article == held.id))
    copies.forget(connection, held.id)


def printed(surface: bytes) -> str:
    """The printed words of a text that was shortened, as `shorten` left them."""
    return zlib.decompress(surface).decode()


def _put_aside(connection: Connection, held: Row[Any], now: datetime) -> None:
    """Make the present text of an article a former revision, out of the index."""
    forget(connection, held)
    former = {
        "article": held.id,
        "revision": held.revision,
        "fingerprint": held.fingerprint,
        "headline": held.headline,
        "body": held.body,
        "replaced_at": now,
    }
    connection.execute(revisions.insert().values(former))


def _found(analysis: Analysis) -> dict[str, Any]:
    return {
        "spans": _json(analysis.spans),
        "findings": _json(analysis.findings),
        "terms": _packed(analysis.headline_terms, analysis.terms),
    }


def _entry(headline: str | None, body: str, packed: bytes, words: str | None = None) -> index.Entry:
    """What the index holds of an article; made the same way when it is taken out again.

    `words` are those of a text that is not whole any more.
    """
    first, _, rest = zlib.decompress(packed).decode().partition("\n")
    made = index.entry(first, rest, headline, body)
    return made if words is None else replace(made, surface=words)


def _packed(above: Iterable[str], below: Iterable[str]) -> bytes:
    lines = " ".join(" ".join(above).split()), " ".join(below)
    return zlib.compress("\n".join(map(storable, lines)).encode(), 1)


def _json(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return storable(written)


def _zoned(at: datetime | None) -> datetime | None:
    if at is not None and at.tzinfo is None:
        raise ValueError("a moment without a zone")
    return at


def _sound(text: str | None) -> str | None:
    return None if text is None else storable(text)
