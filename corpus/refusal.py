"""Why a source was not taken in: one code for each kind of refusal."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The codes; the words that people read belong to the room that speaks with them."""

    MISSING = "missing"  # no such file, or gone before it could be read
    EMPTY = "empty"  # nothing but white space
    TOO_LARGE = "too_large"  # a file, or a line of a .jsonl, above handle.LIMIT bytes
    TOO_LONG = "too_long"  # an article above documents.LONGEST characters
    BINARY = "binary"  # a PDF, an archive, a picture: no text, whatever its name says
    OUTSIDE = "outside"  # leads out of the folder that was given
    LINK = "link"  # a symbolic link that stays inside; its target is read under its own name
    UNREADABLE = "unreadable"  # no right to read it, or the disk failed
    CHANGING = "changing"  # somebody is still writing it
    NOT_REGULAR = "not_regular"  # a pipe, a socket, a device
    UNKNOWN_TYPE = "unknown_type"  # a name that ends in none of the suffixes we read
    TOO_DEEP = "too_deep"  # folders nested beyond inbox.DEPTH
    NOT_AN_ARTICLE = "not_an_article"  # read, and no article found in it
    BAD_RECORD = "bad_record"  # a line of a .jsonl that is no record
    UNREACHABLE = "unreachable"  # an address with nothing behind it, or one that is never asked
    FORBIDDEN = "forbidden"  # the site's robots.txt says no
    RESERVED = "reserved"  # the text's owner lets no machine quote it
    BLOCKED = "blocked"  # somebody asked for it to be taken down
    SHARED = "shared"  # a hard link: what it holds may lie anywhere
    UNMOVABLE = "unmovable"  # a dropped file that cannot be put away
    POISON = "poison"  # a file that failed us three times
    INTERNAL = "internal"  # our own fault; the log has the details


class RefusedError(Exception):
    """A source cannot be taken in; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
