"""Looks at what lies on this machine; reads, and writes nothing."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.app import App
from bot.doctor.finding import Finding, Level
from bot.doctor.processes import serving
from bot.phrases import doctor as words

SEOUL = "Asia/Seoul"
# Bytes of room: less than this and writing may stop within days, or at any moment.
SPARE, LEAST = 2**30, 200 * 2**20
_OPEN_TO_OTHERS = 0o077
_MB = 2**20


def environment(app: App) -> Iterator[Finding]:
    """Whether others can read the file of secrets."""
    secret = app.settings.slack_tokens or app.settings.discord_token
    try:
        mode = Path(".env").stat().st_mode
    except OSError:
        return
    if secret and mode & _OPEN_TO_OTHERS and os.name == "posix":
        yield Finding(Level.NOTICE, words.SETTINGS, *words.OPEN_FILE)


def analyser(app: App) -> Iterator[Finding]:
    """Whether the analyser can be loaded, and reads."""
    assert [*app.language.analyse("국산 GPU를 공급한다.")]
    yield Finding(Level.FINE, words.ANALYSER, words.LOADED)


def font(_: App) -> Iterator[Finding]:
    """Whether there is a font for pictures."""
    from summaries.charts.lettering import FontMissingError, font_file

    try:
        there = all(Path(font_file(bold)).is_file() for bold in (False, True))
    except FontMissingError:
        there = False
    fine = Finding(Level.FINE, words.FONT, words.FONT_THERE)
    yield fine if there else Finding(Level.FIX, words.FONT, *words.NO_FONT)


def topics(app: App) -> Iterator[Finding]:
    """Whether the topics can be read. Raises TopicError."""
    yield Finding(Level.FINE, words.TOPICS, words.topics(len(app.topics.listed)))


def zones(_: App) -> Iterator[Finding]:
    """Whether the machine knows the time of Korea."""
    fine = Finding(Level.FINE, words.ZONES, words.zones([SEOUL]))
    yield fine if knows(SEOUL) else Finding(Level.FIX, words.ZONES, *words.NO_ZONES)


def knows(zone: str) -> bool:
    """Whether there are data of a time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def inbox(app: App) -> Iterator[Finding]:
    """Whether files can be dropped and put away."""
    from corpus.dropbox.looks import DONE, FAILED, REASON

    folder = app.settings.inbox
    if not folder.exists() and not folder.is_symlink():
        yield to_be_made(words.INBOX, folder)
        return
    if not folder.is_dir():
        yield Finding(Level.FIX, words.INBOX, *words.INBOX_FILE)
        return
    below = [folder / name for name in (DONE, FAILED)]
    found = [finding for path in below if (finding := _shelf(path))]
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        found.append(Finding(Level.FIX, words.INBOX, *words.closed(str(folder))))
    yield from found or [Finding(Level.FINE, words.INBOX, words.inbox(str(folder)))]
    if not found and (aside := sum(1 for _ in (folder / FAILED).rglob(f"*{REASON}"))):
        yield Finding(Level.NOTICE, words.INBOX, *words.set_aside(aside, str(folder / FAILED)))


def disk(app: App) -> Iterator[Finding]:
    """How much room there is for the database."""
    from corpus.database import file_of

    file = file_of(app.settings.database_url)
    if file is None:
        return
    free = shutil.disk_usage(existing(file.parent)).free
    size = f"{free / 2**30:,.1f} GB" if free >= SPARE else f"{free // _MB} MB"
    if free >= SPARE:
        yield Finding(Level.FINE, words.DISK, words.free(size))
    else:
        level = Level.FIX if free < LEAST else Level.NOTICE
        yield Finding(level, words.DISK, *words.no_room(size))


def running(app: App) -> Iterator[Finding]:
    """Which programs serve from the database."""
    from corpus.database import file_of

    file = file_of(app.settings.database_url)
    pids = serving(file) if file else []
    if len(pids) > 1:
        yield Finding(Level.NOTICE, words.RUNNING, *words.several(pids))
    else:
        yield Finding(Level.FINE, words.RUNNING, words.serving(len(pids)))


def existing(folder: Path) -> Path:
    """A folder, or the nearest one above it that is there."""
    folder = folder.absolute()
    return next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))


def to_be_made(area: str, path: Path) -> Finding:
    """That something is not there yet, and whether it can be made."""
    above = existing(path.parent)
    if not os.access(above, os.W_OK | os.X_OK):
        return Finding(Level.FIX, area, *words.closed(str(above)))
    return Finding(Level.FINE, area, f"{path}: {words.NOT_YET}")


def _shelf(path: Path) -> Finding | None:
    """What is wrong with a folder for files that were put away."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return None  # it is made when it is needed
    if not stat.S_ISDIR(mode):
        return Finding(Level.FIX, words.INBOX, *words.linked(str(path)))
    if not os.access(path, os.W_OK | os.X_OK):
        return Finding(Level.FIX, words.INBOX, *words.closed(str(path)))
    return None
