"""What becomes of a dropped file, decided from what its articles came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.dropbox.looks import DONE, FAILED, State, Steps
from corpus.following.dropped import Way
from corpus.following.entries import STAGES, Stage
from corpus.ingest import Outcome
from corpus.novelty import Verdict
from corpus.record import Scalar
from corpus.refusal import Reason

# Whatever happens in its turn, a crash of the process among it: then a file is set aside.
TRIES = 3
# Lines of a .jsonl whose faults are told; somebody who mends a hundred sees the rest next time.
_TOLD = 100
# Files of one commit for what is begun, one for the articles (as ingest.BATCH), one for the ways.
_BATCH = 25


@dataclass(slots=True)
class Dropped:
    """A file in its turn. `tries` counts the turns before that had no end."""

    steps: Steps
    state: State
    name: str
    tries: int = 0
    refused: dict[str, Reason] = field(default_factory=dict)  # by source, the first ones
    verdicts: dict[Verdict, int] = field(default_factory=dict)
    article: Scalar = None
    waits: bool = False  # it is left where it is, as if nobody had looked

    @property
    def key(self) -> str:
        """What it is known by from turn to turn: written anew, it is another one."""
        return f"{self.name}|{self.state.size}|{self.state.modified}"

    @property
    def is_list(self) -> bool:
        """Whether it may hold many articles, and name files that lie beside it."""
        return self.name.lower().endswith(".jsonl")

    def take(self, outcome: Outcome) -> None:
        """Count one of its articles."""
        self.waits |= self._is_early(outcome)
        self.verdicts[outcome.verdict] = self.verdicts.get(outcome.verdict, 0) + 1
        if outcome.reason is None:
            self.article = outcome.key
        elif len(self.refused) < _TOLD or outcome.reason is Reason.INTERNAL:
            self.refused[outcome.source] = outcome.reason

    def _is_early(self, outcome: Outcome) -> bool:
        """Whether its time has not come, or it is gone: nobody need do anything."""
        is_gone = outcome.reason is Reason.MISSING and outcome.source == self.name
        return is_gone or outcome.reason is Reason.CHANGING


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a file goes, what is remembered of its way, what is told beside it, by source."""

    shelf: str
    way: Way
    told: dict[str, Reason]


def fate(file: Dropped) -> Fate | None:
    """What becomes of a file; None where it stays, to be tried again.

    One with an article that is kept is done, whatever else it holds; the lines that were not taken
    in are told beside it. Our own faults are given three tries.
    """
    is_ours = Reason.INTERNAL in file.refused.values()
    if file.waits or (is_ours and file.tries + 1 < TRIES):
        return None
    kept = sum(n for verdict, n in file.verdicts.items() if verdict is not Verdict.FAILED)
    if not kept:
        return aside(file, Reason.POISON if is_ours else next(iter(file.refused.values())))
    # What several articles came to is what the first of these is that one of them came to.
    stage = next(stage for verdict, stage in STAGES.items() if verdict in file.verdicts)
    way = Way(file.key, stage, article=file.article if kept == 1 else None)
    return Fate(DONE, way, file.refused)


def aside(file: Dropped, reason: Reason) -> Fate:
    """That a file is set aside."""
    told: dict[str, Reason] = file.refused
    if reason is Reason.POISON:
        told = {file.name: reason}
    return Fate(FAILED, Way(file.key, Stage.ASIDE, reason), told)


def in_turn(files: list[Dropped]) -> list[list[Dropped]]:
    """The files in the order in which they are taken, those of a list together.

    Lists come before the files that they name, because a file that was taken is put away. One that
    was begun before without an end comes last and alone: whatever it does, it does to itself.
    """
    files = sorted(files, key=lambda file: (file.tries, not file.is_list, file.steps))
    fresh = [file for file in files if not file.tries]
    batches = [fresh[at : at + _BATCH] for at in range(0, len(fresh), _BATCH)]
    return batches + [[file] for file in files if file.tries]
