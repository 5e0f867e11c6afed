"""What a source says of an article, as it is kept while the article waits."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from hashlib import blake2b

from corpus.article import Entry
from corpus.feeds import wire
from corpus.novelty import storable
from corpus.sources import Policy, Source
from corpus.text import squeeze

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Given:
    """An entry and what the list says of its source.

    `firm`: the source's publisher counts whatever a page says, because a policy hangs on it.
    """

    entry: Entry
    publisher: str | None = None
    firm: bool = False


def by(source: Source, entry: Entry) -> Given:
    """An entry that a source gave."""
    return Given(entry, source.publisher, source.policy is not Policy.FULL_QUOTE)


def written(given: Given) -> str:
    """All of it as JSON, for as long as it waits."""
    return storable(json.dumps(asdict(given), default=wire.written, ensure_ascii=False))


def read(text: str) -> Given:
    """What `written` wrote."""
    fields = json.loads(text)
    return Given(wire.entry(fields["entry"]), fields["publisher"], fields["firm"])


def mark(entry: Entry) -> str:
    """A hash of what an entry says: its words and its link.

    Not of its dates and its markup, which some publishers change with every poll.
    """
    said = (
        entry.headline,
        entry.url,
        *map(plain, (entry.summary, entry.html)),
    )
    text = "\n".join(squeeze(part or "") for part in said)
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def plain(html: str | None) -> str:
    """A text without its markup."""
    return _TAG.sub("", html or "")
