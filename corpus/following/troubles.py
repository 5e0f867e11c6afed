"""Why a source or an entry of one brings nothing: one code for each thing that can be told."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from corpus.feeds import Fault, FeedError
from corpus.fetch import (
    BlockedError,
    DeadlineError,
    FetchError,
    ForbiddenError,
    GoneError,
    NoNameError,
    NotTextError,
    RedirectsError,
    StatusError,
    TlsError,
    TooLargeError,
    UnreachableError,
    WaitError,
)


class Trouble(StrEnum):
    """The codes; beside them stand those of corpus.refusal.Reason, of texts that were read."""

    NO_NAME = "no_name"  # nobody knows an address for the name
    UNREACHABLE = "no_answer"  # nobody listens, or they hung up
    CERTIFICATE = "certificate"
    DEADLINE = "deadline"
    TOO_LARGE = "too_large_answer"
    WRONG_TYPE = "wrong_type_of_answer"  # a picture, a film
    BLOCKED = "address_not_public"
    REDIRECTS = "redirects"
    ROBOTS = "robots"  # robots.txt says no
    DENIED = "denied"  # 401, 403
    NOT_FOUND = "not_found"  # 404
    GONE = "gone"  # 410: asking has ended
    WAIT = "wait"  # they said when to come back
    STATUS = "status"  # another status; the detail says which
    NOT_A_FEED = "not_a_feed"
    FEED_TOO_SLOW = "feed_too_slow"  # its reader had to be stopped
    FEED_CRASHED = "feed_crashed"  # its reader ended
    NO_ARTICLE = "no_article"  # the page that is followed holds none
    REFUSED = "refused"  # the page may not be read; the detail is a Reason
    NO_PAGE = "no_page"  # an entry without an address and without a whole text
    KILLED = "killed"  # the program ended while it was at the entry
    TOO_LONG_AT_IT = "too_long_at_it"  # reading or analysing the entry took too long
    NO_KEYS = "no_keys"  # of the news search
    BAD_KEYS = "bad_keys"
    USED_UP = "used_up"  # no call is left today
    BAD_ANSWER = "bad_answer"  # the news search said something that is none
    INTERNAL = "internal"  # our own fault; the log has the details


class TroubleError(Exception):
    """A source brings nothing: why, with a detail such as a status, and perhaps until when."""

    def __init__(self, trouble: Trouble, detail: str = "", until: datetime | None = None) -> None:
        super().__init__(trouble.value, detail)
        self.trouble, self.detail, self.until = trouble, detail, until

    @property
    def code(self) -> str:
        """The code with its detail: status:502."""
        return f"{self.trouble}:{self.detail}" if self.detail else self.trouble.value


_FAULTS = {
    Fault.NOT_A_FEED: Trouble.NOT_A_FEED,
    Fault.TOO_LARGE: Trouble.TOO_LARGE,
    Fault.TOO_SLOW: Trouble.FEED_TOO_SLOW,
    Fault.CRASHED: Trouble.FEED_CRASHED,
}
# The more special before the more general.
_ERRORS: tuple[tuple[type[Exception], Trouble], ...] = (
    (NoNameError, Trouble.NO_NAME),
    (TlsError, Trouble.CERTIFICATE),
    (UnreachableError, Trouble.UNREACHABLE),
    (DeadlineError, Trouble.DEADLINE),
    (TooLargeError, Trouble.TOO_LARGE),
    (NotTextError, Trouble.WRONG_TYPE),
    (BlockedError, Trouble.BLOCKED),
    (RedirectsError, Trouble.REDIRECTS),
    (ForbiddenError, Trouble.ROBOTS),
    (GoneError, Trouble.GONE),
    (WaitError, Trouble.WAIT),
)
_STATUSES = {401: Trouble.DENIED, 403: Trouble.DENIED, 404: Trouble.NOT_FOUND}
# What does not change when one asks again in a while.
_LASTING = (TooLargeError, NotTextError, BlockedError, RedirectsError, ForbiddenError, GoneError)


def of(error: FetchError | FeedError) -> TroubleError:
    """What an error of the network or of a feed comes to."""
    if isinstance(error, FeedError):
        return TroubleError(_FAULTS[error.fault])
    until = error.until if isinstance(error, WaitError) else None
    for kind, trouble in _ERRORS:
        if isinstance(error, kind):
            return TroubleError(trouble, until=until)
    status = error.status if isinstance(error, StatusError) else 0
    return TroubleError(_STATUSES.get(status, Trouble.STATUS), str(status))


def is_lasting(error: FetchError) -> bool:
    """Whether it is of no use to ask again."""
    return isinstance(error, _LASTING)


def is_refusal(error: FetchError) -> bool:
    """Whether a server answered that it will not, such as 403 or 404, and may come round."""
    return isinstance(error, StatusError) and 400 <= error.status < 500 and error.status != 429
