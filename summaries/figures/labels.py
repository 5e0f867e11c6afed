"""Labels: numbers with a unit behind them that are no quantity.

Dates, clock times, decades, model years, generations, ranks of rounds, constituencies, the "ten
largest": each is told by what stands around the number. A quantity passes every test here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from summaries.figures.numerals import Numeral
from summaries.figures.units import Unit

# Left of a number: part of a code, a date, a clock time, a phone number, an ordinal.
_GLUED = re.compile(r"(?:[A-Za-z_#@]|[A-Za-z\d][-–]|\d[./:]|\d ?[×xX*] ?|제 ?)$")
# 한 and two-syllable words that only look like a count of one.
_ONE_OF_A_KIND_WORDS = """
번 가지 나라 국가 국 편 발 판 걸음 자리 칸 구 줄 쪽 조각 해 사람 마디 층 인 사 대 단계
방울 갈래 차례 군데 팀 동 계단
"""
_ONE_OF_A_KIND = frozenset(_ONE_OF_A_KIND_WORDS.split())
# 수 glued to a counter is a count only with these: 수명, 수석 and 수도 are words.
_MANY = frozenset(("년", "개월", "일", "주", "시간", "차례", "개국", "년간", "주일"))

_MONTH = re.compile(r"월 ?$")
_CLOCK = re.compile(r"시 ?$")
_YEAR_LABEL = re.compile(
    r"도(?![ 가-힣]*되지)|생|형|산|대|제|물|식|학번| ?\d{1,2}월|동기|(?<=\d{4}년) (?:초|말|봄|"
    r"여름|가을|겨울)"
)
_SPAN = re.compile(r" ?(?:간|동안|전|만에|만의|넘|이상|가까이|남짓|역사)")
_PERSON = r"(?:세계|국민|직원|회장|총리|대통령|장관|의원|대표|사장|국가|총장|위원|감독|국방)"
_LASTING = re.compile(
    r"[이을]? ?(?:간(?![격지])|동안|째|이내|이상|이하|미만|넘|정도|가량|남짓|내내|연속|밖에|씩|"
    r"이나|가까이|안팎|"
    r"짜리|걸리|걸려|걸린|걸렸|소요|안에|내에|앞으로|앞당|앞두|단축|연장|늦|빠르|빨리|유예|"
    r"(?:만|후|뒤|전)(?=[에의이엔로은인]|까지|부터|쯤|면|[\s,.)]|$)(?! " + _PERSON + "))"
)
_AS_LONG_AS = re.compile(r"(?<!\w)(?:최장|최대|최소|최단|총|약|단|무려|꼬박|고작) ?$")
_EVERY = re.compile(r"(?:달|개월|주|주일|년|해)에 (?:평균 ?|약 ?|최대 ?)?$")  # 한 달에 8일
_QUARTERS = re.compile(r" ?(?:연속|만에|째|동안|내내|이상|연달아)")
_STEPS = re.compile(
    r" ?(?:에 걸쳐|로 나|로 구성|로 이뤄|를 거|을 거|나 |씩|상승|하락|오른|올라|올랐|내린|내려|"
    r"상향|하향|"
    r"낮|높|위|아래)"
)
_NAMED = re.compile(r" (?!남짓|이상|이하|미만|가량|정도|안팎|규모|넘|중|가운데)[^\W\d]")
_ROUNDS = re.compile(
    r" ?(?:총선|국회|대통령|대선|회장|사장|대표|의장|총장|국왕|황제|원내|교황|종손)|주주|째|"
    r"[ \d]?\d+(?!\w)|"
    r" ?\d+(?:로|의|으로|이|인|에|을|를|까지|과|은|는|도|보다|라|였|입)"
)
_PEOPLE = re.compile(
    r"(?:[이가은는을를의도다에와과만,.)]|에서|에게|부터|까지|보다|로|들|층|였|입|인|여성|남성|$)|"
    r" ?(?:초반|중반|후반|이상|이하|미만|[가-힣·]{0,6}?(?:여성|남성|남녀|청년|부부|직장인|대학생|"
    r"환자|고객|"
    r"이용자|사용자|응답자|유권자|인구|취업자|가입자|소비자|투자자|근로자|노동자|학생|부모|엄마|"
    r"아빠|주부|"
    r"세대|자녀|미혼|기혼|창업|배우|가수|선수|의사|교사|군인|피의자|용의자|운전자|승객|[가-힣]씨|"
    r"여(?!개)|남(?!짓)|때|"
    r"가|는|등|연령|나이|에))"
)
_TRADED = re.compile(r" (?:공급|수주|주문|도입|구매|계약|생산|판매|출하|보급|설치|추가|납품|수출)")
_OFTEN = re.compile(
    r"(?:초|분|시간|[일달년해주]|주일|개월|틀|흘|루|새|보름|학기|분기)에 (?:평균 |약 )?$"
)
# 30대 77%, 20대 75%: the ages of a poll, each with its share.
_SHARE, _AGES = re.compile(r" ?\(?\d[\d.]*%"), re.compile(r"[1-9]0대[^.]{1,30}[1-9]0대")
_MACHINES = re.compile(
    r"(?:차량|자동차|버스|택시|트럭|승용차|전기차|열차|항공기|여객기|비행기|전투기|헬기|우주선|"
    r"드론|로봇|서버|"
    r"컴퓨터|PC|노트북|스마트폰|단말기|GPU|장비|기기|카메라|TV|기계|굴착기|탱크|전차|자전거|"
    r"오토바이|선박|"
    r"위성|크레인|프린터|에어컨|냉장고|세탁기|설비|충전기|"
    r"차)[은는이가을를도 ]{0,2}(?:[가-힣]{1,6} ?)?$"
)
_AFTER_MACHINES = re.compile(
    r" ?(?:이상|이하|미만|가량|정도|안팎)?의? ?[가-힣]{0,3} ?(?:차량|버스|드론|로봇|우주선|서버|"
    r"GPU)"
)
# What may follow 대 without a space where it counts; a noun makes a name: 4대강.
_GLUED_ON = re.compile(
    r"[이가은는을를의도에와과로만나인며고다라여씩뿐당분꼴]|까지|부터|보다|이상|이하|미만|가량|정도|안팎|"
    r"내외|규모|들|밖에|쯤|남짓|중|였|입|됐|째|[^가-힣]|$"
)
# The N largest or most important of a kind, however many.
_FOREMOST = re.compile(
    r" ?(?:기업|그룹|과제|대학|은행|부자|명산|도시|병원|브랜드|강국|국가|기관|뉴스|핵심|전략|품목|"
    r"산업|기술|요구|의제|공약|원칙|지표|분야|메이저|명품|국정|상장|건설|로펌|제약|금융|시중)"
)
# 51번, 51-1번, M5107번 노선: numbers that a bus has.
_ROUTE = re.compile(
    r"(?:(?:,|·|와|과|및)? ?[A-Za-z]?\d{1,5}(?:-\d{1,2})?번){0,9}"
    r" ?(?:시내|마을|광역|좌석)?(?:버스|노선)"
)
_FLAT = re.compile(r" ?\d{1,4}호")
_ENGINES = re.compile(
    r"원전|원자로|발전|위성|미사일|로켓|탄도|터빈|풍력|엔진|발사대|전투기|헬기|굴뚝|충전|고분|"
    r"무덤|묘|탑|크레인|SMR|"
    r"설비|소각|보일러|승강기|엘리베이터|드론"
)
_OLD_FORMS, _OLD_COUNTERS = frozenset("석넉서너"), frozenset(("달", "장", "대", "자", "잔", "돈"))
_SCALES, _ROUND = frozenset("십백천만억조경"), frozenset(("명", "개", "년", "배", "번", "건", "대"))
_LONE = frozenset("일이삼사오육륙칠팔구영공만조억천백십경")
_NUMBER_TAGS = frozenset({"NR", "MM", "SN", "XPN", "SH"})


def coded(text: str, start: int, end: int, tag: str | None) -> bool:
    """Whether the numeral at a place is part of a code or a date, or a word that only looks so.

    `tag` is the analyser's for the morpheme that begins there, None if none does.
    """
    if start and _GLUED.search(text, max(0, start - 3), start):
        return True
    if text[start].isdecimal():
        return text[start] == "0" and text[start + 1 : start + 2].isdecimal()
    if text[start - 1 : start].isalnum():  # 공감백배: inside a word
        return True
    if end - start == 1 and text[start] in _LONE:
        return tag != "NR"
    return tag not in _NUMBER_TAGS and text[start] not in "수몇"


def counts(text: str, numeral: Numeral, unit: Unit, span: tuple[int, int], tag: str | None) -> bool:
    """Whether a numeral and the unit at a span behind it are a quantity and not a label.

    `tag` is the analyser's for the morpheme that the numeral begins with, None if none does.
    """
    end = span[1]
    value = numeral.value if numeral.value is not None else numeral.high or Decimal(0)
    if value < unit.smallest:
        return False
    said = unit.name == "번" and not text[numeral.start].isdecimal()  # 두 번은 counts, 2번은 names
    if said and text.startswith("째", end):
        return False
    if not said and unit.not_before and text[end : end + 8].lstrip().startswith(unit.not_before):
        return False
    if unit.not_after and (
        text[max(0, numeral.start - 8) : numeral.start].rstrip().endswith(unit.not_after)
    ):
        return False
    if not text[numeral.start].isdecimal() and not _said(text, numeral, unit, span, tag):
        return False
    check = _CHECKS.get(unit.name)
    return check(text, numeral, end) if check else True


def ages(text: str, numeral: Numeral, end: int) -> bool:
    """Whether N대 is people of an age: 20대, not forty machines and not the twenty largest."""
    value = numeral.value
    if value is None or value % 10 or not 10 <= value <= 90 or numeral.scale > 10:
        return False
    if machines(text, numeral.start) or _AFTER_MACHINES.match(text, end):
        return False
    return bool(_PEOPLE.match(text, end)) or _polled(text, end)


def _polled(text: str, end: int) -> bool:
    return bool(_SHARE.match(text, end) and _AGES.search(text))


def machines(text: str, start: int) -> bool:
    """Whether what is counted at a place is a machine, named just before."""
    return bool(_MACHINES.search(text[max(0, start - 24) : start]))


def lasts(text: str, end: int) -> bool:
    """Whether the words behind a single day (하루) say how long it is."""
    return bool(_SPAN.match(text, end))


def _said(text: str, numeral: Numeral, unit: Unit, span: tuple[int, int], tag: str | None) -> bool:
    """수개월 and 수년 count, 수명 and 수석 are words; 몇 and a casual 한 are too vague to print."""
    start, end = span
    word = text[numeral.start : numeral.end]
    form = text[start:end]
    if word in ("한", "몇"):
        counted = form not in _ONE_OF_A_KIND or (form == "번" and _regular(text, numeral.start))
        return word == "한" and counted
    if word in _OLD_FORMS:
        return form in _OLD_COUNTERS  # 석 달, but 석패
    if word in _SCALES and start == numeral.end and unit.kind != "money":
        return unit.name in _ROUND  # 천년, but 만평
    if (word, form) == ("수", "주"):
        return bool(_LASTING.match(text, end))  # 수주: several weeks, or orders won
    if word in ("수", "數"):
        return tag in _NUMBER_TAGS if start > numeral.end else form in _MANY
    return True


def _regular(text: str, start: int) -> bool:
    """이틀에 한 번."""
    return bool(_OFTEN.search(text, max(0, start - 12), start))


def _year(text: str, numeral: Numeral, end: int) -> bool:
    if _YEAR_LABEL.match(text, end) or text[numeral.start - 1 : numeral.start] in ("'", "’", "‘"):
        return False
    value, printed = numeral.value, text[numeral.start : numeral.end]
    if value is None or len(printed) != 4 or not printed.isdecimal() or not 1000 <= value <= 2999:
        return True
    return value % 100 == 0 and bool(_SPAN.match(text, end))


def _day(text: str, numeral: Numeral, end: int) -> bool:
    value = numeral.value
    if value is None or value > 31 or value != int(value) or "여" in text[numeral.end : end]:
        return True
    if end - numeral.start == len(text):
        return True  # nothing else is said, so nothing says when
    before = text[max(0, numeral.start - 8) : numeral.start]
    lasting = _LASTING.match(text, end) or _AS_LONG_AS.search(before) or _EVERY.search(before)
    return bool(lasting) and not _MONTH.search(text[max(0, numeral.start - 3) : numeral.start])


def _minute(text: str, numeral: Numeral, _: int) -> bool:
    return not _CLOCK.search(text[max(0, numeral.start - 2) : numeral.start])


def _second(text: str, _: Numeral, end: int) -> bool:
    return not text[end : end + 1].isdecimal()  # 9초58 is a time of sports, read by its readers


def _week(text: str, _: Numeral, end: int) -> bool:
    return not text.startswith(("차", " 차", "기", "년"), end)


def _machine(text: str, numeral: Numeral, end: int) -> bool:
    """대: machines and people of an age; not the ten largest, the 22nd, or a score."""
    if _polled(text, end):
        return True
    if _ROUNDS.match(text, end) or _FOREMOST.match(text, end) or not _GLUED_ON.match(text, end):
        return False
    value = numeral.value
    if value is None or numeral.scale > 1 or value > 100 or not text[numeral.start].isdecimal():
        return True
    named = bool(_NAMED.match(text, end))
    return (
        not named
        or bool(_TRADED.match(text, end))
        or ages(text, numeral, end)
        or machines(text, numeral.start)
    )


def _time(text: str, numeral: Numeral, end: int) -> bool:
    if _ROUTE.match(text, end):
        return False
    return text[numeral.start : numeral.end] != "1"  # 1번 is a name, one time is 한 번


def _building(text: str, _: Numeral, end: int) -> bool:
    return not _FLAT.match(text, end)  # 101동 1203호 is an address


def _step(text: str, numeral: Numeral, end: int) -> bool:
    return not text[numeral.start].isdecimal() or bool(_STEPS.match(text, end))


def _engine(text: str, numeral: Numeral, end: int) -> bool:
    """기: power plants, satellites, missiles; not the second term of a president."""
    if numeral.value is None or numeral.value >= 20 or not text[numeral.start].isdecimal():
        return True  # 열두 기
    return bool(_ENGINES.search(text, max(0, numeral.start - 20), end + 8))


def _place(text: str, numeral: Numeral, _: int) -> bool:
    return text[numeral.end] != " " and numeral.scale == 1  # 1등, but "10명 등"


def _quarter(text: str, _: Numeral, end: int) -> bool:
    return bool(_QUARTERS.match(text, end))


_CHECKS: dict[str, Callable[[str, Numeral, int], bool]] = {
    "년": _year, "일": _day, "분": _minute, "초": _second, "주": _week, "대": _machine,
    "번": _time, "동": _building, "단계": _step, "기": _engine, "등": _place, "분기": _quarter,
}  # fmt: skip
