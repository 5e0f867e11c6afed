"""Who wrote: the names that a byline of a Korean page gives."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.clues.publishers import PLACED, is_publisher
from corpus.clues.stamps import stamps
from corpus.lazy import pattern, table
from corpus.text import plain

# The family names of more than 99.9 % of Koreans (census of 2015, kosis.kr), commonest first.
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방"
    "공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예봉경사부나"
)
_DOUBLE = "남궁|황보|제갈|선우|독고|사공|서문"
NAME = (
    r"(?!기자|사진|선임|인턴|전문|객원|수습|특파)"
    rf"(?:(?:{_DOUBLE})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{1,2}})"
)
# In patterns any word stands for a name, and is_name() decides: a list of all the family names
# makes patterns so large that they take longer to compile than to use.
_WORD = r"(?!기자|사진|선임|인턴|전문|객원|수습|특파)[가-힣]{2,4}"
_DOUBLES = frozenset(_DOUBLE.split("|"))
_SINGLES = frozenset(_SURNAMES)
_WRITER = (  # titles that only writers of papers bear, whatever stands before them
    r"(?:기자|특파원|통신원|논설위원실장|논설위원|논설고문|논설주간|논설실장|해설위원|편집위원|편집국장|편집장"
    r"|주필|칼럼니스트|평론가|에디터|리포터)"
)
_RANK = r"(?:부국장|부장|차장|국장|팀장|앵커|아나운서|PD)"  # and those that others bear too
_DESK = (
    r"(?:정치|경제|사회|산업|문화|국제|금융|증권|부동산|과학|의학|테크|IT|ICT|디지털|편집|체육|스포츠|생활|지역|전국"
    r"|정책|미디어|콘텐츠|영상|사진|취재|보도|기획|탐사|논설|오피니언|유통|모빌리티|바이오|AI)"
    r"[가-힣·]{0,4}\d?(?:부|팀|국|실)?"
)
ROLE = (
    rf"(?:(?:[가-힣A-Za-z·&]{{1,9}}\d?[가-힣]{{0,2}}\s?){{0,2}}?{_WRITER}"
    rf"|(?:{_DESK}\s?)?(?:선임|수석)?{_RANK})"
)
_SPLIT = r"(?:\s?[,·ㆍ/&]\s?|\s{1,3}|\s?및\s?)"
_NAMES = rf"(?P<names>{_WORD}(?:{_SPLIT}{_WORD}){{0,7}})"
_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}"
MAIL = pattern(_MAIL)

_TITLED = rf"(?:\s{ROLE}|(?:선임|전문|인턴|객원|수습|시민)?{_WRITER})"
CREDIT = pattern(rf"(?<![가-힣]){_NAMES}{_TITLED}(?:\s?외\s?\d+\s?[명인])?(?=구독|[^가-힣]|$)")
_UNMARKED = pattern(rf"{CREDIT.pattern}\s*[|ㅣ]?\s*")
_LABELLED = pattern(
    r"(?:^|[|/]|(?<!취재)(?<!촬영)(?<!사진)(?<!영상)(?<!편집)\s)(?P<label>기자명|글쓴이|작성자|글|취재|필자|지은이|기자|by|author)\s?[:：=|]?\s?"
    rf"{_NAMES}(?=\s*(?:$|[|/(\[,·<]|{_MAIL}|외\s?\d|\d|{ROLE}|입력|승인))",
    re.IGNORECASE,
)
_BARE = pattern(rf"(?=[가-힣]{{3}}){_WORD}(?:\s?[,·]\s?{_WORD}){{0,5}}")
_LATIN = pattern(r"^by:? ([A-Z][\w.'-]{0,20}(?: [A-Z][\w.'-]{0,20}){1,3})$", re.IGNORECASE)
_OPENING = pattern(r"\s*[(\[【〔<]([^)\]】〕>\n]{1,80})[)\]】〕>]\s*")
_RELEASED = pattern(r"[가-힣]{2,8}\s?--\s?\([가-힣A-Za-z0-9]{2,12}\)\s?--\s?")
_EQUALS = pattern(rf"{_NAMES}\s?(?:{ROLE})?(?:\s?외\s?\d+\s?[명인])?\s?=\s*")
_GLUED = pattern(
    rf"\s*{_NAMES}\s(?:{ROLE})(?=[가-힣]{{2}})(?![은는이가을를의에도와과로만들께인출였])"
)
_PICTURED = pattern(r"(?<!글·)(?<!글/)(?:사진|그래픽|영상|촬영|일러스트)\s?[=:·|]?\s?$")
_CLOSING = pattern(r"(?:[.?!”\"’'\])…]|[다요](?=\s))\s*[\[(/<]?\s*(?=[^\s.?!”\"’'\])…])")
_TOLD = pattern(r"[다요까죠](?=[.?!])")
MAYBE_CREDIT = pattern(
    r"기자|특파원|위원|고문|주필|@|[부차국팀]장|앵커|아나운서|PD|칼럼|평론|에디터|리포터|통신원|주간|실장"
)
_REST = pattern(
    r"구독(?:하기|중)?|팔로우|다른\s?기사\s?보기|기사\s?더\s?보기|지면\s?[A-Z]?\d+면?|[A-Z]?\d+면|조회\s?수?|댓글"
    r"|기자\s?페이지|이메일|메일\s?보내기|글·사진|글|입력|수정|승인|등록|송고|기사|최종|시간|글자|외\s?\d+\s?[명인]"
)
# Where a writer's title is the whole line, or stands by a mail address or a button, any word is
# a name, so that rare names and pen names count; but not the name of a desk.
_SURE = pattern(r"@|구독|팔로우|기자\s?페이지|기사\s?보기")
_DESK_NAME = pattern(r"(?:부|팀|국|실|단|신문|일보|뉴스|방송|관리자|운영자|데스크)$")
_LONGEST = 160


def byline(line: str) -> str | None:
    """The writers that a line names, names only, joined by ", "; None if it is no byline.

    Understood: a line of its own (`홍길동 기자 a@b.kr | 2025.01.02`), the bracket or dateline that
    opens a report (`(수원=연합뉴스) 홍길동 기자 =`), and a credit glued to the last sentence.
    """
    line = line.strip()
    return _byline(plain(line[:_LONGEST]), plain(line[_LONGEST:][-_LONGEST:]))


@lru_cache(maxsize=64)  # the few bylines of a page are asked for again and again
def _byline(head: str, tail: str) -> str | None:
    """The writers whom the beginning of a line names, or the end of a long one."""
    if not tail:
        return _opening(head) or _alone(head) or closing_credit(head)[1]
    return _opening(head) or closing_credit((head + tail)[-_LONGEST:])[1]


def is_name(word: str) -> bool:
    """Whether a word looks like a Korean's full name: a family name and a given name."""
    if word[:2] in _DOUBLES and len(word) in {3, 4}:
        return True
    shaped = word[:1] in _SINGLES and len(word) in {2, 3}
    return shaped and word not in _no_names() and not is_publisher(word)


