"""An invented week of news on AI: who reports which event, whose text is whose, what only looks alike.

Every firm, person, paper and event is made up. Reports of one event share its facts, never their
wording: each paper picks its headline, its facts, their order, and what it adds. Prints of a wire
report lose their tail, gain a paragraph or change words. Beside them stand what leads groupings
astray: events of one firm, one kind and one field; forms of words with other names and numbers;
bulletins, columns, market notes, messages for the new year; notices before, echoes after an event.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from corpus.article import KST

FRAMES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("frames.toml").read_text("utf-8"))
START = datetime(2026, 1, 5, tzinfo=KST)
_FORMS = {
    "은": "은는",
    "이": "이가",
    "을": "을를",
    "과": "과와",
    "의": "의의",
    "도": "도도",
    "에": "에에",
}
# Each paper breaks a wording in its own places.
_ADVERBS = [
    "다만",
    "실제로",
    "이제는",
    "조금씩",
    "크게",
    "새로",
    "곧바로",
    "아예",
    "꾸준히",
    "한층",
    "사실상",
    "대체로",
    "오히려",
    "마침내",
    "비로소",
    "줄곧",
    "차츰",
    "단숨에",
    "애초",
    "가까스로",
    "더욱",
    "이미",
    "미리",
    "잇따라",
    "훨씬",
    "거의",
    "제법",
    "한꺼번에",
    "서둘러",
    "뒤늦게",
    "일찌감치",
    "되레",
    "점차",
    "함께",
    "특히",
    "무엇보다",
]


class Word(str):
    """A word that takes the particle that fits it: f"{Word('누리'):은}" is 누리는."""

    __slots__ = ()

    def __format__(self, particle: str) -> str:
        if not particle:
            return str(self)
        closed = "가" <= self[-1] <= "힣" and (ord(self[-1]) - ord("가")) % 28 > 0
        return str(self) + _FORMS[particle][0 if closed else 1]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as the parts that templates name; `details` are what else it is about.

    `release` are sentences that firms hand out and papers copy.
    """

    key: str
    kind: str
    at: datetime
    parts: dict[str, Word]
    field: str
    details: tuple[tuple[Word, ...], ...]
    release: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A report: its event, and the key of the text that it is printed from."""

    key: str
    event: str
    origin: str
    publisher: str
    at: datetime
    headline: str
    body: tuple[str, ...]

    def record(self) -> dict[str, str]:
        """The report as a JSONL record of `ai-korea ingest`."""
        return {
            "id": self.key,
            "title": self.headline,
            "publisher": self.publisher,
            "published": self.at.isoformat(),
            "text": "\n\n".join(self.body),
        }


@dataclass(slots=True)
class Week:
    """The reports in order, and pairs of keys that look alike and tell different events."""

    pieces: list[Piece] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)


def week(nouns: Sequence[str], seed: int = 1, scale: float = 1.0) -> Week:
    """About 1,000 reports; `scale` of the events, so that a test may take fewer.

    `nouns` are everyday ones, the most frequent first: see vocabulary.
    """
    return _Newsroom(Random(seed), nouns).week(scale)


def vocabulary(kiwi: Any, size: int = 6000) -> list[str]:
    """The most frequent nouns of two and three syllables that the analyser knows, in order."""
    found: dict[str, None] = {}
    for index in range(100, 20_000):
        word = kiwi.morpheme(index)
        if (
            word.tag == "NNG"
            and 2 <= len(word.form) <= 3
            and all("가" <= c <= "힣" for c in word.form)
        ):
            found.setdefault(word.form)
    return [*found][:size]


class _Newsroom:
    def __init__(self, chance: Random, nouns: Sequence[str]) -> None:
        self.chance = chance
        self.common = nouns
        self.made = Week()
        self.count = 0
        self.firms = [a + b for a in FRAMES["firsts"] for b in FRAMES["lasts"]]
        chance.shuffle(self.firms)

    def week(self, scale: float) -> Week:
        for size, events in ((45, 1), (18, 2), (9, 6), (5, 16), (3, 30), (2, 45), (1, 260)):
            for _ in range(max(1, round(events * scale))):
                self._told(self.event(), size)
        for _ in range(round(75 * scale)):
            self._look_alikes()
        self._alone(scale)
        self.made.pieces.sort(key=lambda piece: (piece.at, piece.key))
        return self.made

    def event(self, **given: Any) -> Event:
        """A new event; what is given it shares with another."""
        pick, chance = self.chance.choice, self.chance
        kind = given.get("kind") or pick([*FRAMES["event"]])
        field = given.get("field") or pick([*FRAMES["fields"]])
        nouns = [Word(noun) for noun in chance.sample(FRAMES["fields"][field].split(), 8)]
        u, v, w = nouns[:3]
        nouns += [self.noun() for _ in range(13)]
        chance.shuffle(nouns)
        details = tuple(zip(nouns[::3], nouns[1::3], nouns[2::3], strict=True))
        # A few large firms are in the news day after day.
        firm = self.firms[min(int(12 * (chance.paretovariate(0.9) - 1)), 900)]
        made = {
            "c": firm,
            "e": pick(self.firms),
            "p": pick(FRAMES["products"]),
            "k": pick(FRAMES["kinds"]["names"]),
            "o": pick(FRAMES["families"]) + pick(FRAMES["givens"]),
            "x": pick(FRAMES["places"]),
            "u": u,
            "v": v,
            "w": w,
            "q": pick(["1분기", "2분기", "3분기", "4분기", "상반기", "하반기"]),
            "n": str(chance.randint(2, 9)),
            "m": f"{chance.randint(11, 990)}0",
            "r": str(chance.randint(11, 97)),
        }
        at = given.get("at") or START + timedelta(minutes=chance.randint(0, 6 * 1440))
        parts = made | {"d": str(at.day)} | given.get("parts", {})
        self.count += 1
        made = {name: Word(text) for name, text in parts.items()}
        event = Event(f"e{self.count:04}", kind, at, made, field, details)
        return replace(event, release=tuple(self._aside(event) for _ in range(5)))

    def noun(self) -> Word:
        """Any noun, the frequent ones more often."""
        rank = 60 * (self.chance.paretovariate(0.6) - 1)
        return Word(
            self.common[
                int(rank) if rank < len(self.common) else self.chance.randrange(len(self.common))
            ]
        )

    def _told(self, event: Event, size: int) -> list[Piece]:
        """The reports of an event: some on their own, some from a wire, some before or after it."""
        chance = self.chance
        papers = chance.choices(FRAMES["papers"], k=size)
        pieces: list[Piece] = []
        for paper in papers:
            wires = [p for p in pieces if p.origin == p.key]
            if wires and chance.random() < 0.22:
                pieces.append(self._print(chance.choice(wires), paper))
            elif size > 2 and chance.random() < 0.18:
                pieces.append(
                    self._report(
                        event, paper, FRAMES["follow"], timedelta(hours=chance.uniform(-20, 40))
                    )
                )
            else:
                late = timedelta(hours=min(60, chance.expovariate(1 / 5)))
                pieces.append(self._report(event, paper, FRAMES["event"][event.kind], late))
        self.made.pieces += pieces
        return pieces

    def _report(self, event: Event, paper: str, frames: Any, late: timedelta) -> Piece:
        chance = self.chance
        first, *others = frames["facts"]
        facts = [chance.choice(fact) for fact in others if chance.random() < 0.75]
        if frames is FRAMES["follow"]:  # what happened before is told again
            facts.insert(0, chance.choice(FRAMES["event"][event.kind]["facts"][0]))
        said = [line.format_map(event.parts) for line in (chance.choice(first), *facts)]
        near = said[1:] + [line for line in event.release if chance.random() < 0.35]
        near += [self._aside(event) for _ in range(chance.randint(0, 2))]
        rest = [self._aside(event) for _ in range(chance.randint(8, 16))]
        rest += [self._filler() for _ in range(chance.randint(8, 18))]
        chance.shuffle(near)
        chance.shuffle(rest)
        headline = chance.choice(frames["heads"]).format_map(event.parts)
        body = tuple(map(self._styled, [said[0], *near, *rest]))
        return self._piece(event.key, paper, event.at + late, headline, body)

    def _filler(self) -> str:
        who, what, told = (
            self.chance.choice(FRAMES["filler"][part]) for part in ("who", "what", "told")
        )
        return f"{who} {self.noun()} {what} {told}"

    def _styled(self, line: str) -> str:
        """The sentence in a paper's own words."""
        for words in FRAMES["filler"]["house"]:
            used = next((word for word in words if word in line), None)
            line = line.replace(used, self.chance.choice(words)) if used else line
        said = line.split(" ")
        for _ in range(len(said) // 4):
            said.insert(self.chance.randrange(1, len(said) + 1) - 1, self.chance.choice(_ADVERBS))
        return " ".join(said)

    def _headline(self, heads: list[str], event: Event) -> str:
        return self.chance.choice(heads).format_map(event.parts)

    def _aside(self, event: Event) -> str:
        """A particular of the event in a paper's own words, now and then one of its own."""
        three = self.chance.choice(event.details)
        if self.chance.random() < 0.25:
            three = (self.noun(), self.chance.choice(three), self.noun())
        own = dict(zip("uvw", three, strict=True))
        frame = " ".join(self.chance.choice(FRAMES["filler"][part]) for part in ("of", "goes"))
        return frame.format_map(event.parts | own)

    def _piece(
        self, event: str, paper: str, at: datetime, headline: str, body: tuple[str, ...]
    ) -> Piece:
        self.count += 1
        key = f"n{self.count:04}"
        return Piece(key, event, key, paper, at, headline, body)

    def _print(self, wire: Piece, paper: str) -> Piece:
        """The wire's text under another name: cut, added to, recast here and there, rewritten."""
        chance, body = self.chance, list(wire.body)
        match chance.choice(["whole", "cut", "added", "recast", "rewritten"]):
            case "cut":
                body = body[: max(4, len(body) * 3 // 5)]
            case "added":
                body += [self._filler() for _ in range(3)]
            case "rewritten":
                kept = [line for line in body[2:] if chance.random() < 0.45]
                body = [*body[:2], *kept, *(self._filler() for _ in range(len(body) // 3))]
            case "recast":
                body = [
                    f"이날 {s.replace('밝혔다', '전했다')}" if n % 3 == 0 else s
                    for n, s in enumerate(body)
                ]
        headline = chance.choice(
            [wire.headline, wire.headline.replace("…", ", "), f"{wire.headline} [종합]"]
        )
        late = timedelta(minutes=chance.randint(5, 300))
        copied = self._piece(wire.event, paper, wire.at + late, headline, tuple(body))
        return replace(copied, origin=wire.key)

    def _look_alikes(self) -> None:
        """Two events that a careless reader takes for one, each told by one to three papers."""
        chance = self.chance
        one = self.event()
        near = one.at + timedelta(hours=chance.uniform(0, 30))
        match chance.choice(["firm", "firm", "form", "form", "number"]):
            case "firm":  # one firm, one kind, another affair
                shared = {"parts": {"c": one.parts["c"]}}
            case "form":  # the same affair in the same field, of somebody else
                shared = {"field": one.field, "parts": {"k": one.parts["k"]}}
            case _:  # the same words about another number and another time
                held = {k: one.parts[k] for k in "cekux"}
                shared = {"field": one.field, "parts": held}
                near = one.at + timedelta(hours=chance.uniform(24, 60))
        other = self.event(kind=one.kind, at=near, **shared)
        left, right = (self._told(event, chance.choice([1, 1, 2, 3])) for event in (one, other))
        self.made.apart.append((left[0].key, right[0].key))

    def _alone(self, scale: float) -> None:
        """Reports that tell no event: each is a story of its own."""
        for headline, body, at in self._lonely(scale):
            self.count += 1
            self.made.pieces.append(
                self._piece(
                    f"e{self.count:04}", self.chance.choice(FRAMES["papers"]), at, headline, body
                )
            )

    def _lonely(self, scale: float) -> Iterator[tuple[str, tuple[str, ...], datetime]]:
        chance, news = self.chance, list(self.made.pieces)
        for kind in [*("bulletins", "columns", "stocks", "wishes") * round(14 * scale)]:
            event = self.event()
            told = chance.sample(news, 4)
            headline = chance.choice(FRAMES["alone"][kind]).format_map(
                event.parts | {"h": Word(told[0].headline)}
            )
            if kind == "bulletins":
                body = tuple(f"▲ {p.headline}. {p.body[0]} {p.body[1]}" for p in told)
            elif kind == "wishes":
                body = (*FRAMES["alone"]["wish"], *(self._aside(event) for _ in range(4)))
            else:
                body = tuple(self._aside(event) for _ in range(8))
            yield headline, body, event.at
