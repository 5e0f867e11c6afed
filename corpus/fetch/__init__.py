"""A URL's bytes, politely and safely: the only door to the network."""

from corpus.fetch.answers import FEEDS, PAGES, Fetched
from corpus.fetch.client import Client, Conduct
from corpus.fetch.errors import (
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
from corpus.fetch.evenness import evenly
from corpus.fetch.manners import Pace, Validators
from corpus.fetch.network import Network
from corpus.fetch.signals import Signals

__all__ = [
    "FEEDS",
    "PAGES",
    "BlockedError",
    "Client",
    "Conduct",
    "DeadlineError",
    "FetchError",
    "Fetched",
    "ForbiddenError",
    "GoneError",
    "Network",
    "NoNameError",
    "NotTextError",
    "Pace",
    "RedirectsError",
    "Signals",
    "StatusError",
    "TlsError",
    "TooLargeError",
    "UnreachableError",
    "Validators",
    "WaitError",
    "evenly",
]