@cache
def _no_names() -> frozenset[str]:
    return frozenset(table("clues.toml")["no_names"])


def opening_credit(text: str) -> int:
    """Where the report itself begins, behind a dateline or a writer's name."""
    if released := _RELEASED.match(text):
        return released.end()
    bracket = _OPENING.match(text[:_LONGEST])
    end = bracket.end() if bracket and _is_source(bracket[1]) else 0
    if not end and bracket:  # [수원=두루] 홍길동 기자 =: an agency that we do not know
        signed = _EQUALS.match(text, bracket.end(), bracket.end() + _LONGEST)
        return signed.end() if signed and MAYBE_CREDIT.search(signed[0]) else 0
    named = _EQUALS.match(text, end, end + _LONGEST) if "=" in text[end : end + _LONGEST] else None
    if not named and not end and MAYBE_CREDIT.search(text[:60]):
        named = _GLUED.match(text[:60])
    if named and (end or all(map(is_name, _words(named["names"])))):
        return named.end()
    if end and (named := _UNMARKED.match(text, end, end + 60)) and _run(named, sure=True)[1]:
        return named.end()
    return end + (1 if end and text[end : end + 1] == "=" else 0)


def closing_credit(text: str) -> tuple[int, str | None]:
    """Where a credit glued to a text's end begins, and its names; without one the text's length."""
    offset = max(0, len(text) - _LONGEST)
    tail = text[offset:]
    if not MAYBE_CREDIT.search(tail):
        return len(text), None
    told = max((match.start() for match in _TOLD.finditer(tail)), default=0)
    for stop in _CLOSING.finditer(tail, told):
        rest = tail[stop.end() :]
        if len(rest) <= 120 and (names := _alone(rest)):
            return offset + stop.start() + 1, names
    return len(text), None


