"""An article into the store: judged before it is analysed, and once more where it is kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from corpus import store, takedown
from corpus.article import Article, NotAnArticleError
from corpus.database import Connection, Engine, reading
from corpus.novelty import Identity, Judgement, Verdict, judge
from corpus.refusal import Reason, RefusedError
from corpus.store import Analysis

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that only waits for its commit."""

    article: Article
    identity: Identity
    analysis: Analysis


def judged(engine: Engine, article: Article, identity: Identity) -> Judgement:
    """Whether an article is worth its analysis, as the store is now. Raises RefusedError."""
    with reading(engine) as connection:
        return _judgement(connection, article, identity)


def keep(connection: Connection, ready: Ready, now: datetime) -> Judgement:
    """Add what is ready; judged anew, because another process may have been faster.

    Raises RefusedError where its address was taken down meanwhile.
    """
    article = ready.article
    found = _judgement(connection, article, ready.identity)
    if found.verdict is not Verdict.HELD:
        store.add(connection, article, found.key, ready.analysis, now)
    return found


def _judgement(connection: Connection, article: Article, identity: Identity) -> Judgement:
    if takedown.is_blocked(connection, article.url):
        raise RefusedError(Reason.BLOCKED)
    return judge(identity, article.body, store.known(connection, identity))


def reason(error: Exception, source: str) -> Reason:
    """Why a source is not taken in; what nobody foresaw is logged."""
    if isinstance(error, RefusedError):
        return error.reason
    if isinstance(error, NotAnArticleError):
        return Reason.NOT_AN_ARTICLE
    log.error("failed source=%s", source, exc_info=error)
    return Reason.INTERNAL
