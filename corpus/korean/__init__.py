"""Kiwi: Korean text to sentences and morphemes. The only door to kiwipiepy."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Any

from kiwipiepy import Kiwi

from corpus.korean import seams
from corpus.korean.boundaries import sentences
from corpus.sentence import Morpheme, Sentence
from corpus.text import plain

# H100, HBM3E, GPT-4o, NVL72 stay whole. No \b at the end: it fails before a particle (H100을).
_MODEL_CODE = r"[A-Za-z]+(?:-?\d+(?:\.\d+)?)+[A-Za-z]{0,3}(?![A-Za-z0-9])"

# The analyser is quadratic in a run of letters without a space (80,000 of them: 3.6 s).
_RUN = re.compile(r"\S{200}")
# A longer line is cut near this length: enough context for the analyser, bounded memory for us.
# After a sentence if one ends there, else between two words, and in mid-word only where nothing
# within reach parts two.
_PIECE = 4000
_PIECES = re.compile(
    rf"[^\n]{{1,{_PIECE}}}(?:(?<=[.?!])\s|$|(?=\n))"
    rf"|[^\n]{{1,{_PIECE - 1}}}[^\S\n]|[^\n]{{1,{_PIECE}}}"
)


# A text that is done before any event loop misses its turn (a tenth of a millisecond); handing it
# to Kiwi's own thread takes ten times as long as analysing it.
_SHORT = 100
_ORDINARY = frozenset({"NNG", "VV", "VA", "MAG", "MM"})


class Korean:
    """The analyser, loaded and warm: about a second and 320 MB to make, so make one.

    Threads may share it. Kiwi is handed a list, because a list releases the interpreter lock while
    Kiwi works and a single text does not: an event loop beside it stays awake. Only a query or a
    headline is handed over as it is.
    """

    def __init__(self) -> None:
        self._kiwi = Kiwi(num_workers=1, load_multi_dict=False)
        # A fifth faster than the default of 8; token F1 against it .9989.
        self._kiwi.global_config.cutoff_threshold = 5
        for word in _words():
            self._kiwi.add_user_word(word, "NNP", 3.0)
        self._kiwi.add_re_word(_MODEL_CODE, "SL")
        self.tokens("준비")  # the first call builds two thirds of the model
        # What is loaded by now stays. Left among what may be garbage, it makes a look-up stand
        # still for 40 ms whenever all of that is gone through.
        gc.freeze()

    def analyse(self, body: str) -> tuple[Sentence, ...]:
        """The sentences of a body, in order, from one pass of the analyser."""
        return next(self.analyse_many([body]))

    def analyse_many(self, bodies: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each body, in order; Kiwi works on the next while one is used."""
        waiting: list[tuple[str, list[tuple[int, int]]]] = []

        def shadows() -> Iterator[str]:
            for body in bodies:
                pieces = [m.span() for m in _PIECES.finditer(body)]
                waiting.append((body, pieces))
                shadow = _RUN.sub(lambda m: m[0][:-1] + " ", plain(body))
                yield from (shadow[a:b] for a, b in pieces)
                yield ""  # a body without any text still takes its turn

        analysed = iter(self._kiwi.tokenize(shadows()))
        for tokens in analysed:
            body, pieces = waiting.pop(0)
            found: list[Sentence] = []
            for start, end in pieces:
                found.extend(sentences(body, _morphemes(tokens, start), end))
                tokens = next(analysed)  # noqa: PLW2901 - the last of a body is its empty one
            yield tuple(found)

    def tokens(self, query: str) -> tuple[Morpheme, ...]:
        """The morphemes of a short text such as a query or a headline."""
        shadow = _RUN.sub(lambda m: m[0][:-1] + " ", plain(query))
        if len(shadow) <= _SHORT:
            return _morphemes(self._kiwi.tokenize(shadow), 0)
        return _morphemes(next(iter(self._kiwi.tokenize([shadow]))), 0)

    def knows(self, word: str) -> bool:
        """Whether a word is one of the language, with a particle or without, and no name."""
        first, *rest = self._kiwi.tokenize(plain(word)[:_SHORT]) or [None]
        if first is None or first.oov or first.tag not in _ORDINARY:
            return False
        return all(token.tag[0] in "JE" and not token.oov for token in rest)

    def mend(self, body: str, found: Sequence[Sentence]) -> str:
        """The body without the white space that stands inside words, where that is sure.

        Line breaks of a fixed width tear words apart (`날아오 르기`, `우리나라 에겐`). Only white
        space goes. A text without a trace of tearing costs nothing; one with traces has its
        doubtful places weighed in a window of a few words.
        """
        traces = seams.traces(body, found)
        if not traces:
            return body
        torn = seams.above(seams.GAIN_TRACE, body, traces, self._gain)
        if len(torn) >= seams.TRACES:
            doubts = seams.doubts(body, found)
            torn += seams.above(seams.GAIN_WORD, body, doubts, self._gain)
        return seams.close(body, torn)

    def _gain(self, window: str, place: int) -> float:
        """What the likelihood gains if the space at a place goes; 0 if no word covers the place."""
        apart, _ = self._score(window)
        together, tokens = self._score(window[:place] + window[place + 1 :])
        known = any(t.start < place < t.end and not t.oov and " " not in t.form for t in tokens)
        bound = any(t.start == place and t.tag[0] in "JE" for t in tokens)
        return together - apart if known or bound else 0.0

    def _score(self, text: str) -> tuple[float, Sequence[Any]]:
        tokens, score = next(iter(self._kiwi.analyze([plain(text)])))[0]
        return score, tokens


def _morphemes(tokens: Iterable[Any], shift: int) -> tuple[Morpheme, ...]:
    return tuple(
        [
            Morpheme(
                t.form,
                tag if len(tag := t.tag) < 4 else tag.partition("-")[0],
                t.start + shift,
                t.end + shift,
            )
            for t in tokens
        ]
    )


def _words() -> list[str]:
    """The names that people keep in words.txt."""
    lines = files("corpus.korean").joinpath("words.txt").read_text("utf-8").splitlines()
    return [word for line in lines if (word := line.strip()) and not word.startswith("#")]