def _is_source(inside: str) -> bool:
    """Whether the bracket that opens a text names a paper or a writer."""
    if _credits(inside, sure=inside.endswith("기자") or "@" in inside) or PLACED.fullmatch(inside):
        return True
    words = re.split(r"[=|·\s]+", inside.strip())
    return any(is_publisher(word) for word in words) and ("=" in inside or len(words) == 1)


def _opening(text: str) -> str | None:
    end = opening_credit(text)
    if not end:
        return None
    head = text[:end].rstrip(" =")
    return _credits(head, sure=True) or (
        _people(match["names"]) if (match := _EQUALS.search(text[:end])) else None
    )


def _alone(text: str) -> str | None:
    """The names in a line that holds hardly anything but a byline."""
    if _TOLD.search(text):
        return None
    if match := _LATIN.match(text):
        return match[1]
    sure = bool(_SURE.search(text) or _WHOLE.fullmatch(text))
    names, rest = None, text
    if MAYBE_CREDIT.search(text):
        names = _credits(text, sure=sure)
        rest = CREDIT.sub(lambda m: m[0][: _run(m, sure=sure)[0]] + " ", MAIL.sub(" ", text))
    if names is None and (match := _LABELLED.search(text)):
        labelled = match["label"] in _OWN_LABELS and not _DESK_NAME.search(match["names"])
        names = _people(match["names"]) or (match["names"] if labelled else None)
        rest = text[: match.start()] + text[match.end() :]
    for stamp in reversed(stamps(rest)):
        rest = rest[: stamp.start] + rest[stamp.end :]
    if names is None:
        return _bare(rest, text)
    left = re.sub(r"[^가-힣A-Za-z]", "", _REST.sub("", rest))
    return names if len(left) <= 14 else None


_OWN_LABELS = frozenset({"기자명", "글쓴이", "작성자"})
_WHOLE = pattern(r"\W*[가-힣]{3}\s?기자\W*")


def _bare(rest: str, text: str) -> str | None:
    """The names that alone are left of a line whose dates and papers are taken off."""
    words = [word for word in rest.strip(" |·()[]").split() if not is_publisher(word)]
    left = " ".join(words).strip(" ()[]")
    if len(left) >= len(text) or not _BARE.fullmatch(left):
        return None
    return _people(left) if all(map(is_name, _words(left))) else None


def _credits(text: str, *, sure: bool = False) -> str | None:
    """Everyone who is credited with a writer's title, photographers aside."""
    found: list[str] = []
    for match in CREDIT.finditer(text):
        start, names = _run(match, sure=sure)
        before = match.start() + start
        if not _PICTURED.search(text[max(0, before - 6) : before]):
            found += names
    return ", ".join(dict.fromkeys(found)) or None


def _run(match: re.Match[str], *, sure: bool) -> tuple[int, list[str]]:
    """Where in a credit its names begin, and those names: the last ones that stand together.

    Where it is `sure` that someone is named, the last word is a name if none looks like one.
    """
    listed = match["names"].split()[-1]
    if sure and any(map(is_name, words := _words(listed))) and len(words) > 1:
        return len(match["names"]) - len(listed), words  # 홍길동·해맑음
    spans = [(w.start(), w[0]) for w in re.finditer(r"[가-힣]+", match["names"])]
    while spans and not is_name(spans[-1][1]):
        spans.pop()
    low = len(spans)
    while low and is_name(spans[low - 1][1]):
        low -= 1
    if spans:
        return spans[low][0], [word for _, word in spans[low:]]
    last = _words(match["names"])[-1]
    if not sure or last in _no_names() or is_publisher(last) or _DESK_NAME.search(last):
        return len(match[0]), []
    return match["names"].rindex(last), [last]


def _words(names: str) -> list[str]:
    return re.findall(r"[가-힣]+", names)


def _people(names: str) -> str | None:
    """The words of a list of names that can be names of people."""
    return ", ".join(filter(is_name, _words(names))) or None


def is_credited(text: str) -> bool:
    """Whether a text ends in a name with a writer's title."""
    last = next((m for m in CREDIT.finditer(text) if m.end() == len(text)), None)
    return last is not None and bool(_run(last, sure=False)[1])
