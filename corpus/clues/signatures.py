"""Who wrote, where no reporter's byline says it: guests, columnists, correspondents on air."""

from __future__ import annotations

from corpus.clues.bylines import is_name
from corpus.lazy import pattern
from corpus.text import plain

# Who writes for papers without working there. Of these a line alone is believed ...
_PEN = (
    r"(?:명예교수|석좌교수|초빙교수|겸임교수|객원교수|부교수|조교수|교수|강사|시인|소설가|수필가|작가|번역가|변호사|변리사"
    r"|회계사|세무사|노무사|약사|한의사|의사|전문의|간호사|(?:선임|수석|책임)?연구위원|(?:선임|수석|책임)?연구원"
    r"|연구소장|평론가|칼럼니스트|활동가|컨설턴트|저술가|저자|사진가|건축가|감독|기획자)"
)
# ... and of these only in a column that says it is a guest's: they are in the news themselves.
_OFFICE = (
    r"(?:대표이사|대표|원장|소장|위원장|위원|박사|회장|이사장|의원|청장|장관|차관|직무대행|센터장|본부장|사장|이사|고문"
    r"|총장|학장|교장|교사|단장|관장|사무국장|사무총장|목사|신부|스님|군수|시장|구청장|도지사)"
)
_NAME = r"(?P<name>[가-힣]{2,4})"
_PLACE = r"[가-힣A-Za-z·㈜()&\s]{0,30}"
_FIELD = r"(?:\s?[·,(/]\s?[가-힣A-Za-z·\s]{2,16}\)?)?"  # 교수·통계학
_FORMS = tuple(
    tuple(
        pattern(form)
        for form in (
            rf"{_NAME}[\s/|ㅣ,·(]{{1,3}}{_PLACE}{title}\)?{_FIELD}$",
            rf"(?:[가-힣A-Za-z]{{2,14}}\s){{0,3}}{title}\s{_NAME}$",
        )
    )
    for title in (_PEN, rf"(?:{_PEN}|{_OFFICE})")
)
_LONGEST = 48
# [열린 시선/홍길동], [기고|홍길동 교수]
_BRACKET = pattern(
    r"^\s?[\[<【][^\]>】/|]{2,14}[/|]\s?(?P<name>[가-힣]{2,4})(?:\s[가-힣]{2,6})?[\]>】]"
)
# [홍길동의 세상 읽기]
_SERIES = pattern(
    r"^\s?[\[<【](?P<name>[가-힣]{3})의\s?[^\]>】]{0,12}(?:칼럼|시선|시각|세상|생각|노트|창|편지|에세이|읽기|보기|단상|시평"
    r"|논점|수첩|산책|이야기|직설|톡)[^\]>】]{0,4}[\]>】]"
)
_ON_AIR = pattern(
    r"(?:^|\s)(?P<name>[가-힣]{2,4})\s기자(?:가|입니다)(?:[^.]{0,24}(?:취재|보도|전해|다녀|만나|살펴|들여다|짚어|알아|따라|둘러)"
    r"[^.]{0,12}[다요])?\.?$"
)
_SIGN_OFF = pattern(
    r"^(?P<house>[가-힣A-Z]{0,10}(?:뉴스|방송|TV|티브이|NEWS)|[A-Z]{2,4})\s(?:뉴스\s)?"
    r"(?P<name>[가-힣]{2,4})(?:입니다|이었습니다|였습니다)\.?$"
)


def signature(line: str, *, guest: bool = True) -> str | None:
    """The name in a line that is an outside writer's name and office, and nothing else.

    In a column by a `guest` any office will do, elsewhere only the ones of those who write.
    """
    if len(line) > _LONGEST:
        return None
    text = plain(line).strip(" .[]/▲△")
    found = (form.match(text) for form in _FORMS[guest])
    return next((m["name"] for m in found if m and _is_full(m["name"])), None)


def headliner(headline: str) -> str | None:
    """The columnist whom the bracket that opens a headline names: [열린 시선/홍길동]."""
    found = (form.match(headline[:60]) for form in (_BRACKET, _SERIES))
    return next((m["name"] for m in found if m and _is_full(m["name"])), None)


def on_air(sentence: str) -> str | None:
    """The reporter whom a broadcast announces: 홍길동 기자가 취재했습니다."""
    if "기자" not in sentence or len(sentence) > 80:
        return None
    match = _ON_AIR.search(sentence)
    return match["name"] if match and match["name"] not in {"우리", "저희", "담당"} else None


def sign_off(sentence: str) -> tuple[str, str] | None:
    """The channel and the reporter with whom a broadcast report ends: 새벽뉴스 홍길동입니다."""
    match = _SIGN_OFF.match(sentence) if len(sentence) <= 40 else None
    return (match["house"], match["name"]) if match else None


def _is_full(name: str) -> bool:
    """Whether a word looks like a name of three letters or more; two may be any word."""
    return len(name) >= 3 and is_name(name)
