"""Who wrote: the names that a byline of a Korean page gives."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from corpus.publishers import PLACED, is_publisher
from corpus.stamps import stamps
from corpus.text import plain

_TABLE = tomllib.loads(files("corpus").joinpath("clues.toml").read_text("utf-8"))

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
_NAMES = rf"(?P<names>{NAME}(?:{_SPLIT}{NAME}){{0,7}})"
_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}"
MAIL = re.compile(_MAIL)

_TITLED = rf"(?:\s{ROLE}|(?:선임|전문|인턴|객원|수습|시민)?{_WRITER})"
CREDIT = re.compile(rf"(?<![가-힣]){_NAMES}{_TITLED}(?:\s?외\s?\d+\s?[명인])?(?![가-힣])")
_UNMARKED = re.compile(rf"{CREDIT.pattern}\s*[|ㅣ]?\s*")
_LABELLED = re.compile(
    r"(?:^|[|/\s])(?:기자명|글쓴이|작성자|글|취재|필자|지은이|기자|by|author)\s?[:：=|]?\s?"
    rf"{_NAMES}(?=\s*(?:$|[|/(\[,·<]|{_MAIL}|외\s?\d|\d|{ROLE}|입력|승인))",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?=[가-힣]{{3}}){NAME}(?:\s?[,·]\s?{NAME}){{0,5}}")
_LATIN = re.compile(r"^by:? ([A-Z][\w.'-]{0,20}(?: [A-Z][\w.'-]{0,20}){1,3})$", re.IGNORECASE)
_OPENING = re.compile(r"\s*[(\[【〔<]([^)\]】〕>\n]{1,80})[)\]】〕>]\s*")
_RELEASED = re.compile(r"[가-힣]{2,8}\s?--\s?\([가-힣A-Za-z0-9]{2,12}\)\s?--\s?")
_EQUALS = re.compile(rf"{_NAMES}\s?(?:{ROLE})?(?:\s?외\s?\d+\s?[명인])?\s?=\s*")
_GLUED = re.compile(
    rf"\s*{_NAMES}\s(?:{ROLE})(?=[가-힣]{{2}})(?![은는이가을를의에도와과로만들께인출였])"
)
_PICTURED = re.compile(r"(?<!글·)(?<!글/)(?:사진|그래픽|영상|촬영|일러스트)\s?[=:·|]?\s?$")
_CLOSING = re.compile(r"(?:[.?!”\"’'\])…]|[다요](?=\s))\s*[\[(/<]?\s*(?=[^\s.?!”\"’'\])…])")
_TOLD = re.compile(r"[다요까죠](?=[.?!])")
MAYBE_CREDIT = re.compile(
    r"기자|특파원|위원|고문|주필|@|[부차국팀]장|앵커|아나운서|PD|칼럼|평론|에디터|리포터|통신원|주간|실장"
)
_NOT_NAMES = frozenset(_TABLE["no_names"])
_REST = re.compile(
    r"구독(?:하기|중)?|팔로우|다른\s?기사\s?보기|기사\s?더\s?보기|지면\s?[A-Z]?\d+면?|[A-Z]?\d+면|조회\s?수?|댓글"
    r"|기자\s?페이지|이메일|메일\s?보내기|글·사진|글|입력|수정|승인|등록|송고|기사|최종|시간|글자|외\s?\d+\s?[명인]"
)
# Writers from outside sign with name and office: 오유진 한빛대 전자공학과 교수.
_OFFICE = (
    r"(?:교수|대표|연구원|연구위원|원장|소장|변호사|작가|위원|위원장|박사|회장|이사장|의원|시인|소설가|감독|청장|장관|차관"
    r"|직무대행|센터장|본부장|사장|이사|고문|총장|학장|회계사|세무사|의사|전문의|컨설턴트|평론가|칼럼니스트|저자)"
)
_SIGNED = re.compile(rf"(?P<name>{NAME})[\s/|,·(]{{1,3}}[가-힣A-Za-z·㈜()\s]{{0,30}}{_OFFICE}\)?$")
_LONGEST = 160


def byline(line: str) -> str | None:
    """The writers that a line names, names only, joined by ", "; None if it is no byline.

    Understood: a line of its own (`홍길동 기자 a@b.kr | 2025.01.02`), the bracket or dateline that
    opens a report (`(수원=연합뉴스) 홍길동 기자 =`), and a credit glued to the last sentence.
    """
    line = line.strip()
    head = plain(line[:_LONGEST])
    if len(line) <= _LONGEST:
        return _opening(head) or _alone(head) or closing_credit(head)[1]
    return _opening(head) or closing_credit(plain(line[-_LONGEST:]))[1]


def signature(line: str) -> str | None:
    """The name in a line that is an outside writer's name and office, and nothing else."""
    match = _SIGNED.match(plain(line).strip(" .[]/")) if len(line) <= 48 else None
    return _people(match["name"]) if match else None


def opening_credit(text: str) -> int:
    """Where the report itself begins, behind a dateline or a writer's name."""
    if released := _RELEASED.match(text):
        return released.end()
    bracket = _OPENING.match(text[:_LONGEST])
    end = bracket.end() if bracket and _is_source(bracket[1]) else 0
    if not end and bracket:
        return 0
    named = _EQUALS.match(text, end, end + _LONGEST) or (None if end else _GLUED.match(text[:60]))
    if named and (end or "=" in named[0] or _people(named["names"])):
        return named.end()
    if end and (named := _UNMARKED.match(text, end, end + 60)):
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
    if CREDIT.search(inside) or PLACED.fullmatch(inside):
        return True
    words = re.split(r"[=|·\s]+", inside.strip())
    return any(is_publisher(word) for word in words) and ("=" in inside or len(words) == 1)


def _opening(text: str) -> str | None:
    end = opening_credit(text)
    if not end:
        return None
    head = text[:end].rstrip(" =")
    return _credits(head) or (
        _people(match["names"]) if (match := _EQUALS.search(text[:end])) else None
    )


def _alone(text: str) -> str | None:
    """The names in a line that holds hardly anything but a byline."""
    if _TOLD.search(text):
        return None
    if match := _LATIN.match(text):
        return match[1]
    names = _credits(text) if MAYBE_CREDIT.search(text) else None
    rest = CREDIT.sub(" ", MAIL.sub(" ", text))
    if names is None and (match := _LABELLED.search(text)):
        names, rest = _people(match["names"]), text[: match.start()] + text[match.end() :]
    for stamp in reversed(stamps(rest)):
        rest = rest[: stamp.start] + rest[stamp.end :]
    if names is None:
        words = [word for word in rest.strip(" |·()[]").split() if not is_publisher(word)]
        left = " ".join(words).strip(" ()[]")
        return _people(left) if len(left) < len(text) and _BARE.fullmatch(left) else None
    left = re.sub(r"[^가-힣A-Za-z]", "", _REST.sub("", rest))
    return names if len(left) <= 14 else None


def _credits(text: str) -> str | None:
    """Everyone who is credited with a writer's title, photographers aside."""
    found: list[str] = []
    for match in CREDIT.finditer(text):
        if not _PICTURED.search(text[max(0, match.start() - 6) : match.start()]):
            found += [n for n in (_people(match["names"]) or "").split(", ") if n]
    return ", ".join(dict.fromkeys(found)) or None


def _people(names: str) -> str | None:
    """The words of a list of names that can be names of people."""
    words = re.findall(r"[가-힣]+", names)
    return ", ".join(w for w in words if w not in _NOT_NAMES and not is_publisher(w)) or None
