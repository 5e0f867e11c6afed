"""Why nothing was fetched: one small class for each refusal that a caller can act on."""

from __future__ import annotations

from datetime import datetime


class FetchError(Exception):
    """Nothing was fetched. What a person reads of it does not tell one kind from another."""


class BlockedError(FetchError):
    """An address, a name or a way of writing them that is never asked for anything."""


class RedirectsError(FetchError):
    """More redirects than are followed, in a circle or not."""


class UnreachableError(FetchError):
    """No such name, nobody listens, they hung up, or what they speak is no HTTP."""


class NoNameError(UnreachableError):
    """Nobody knows an address for the name; or nobody could be asked."""


class TlsError(UnreachableError):
    """The certificate is expired, is for another name, or nobody we trust signed it."""


class DeadlineError(FetchError):
    """The total deadline passed, whatever had come by then."""


class TooLargeError(FetchError):
    """More bytes than are read; `limit` says how many are."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class NotTextError(FetchError):
    """Not of a type that was asked for; `content_type` says of which it is."""

    def __init__(self, content_type: str) -> None:
        super().__init__(content_type)
        self.content_type = content_type


class ForbiddenError(FetchError):
    """The site's robots.txt asks us not to."""


class StatusError(FetchError):
    """The server answered with something else than what was asked for; `status` says with what."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class GoneError(StatusError):
    """410: it is gone for good; asking again is of no use."""


class WaitError(StatusError):
    """The server asks us to come back later, not before `until`."""

    def __init__(self, status: int, until: datetime) -> None:
        super().__init__(status)
        self.until = until
