"""An article into the store: judged before it is analysed, and once more where it is kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from corpus import store
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
    """Whether an article is worth its analysis, as the store is now."""
    with reading(engine) as connection:
        return judge(identity, article.body, store.known(connection, identity))


def keep(connection: Connection, ready: Ready, now: datetime) -> Judgement:
    """Add what is ready; judged anew, because another process may have been faster."""
    identity, article = ready.identity, ready.article
    found = judge(identity, article.body, store.known(connection, identity))
    if found.verdict is not Verdict.HELD:
        store.add(connection, article, found.key, ready.analysis, now)
    return found


def reason(error: Exception, source: str) -> Reason:
    """Why a source is not taken in; what nobody foresaw is logged."""
    if isinstance(error, RefusedError):
        return error.reason
    if isinstance(error, NotAnArticleError):
        return Reason.NOT_AN_ARTICLE
    log.error("failed source=%s", source, exc_info=error)
    return Reason.INTERNAL
