"""Naming: whose a figure is, asked of its sentence in a fixed order.

What stands beside a figure is asked before what a particle marks, that before what follows it, and
the first answer holds. What a sentence leaves out is looked for by `subjects`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summaries.figures.amounts import Mention
from summaries.figures.clauses import MARKED
from summaries.figures.owners import COUNTED, Named
from summaries.figures.phrases import measures
from summaries.figures.vicinity import NOMINATIVE, Vicinity

_COUNTABLE = frozenset(("count", "rate"))
_CLOSE = 6  # letters between a phrase and its count: 가 약, 는 모두
_OWN = 1  # words up to which what is counted is the speaker's own: 직원, but not 국내 직원
_LED = 4  # letters between a marked phrase and a figure below which it leads up to it


def name(view: Vicinity, place: int, named: Sequence[Named]) -> Named:
    """Subject and measure of the figure at a place, as far as its sentence tells.

    `named` are those of the figures before it.
    """
    return next((found for ask in _ASKED if (found := ask(view, place, named))), (None, None))


def _labelled(view: Vicinity, place: int, _: Sequence[Named]) -> Named | None:
    """자율성 부족(21%); 30대가 77%."""
    mention = view.found[place]
    if label := view.label(mention, view.last(mention)):
        return label, None
    group = view.group(place)
    return (group, view.measured_by(view.before(mention) + 1)) if group else None


def _beside(view: Vicinity, place: int, _: Sequence[Named]) -> Named | None:
    """우주인 3명, 미국(25%), 500개의 슈팅스타."""
    mention = view.found[place]
    near = _near(view, mention)
    if near is None:
        return None
    if view.row(place) and (topic := view.topic(view.starts[near])) is not None:
        return view.full(near), view.full(topic)
    return _counted(view, near, mention) or view.owner(near, mention)


def _near(view: Vicinity, mention: Mention) -> int | None:
    """The phrase that belongs to a figure by where it stands."""
    last, kind = view.last(mention), mention.kind
    near = view.whole(mention, last) if last else None
    if near is None and kind in ("age", "rank"):
        near = (view.adjoining if kind == "age" else view.ranked)(mention)
    if near is None and kind != "rank" and (kind != "duration" or view.judged(last)):
        near = view.beside(last)
    led = last is not None and view.roles[last[0]] in MARKED and len(last[1]) < _LED
    if near is None and kind == "count" and not led:
        near = view.adjoining(mention, of=True)
    return near


def _counted(view: Vicinity, near: int, mention: Mention) -> Named | None:
    """연구팀은 사진 2만장을: who has or does it, and what is counted."""
    if mention.kind not in _COUNTABLE or view.roles[near] in MARKED:
        return None
    if NOMINATIVE.match(view.text, mention.end) or measures(view.chunks[near]):
        return None
    holder = view.topic(min(view.starts[near], mention.core))
    if holder is None or (view.says(holder) and len(view.chunks[near].words) > _OWN):
        return None
    return view.full(holder), view.chunks[near].text


def _brought(view: Vicinity, place: int, _: Sequence[Named]) -> Named | None:
    """인력을 800명으로 늘린다."""
    mention = view.found[place]
    return view.moved(mention, view.marked(mention))


def _said_of(view: Vicinity, place: int, _: Sequence[Named]) -> Named | None:
    """한때 7위였던 캐나다: a name that the clause of the figure is said of."""
    head = view.headed(view.found[place])
    if head is None or head[1] >= _CLOSE or not view.chunks[head[0]].name:
        return None
    return view.full(head[0]), None


def _alike(view: Vicinity, place: int, named: Sequence[Named]) -> Named | None:
    """2023년 13위에서 5위로: the same as the figure before in the same unit."""
    like, marked = view.like(place), view.marked(view.found[place])
    if like is None:
        return None
    goes_on = marked is None or view.ends[marked] <= view.found[like].start
    return named[like] if goes_on else None


def _marked(view: Vicinity, place: int, _: Sequence[Named]) -> Named | None:
    """What a particle makes topic or subject, before the figure or else behind it."""
    mention = view.found[place]
    marked = view.marked(mention)
    if marked is None or view.roles[marked] == "about":
        head = view.headed(mention)
        found = (head[0] if head else None, view.following(mention), marked)
        marked = next((i for i in found if i is not None), None)
    if marked is None:
        return None
    return _paired(view, marked, mention) or view.owner(marked, mention)


def _paired(view: Vicinity, marked: int, mention: Mention) -> Named | None:
    """한국은 GPU가 2000개: a topic, and what of it is counted, both before the figure."""
    chunk = view.chunks[marked]
    far = len(view.text[chunk.end : mention.core]) > _CLOSE
    if mention.kind not in _COUNTABLE or measures(chunk) or far:
        return None
    if view.roles[marked] != "subject" and not COUNTED.search(chunk.text):
        return None
    holder = view.topic(chunk.start)
    if holder is None or (view.says(holder) and len(chunk.words) > _OWN):
        return None
    return view.full(holder), chunk.text


def _otherwise(view: Vicinity, place: int, named: Sequence[Named]) -> Named | None:
    """조회수가 50만 회에 달하는 리뷰; else the same as the figure before."""
    qualified = view.qualified(view.found[place])
    if qualified:
        return qualified, None
    return named[-1] if named else None


_ASKED: tuple[Callable[[Vicinity, int, Sequence[Named]], Named | None], ...] = (
    _labelled, _beside, _brought, _said_of, _alike, _marked, _otherwise,
)  # fmt: skip
