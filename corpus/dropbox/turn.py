"""One turn of a watched folder: what is at rest is read, kept, and only then put away."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from corpus import handle, inbox
from corpus.article import Article
from corpus.database import DatabaseError, Engine, reading, writing
from corpus.documents import Document
from corpus.dropbox import looks, putting
from corpus.dropbox.box import Box
from corpus.dropbox.fate import TRIES, Dropped, Fate, aside, fate, in_turn
from corpus.dropbox.looks import DONE, FAILED, Steps
from corpus.following import dropped
from corpus.following.dropped import Way
from corpus.following.entries import Stage
from corpus.inbox import File, Folder, Line, Refused
from corpus.ingest import Intake, Outcome
from corpus.novelty import Verdict
from corpus.refusal import Reason, RefusedError
from corpus.store import Analysis

log = logging.getLogger(__name__)


def take(
    folder: Path | Box,
    engine: Engine,
    read: Callable[[Document], Article],
    analyse: Callable[[Article], Analysis],
    *,
    now: datetime,
) -> Iterator[Outcome]:
    """Take in what is at rest in a folder; one outcome an article, once it is committed.

    A file goes to done, or to failed with the reason beside it, after its articles are held: killed
    at any moment, the next turn finds it in its place and its text held, and only moves it. What is
    being written stays. Nothing is reached through links; where done or failed is one, nothing is
    taken and the outcome says UNMOVABLE. A folder that is not there is empty. Raises DatabaseError.
    """
    box = folder if isinstance(folder, Box) else Box(folder)
    name = os.fspath(box.path)
    try:
        descriptor = handle.top(name)
    except RefusedError as refused:
        log.warning("found no folder=%s because=%s", name, refused.reason)
        if refused.reason is not Reason.MISSING:
            yield Outcome(handle.shown(name), Verdict.FAILED, refused.reason)
        return
    try:
        intake = Intake(engine, read, analyse, now)
        yield from _Turn(box, Folder(name, descriptor), engine, intake, now).outcomes()
    finally:
        os.close(descriptor)


class _Turn:
    """One turn over one open folder."""

    def __init__(
        self, box: Box, top: Folder, engine: Engine, intake: Intake, now: datetime
    ) -> None:
        self._box, self._top, self._engine = box, top, engine
        self._intake, self._now = intake, now

    def outcomes(self) -> Iterator[Outcome]:
        """What each article of the files at rest came to, and what could not be put away."""
        for name in (DONE, FAILED):
            if not putting.is_usable(name, self._top.descriptor):
                yield _failed(looks.named(self._top, (name,)), Reason.UNMOVABLE)
                return
        first = looks.look(self._top)
        yield from self._unseen(first.closed)
        if not first.files:
            return
        self._box.sleep(self._box.rest)
        second = looks.look(self._top).files
        same = (steps for steps, state in second.items() if first.files.get(steps) == state)
        for batch in in_turn(self._known([self._dropped(s, second[s]) for s in same])):
            yield from self._batch(batch)

    def _dropped(self, steps: Steps, state: looks.State) -> Dropped:
        return Dropped(steps, state, looks.named(self._top, steps))

    def _known(self, files: list[Dropped]) -> list[Dropped]:
        """The files, with how often each was begun before."""
        with reading(self._engine) as connection:
            tries = dropped.tries(connection, [file.key for file in files])
        for file in files:
            file.tries = tries.get(file.key, 0)
        return files

    def _unseen(self, closed: dict[Steps, Reason]) -> Iterator[Outcome]:
        """Folders that cannot be looked into; each is told once, because they stay."""
        for steps, reason in closed.items():
            name = looks.named(self._top, steps)
            way = Way(f"{name}|{reason}", Stage.ASIDE, reason)
            with reading(self._engine) as connection:
                known = dropped.told(connection, way.key)
            if not known:
                self._record([way])
                yield _failed(name, reason)

    def _batch(self, files: list[Dropped]) -> Iterator[Outcome]:
        """Some files: begun, read and kept, remembered, put away; each of it in one commit."""
        if files[0].tries >= TRIES:  # alone, as all that were tried
            yield from self._put_away([(files[0], aside(files[0], Reason.POISON))])
            yield _failed(files[0].name, Reason.POISON)
            return
        with writing(self._engine) as connection:
            dropped.begin(connection, [file.key for file in files], self._now)
        ended = False
        try:
            yield from self._read(files)
            ended = True
        finally:
            self._withdraw([file.key for file in files if not ended or file.waits])
        fates = [(file, end) for file in files if (end := fate(file))]
        yield from self._put_away(fates)

    def _withdraw(self, keys: list[str]) -> None:
        """What ended in good order, or with the database, is held against no file."""
        if keys:
            with suppress(DatabaseError), writing(self._engine) as connection:
                dropped.withdraw(connection, keys)

    def _read(self, files: Iterable[Dropped]) -> Iterator[Outcome]:
        """The outcomes of the articles of some files, all of them committed at the end."""
        owners: deque[Dropped] = deque()
        for file in files:
            with closing(self._items(file)) as items:
                for item in items:
                    owners.append(file)
                    yield from _told(self._intake.take(item), owners)
        yield from _told(self._intake.commit(), owners)

    def _items(self, file: Dropped) -> Generator[File | Line | Refused, None, None]:
        """What a file holds, or why it is not read."""
        if file.state.refusal:
            yield Refused(file.name, file.state.refusal)
            return
        try:
            with looks.reached(self._top, file.steps) as folder:
                yield from inbox.held(folder, file.steps[-1])
        except RefusedError as refused:
            yield Refused(file.name, refused.reason)

    def _put_away(self, fates: list[tuple[Dropped, Fate]]) -> Iterator[Outcome]:
        """Remember what became of some files and move them; what could not be moved is told."""
        self._record(end.way for _, end in fates)
        for file, end in fates:
            try:
                self._move(file, end)
            except (OSError, RefusedError) as error:
                log.warning("kept in place file=%s because=%r", file.name, error)
                yield _failed(file.name, Reason.UNMOVABLE)

    def _move(self, file: Dropped, end: Fate) -> None:
        top = self._top.descriptor
        with (
            putting.shelf(top, end.shelf, self._now) as shelf,
            looks.reached(self._top, file.steps) as folder,
        ):
            name = putting.put(file.steps[-1], folder.descriptor, shelf, file.state)
            if name is not None and end.told:
                putting.explain(name, shelf, self._sentences(end))

    def _sentences(self, end: Fate) -> str:
        """Why a file, or which of its lines, was not taken in."""
        words = self._box.words
        if len(end.told) == 1 and end.shelf == FAILED:
            return words(next(iter(end.told.values())))
        return "\n".join(f"{source}: {words(reason)}" for source, reason in end.told.items())

    def _record(self, ways: Iterable[Way]) -> None:
        with writing(self._engine) as connection:
            dropped.record(connection, ways, self._now)


def _told(outcomes: Iterable[Outcome], owners: deque[Dropped]) -> Iterator[Outcome]:
    """The outcomes, each counted to its file; those of files that only wait are not told."""
    for outcome in outcomes:
        owner = owners.popleft()
        owner.take(outcome)
        if not owner.waits:
            yield outcome


def _failed(name: str, reason: Reason) -> Outcome:
    return Outcome(name, Verdict.FAILED, reason)
