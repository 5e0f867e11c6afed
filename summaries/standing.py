"""Whether a sentence can stand alone, away from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from corpus.sentence import NOUN_TAGS, Morpheme, Sentence
from summaries import quotations

_REACH = 40  # letters at the end in which a note stands
_NOTE = re.compile(r"\([^()\n]{1,30}\)[.\s]*$")
_ENDINGS = frozenset({"EF", "EC", "EP", "ETN"})
_SHORT = 12  # letters; 반도체 덕분이다. says nothing without its neighbour
# Words that point back at the sentence before, or go on from it.
_BACK = re.compile(
    r"(?:이는|이에|이를|이로|이와|이같은?|이런|이러한|이처럼|이들|이것[은이]?|이때|이어|이후|이날"
    r"|이 때문에|그는|그의|그가|그도|그것[은이]?|그들은|여기에?|해당|그러나|그런데|그래서|그럼에도"
    r"|그리고|그만큼|하지만|또|또한|다만|한편|반면|아울러|특히|즉|예컨대|예를 들어|이를테면"
    r"|따라서|결국|물론|그렇다면|앞서|때문에|그 결과|그 대신|더구나|게다가)(?=[\s,，])"
)


def leans(sentence: Sentence) -> bool:
    """Whether it opens with a word that points back: 이는, 그는, 하지만, 한편."""
    return _BACK.match(sentence.text) is not None


def whole(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence of an article whether it is a statement of its own.

    Such a one has a closing verb, asks nothing, is longer than a sub-title, and is no piece of a
    quotation nor one without a speaker.
    """
    pieces = quotations.pieces([sentence.text for sentence in sentences])
    return [
        index not in pieces
        and len(sentence.text) - sentence.text.count(" ") >= _SHORT
        and _closed(sentence)
        and not sentence.text.rstrip("\"'”’) ").endswith("?")
        and not quotations.is_bare(sentence.text)
        for index, sentence in enumerate(sentences)
    ]


def _closed(sentence: Sentence) -> bool:
    """Whether a verb closes the sentence; a note in brackets may follow it: …했다(사진)."""
    note = _NOTE.search(sentence.text, max(0, len(sentence.text) - _REACH))
    end = sentence.start + note.start() if note else sentence.end
    words = (m.tag for m in reversed(sentence.morphemes) if m.start < end and _is_word(m))
    last = tuple(islice(words, 3))
    return last[:1] != () and (last[0] in _ENDINGS or "EF" in last or last[:2] == ("JX", "EC"))


def _is_word(morpheme: Morpheme) -> bool:
    return morpheme.tag[0] != "S" or morpheme.tag in NOUN_TAGS
