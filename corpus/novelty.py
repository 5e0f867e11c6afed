"""Is an article new, changed, or already held? Decided before anything is analysed."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from corpus.article import Article
from corpus.ranking import words
from corpus.record import Scalar
from corpus.text import squeeze

# Parameters that say how a reader came, not what he reads. The list follows the tracking
# parameters that browsers strip (https://github.com/brave/brave-core, query_filter) and the ones
# Korean portals add.
_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|ms|ttc|tw|y|dc|_open)clid|_?gl|_ga|gbraid|wbraid|igshid|igsh|mc_[ce]id"
    r"|n_media|n_query|n_rank|n_ad\w*|n_keyword\w*|napm|cmpid|spm|rss|ref_?src",
    re.IGNORECASE,
)
# Of the texts that came under one path or address, so many of the latest are compared.
_SIBLINGS = 30
_RELATED = 0.45
_DIGITS = re.compile(r"\d+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PORTS = {"http": 80, "https": 443}

# Stands between a path or URL and the piece of a fingerprint that makes it distinct.
BESIDE = "#"


class Verdict(StrEnum):
    """What a source turned out to be."""

    NEW = "new"
    CHANGED = "changed"
    HELD = "held"
    FAILED = "failed"


class Form(StrEnum):
    """Where a key comes from: the id a giver chose (a string, or another JSON scalar), or else."""

    ID = "id"
    JSON = "json"
    URL = "url"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Key:
    """The name under which an article is held: its id, else its URL, else its path.

    Both parts tell it from others: the id 1 is not the id "1", nor the path "1".
    """

    text: str
    form: Form

    @property
    def value(self) -> Scalar:
        """The key as it was given: the number 12, not "12", for an id that is a number."""
        return cast(Scalar, json.loads(self.text)) if self.form is Form.JSON else self.text

    @property
    def chosen(self) -> bool:
        """Whether somebody chose it to tell this article from others."""
        return self.form in {Form.ID, Form.JSON}

    def beside(self, fingerprint: str) -> Key:
        """The name of another article that came under the same path or URL."""
        return Key(f"{self.text}{BESIDE}{fingerprint[:12]}", self.form)

    def is_beside(self, other: Key) -> bool:
        """Whether this is the name of an article that came under the other's, or is the other."""
        beside = self.form is other.form and self.text.startswith(other.text + BESIDE)
        return self == other or beside


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article is known by: key, canonical address, fingerprint of its text, publisher."""

    key: Key
    address: str | None
    fingerprint: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """An article of the store; `fingerprints` of all its revisions, `body` of the latest.

    `words` are those of the body where it was shortened since, or taken down: then there are none.
    """

    key: Key
    address: str | None
    fingerprints: frozenset[str]
    body: str
    publisher: str | None = None
    words: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and the key of the article it speaks of; for a new one its own."""

    verdict: Verdict
    key: Key


def identify(article: Article, given: Scalar, path: str) -> Identity:
    """What an article is known by, given the id of its record (or None) and where it was found."""
    return Identity(
        _key(article, given, path),
        canonical(article.url),
        fingerprint(article.body),
        article.publisher,
    )


def storable(text: str) -> str:
    """The text without what no database holds, length kept: NUL and halves of characters."""
    return _UNSTORABLE.sub("\ufffd", text)


def fingerprint(body: str) -> str:
    """A hash of the text that no change of white space or Unicode form alters: 32 hex digits."""
    text = squeeze(unicodedata.normalize("NFC", body))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def judge(identity: Identity, body: str, held: Sequence[Held]) -> Judgement:
    """Say whether an article is new, a changed one, or one we hold under any name.

    An id that is given again is a change whatever the text: its giver says so. A path or an
    address is no such word. Files of another folder, daily files and pages that all declare one
    address share them, so the texts must be related; one that is not is new, under its path or
    address with a piece of its fingerprint.

    A text we ever held stays held, even if a later revision took its place: else two saved copies
    of one page would replace each other for ever. What another publisher prints word for word is
    a reprint and new: that it did is news of its own.
    """
    for row in held:
        if identity.fingerprint in row.fingerprints and not _reprint(identity, row):
            return Judgement(Verdict.HELD, row.key)
    for row in held:
        if row.key == identity.key and identity.key.chosen:
            return Judgement(Verdict.CHANGED, row.key)
    alike = [row for row in held if _named_alike(identity, row)]
    for row in reversed(alike[-_SIBLINGS:]):
        if _is_version(body, row):
            return Judgement(Verdict.CHANGED, row.key)
    taken = any(row.key == identity.key for row in held)
    return Judgement(
        Verdict.NEW, identity.key.beside(identity.fingerprint) if taken else identity.key
    )


def _reprint(identity: Identity, row: Held) -> bool:
    """Whether the same text is known to come from two publishers, at two addresses."""
    if identity.publisher is None or row.publisher in {None, identity.publisher}:
        return False
    return not _named_alike(identity, row)


def _named_alike(identity: Identity, row: Held) -> bool:
    """Whether an article came under the name of a held one, or from its address."""
    at_one_address = identity.address is not None and identity.address == row.address
    return at_one_address or row.key.is_beside(identity.key)


def related(one: str, other: str) -> bool:
    """Whether two texts are versions of one, by their common runs of three characters, no digits.

    Two records may share an address, such as that of a list or a live page. Unrelated news shares
    below .15 of the shorter text's runs, with a stock phrase in every paragraph up to .3; a
    corrected text above .5, and one that was continued nearly all.
    """
    a, b = _runs(one), _runs(other)
    return len(a & b) >= _RELATED * max(1, min(len(a), len(b)))


def _is_version(body: str, row: Held) -> bool:
    """Whether a text is another version of a held one; a shortened one is known by its words.

    Unrelated news shares below .3 of the shorter text's words, so the same share will do. What
    was taken down and is let in again takes its old place.
    """
    if row.words is None:
        return related(body, row.body)
    one, other = _unnumbered(words(body)), _unnumbered(row.words)
    return not other or len(one & other) >= _RELATED * max(1, min(len(one), len(other)))


def _unnumbered(some: Iterable[str]) -> set[str]:
    return {word for word in some if not _DIGITS.search(word)}


def canonical(url: str | None) -> str | None:
    """The address in the form that is compared; None where it names no single article.

    Scheme and host are lower-cased, http is https, default ports, fragments and tracking
    parameters go, the rest of the query is sorted. `www.` and `m.` stay: not every site serves
    the same under both.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(p for p in pairs if not _TRACKING.fullmatch(p[0])), errors="replace")
    path = parts.path.rstrip("/")
    if not path and not query:  # the front page, which careless templates declare everywhere
        return None
    place = host if port in {None, *_PORTS.values()} else f"{host}:{port}"
    return f"https://{place}{path}{f'?{query}' if query else ''}"


def _key(article: Article, given: Scalar, path: str) -> Key:
    if isinstance(given, str) and given.strip():
        return Key(storable(given), Form.ID)
    if given is not None and not isinstance(given, str):
        return Key(json.dumps(given), Form.JSON)
    if article.url and canonical(article.url):
        return Key(storable(article.url), Form.URL)
    return Key(storable(path), Form.PATH)


def _runs(text: str) -> set[str]:
    text = _DIGITS.sub("", squeeze(text[:20_000]))
    return {text[i : i + 3] for i in range(max(1, len(text) - 2))}
