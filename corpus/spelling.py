"""What a person meant to type: the other keyboard layout, or one slip of a finger.

Words are compared by the keys they are typed with on the Korean standard keyboard (KS X 5002,
두벌식), so that 헤ㅕ is gpu, dpsqlelk is 엔비디아, and 엔비디어 is one key away from it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

_KEYS = dict(
    zip(
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        [*"qwertyuiopasdfghjklzxcvbnm", *"QWERTOP"],
        strict=True,
    )
)
_JAMO = {key: jamo for jamo, key in _KEYS.items()}
_JOINED = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ",
    "ㅢ": "ㅡㅣ", "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_PARTED = {parts: joined for joined, parts in _JOINED.items()}
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST = ord("가")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# A name of fewer keys is near too many others: there a slip to any key but a neighbouring one is
# unsure. One of two keys is near them all.
_SHORT, _LEAST = 4, 3
_UNSURE = 2.0
# Nobody types a longer name; comparing takes the square of the length.
_LONGEST = 40


@lru_cache(4096)
def keys(word: str) -> str:
    """The keys that type a word; those of Latin letters are the letters."""
    return "".join(map(_typed, unicodedata.normalize("NFC", word)))


def other_layout(word: str) -> str | None:
    """The word as it would stand there if the keyboard had been switched; None for the same."""
    if word.isascii():
        found = hangul(word)
    else:
        found = keys(word).lower()
        found = found if found.isascii() else word
    return None if found == word else found


def hangul(typed: str) -> str:
    """The Hangul that these keys type; other letters stay."""
    jamos = [_JAMO.get(key) or _JAMO.get(key.lower()) or key for key in typed]
    out: list[str] = []
    at = 0
    while at < len(jamos):
        letter, at = _syllable(jamos, at)
        out.append(letter)
    return "".join(out)


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that a word is one slip away from, the likeliest of several; None if there is none.

    A slip is a key too much, too few, wrong, or exchanged with the next (Damerau 1964), the other
    layout, or the same with a whole syllable. What is far for so short a name is taken for a slip
    only if no other name is as near.
    """
    word = word[:_LONGEST]
    typed = keys(word).lower()
    near = ((_slips(word, typed, name), name) for name in names if _may_be(word, typed, name))
    found = sorted((cost, name) for cost, name in near if cost is not None)
    if not found or (found[0][0] >= _UNSURE and len(found) > 1):
        return None
    return found[0][1]


def _typed(letter: str) -> str:
    code = ord(letter) - _FIRST
    if 0 <= code < 11172:
        lead, vowel, tail = code // 588, code // 28 % 21, code % 28
        letter = (_LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]).strip()
    parts = "".join(_JOINED.get(jamo, jamo) for jamo in letter)
    return "".join(_KEYS.get(jamo, jamo) for jamo in parts)


def _syllable(jamos: list[str], at: int) -> tuple[str, int]:
    """The letter that begins here, and where the next one does."""
    lead = jamos[at]
    if lead not in _LEADS or at + 1 >= len(jamos) or jamos[at + 1] not in _VOWELS:
        return lead, at + 1
    vowel, at = _joined(jamos, at + 1)
    tail = " "
    if at < len(jamos) and jamos[at] in _TAILS and not _begins(jamos, at):
        tail, after = _joined(jamos, at)
        if tail != jamos[at] and (tail not in _TAILS or _begins(jamos, at + 1)):
            tail, after = jamos[at], at + 1
        at = after
    code = (_LEADS.index(lead) * 21 + _VOWELS.index(vowel)) * 28 + _TAILS.index(tail)
    return chr(_FIRST + code), at


def _joined(jamos: list[str], at: int) -> tuple[str, int]:
    """The jamo here, with the next one where two are typed for one."""
    pair = "".join(jamos[at : at + 2])
    return (_PARTED[pair], at + 2) if pair in _PARTED else (jamos[at], at + 1)


def _begins(jamos: list[str], at: int) -> bool:
    """Whether a consonant begins the next syllable: a vowel follows it."""
    return at + 1 < len(jamos) and jamos[at + 1] in _VOWELS


def _may_be(word: str, typed: str, name: str) -> bool:
    """Whether a word is as long as a slip would make it: most names are told apart by that."""
    return abs(len(typed) - len(_right(name))) <= 1 or abs(len(word) - len(name)) <= 1


def _slips(word: str, typed: str, name: str) -> float | None:
    """How far a word is from a name: 0 the other layout, to 1 a key, 1.5 a syllable, 2 unsure.

    `typed` are the keys of the word.
    """
    right = _right(name)
    if typed == right:
        return 0.0
    if len(right) < _LEAST or len(typed) < _LEAST:
        return None
    if abs(len(typed) - len(right)) <= 1 and _is_one_slip(typed, right):
        return _weight(typed, right)
    if name.isascii() or min(len(word), len(name)) < 2 or not _is_one_slip(word, name):
        return None
    if min(len(word), len(name)) >= 3:
        return 1.5
    return _UNSURE if len(word) != len(name) or sorted(word) == sorted(name) else None


@cache
def _right(name: str) -> str:
    """The keys of a name, whatever is held down with them."""
    return keys(name).lower()


def _weight(typed: str, right: str) -> float:
    """The cost of one slip of a key; one to a neighbouring key, or out of order, is likelier."""
    likely = sorted(typed) == sorted(right)
    if len(typed) == len(right) and not likely:
        (wrong,) = [i for i in range(len(typed)) if typed[i] != right[i]][:1]
        likely = _are_neighbours(typed[wrong], right[wrong])
    if likely:
        return 0.5
    return _UNSURE if min(len(typed), len(right)) < _SHORT else 1.0


def _is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less, other, or exchanged with the next."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]


def _are_neighbours(one: str, other: str) -> bool:
    places = [
        (y, row.find(key)) for key in (one, other) for y, row in enumerate(_ROWS) if key in row
    ]
    return len(places) == 2 and all(abs(a - b) <= 1 for a, b in zip(*places, strict=True))
