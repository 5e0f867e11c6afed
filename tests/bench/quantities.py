"""What figures and the ledger cost, each beside what bounds it."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.app import analyser
from corpus.article import KST
from summaries.figures import Period, find, key
from summaries.ledger import KeyFigure, Ledger, Voice
from tests.bench.synthetic import records
from tests.quality.scoring import articles

Table = tuple[str, list[str]]
ROUNDS = 9
COUNTS = (1_000, 10_000, 100_000)
_SUBJECTS = [f"{name}{kind}" for name in "가람 나루 다온 라온 마루 바롬 새얼 아라 자람 하람".split() for kind in
             "전자 반도체 통신 클라우드 로보틱스 바이오 모빌리티 연구원".split()]  # fmt: skip
_MEASURES = "매출,영업이익,GPU 보유량,데이터센터 전력,투자액,채용 인원,시장 점유율,가입자 수,출하량,연구개발비".split(
    ","
)


def figures() -> Table:
    """Finding and choosing the figures of texts, beside one Kiwi pass over them."""
    return "Figures against one bare Kiwi pass, cpu (aim: at most .06)", [
        _against_kiwi("reports and columns", [a.body for a in articles("mixed")]),
        _against_kiwi("reports full of numbers", [a.body for a in articles("science")]),
        _against_kiwi("a number in every sentence", [r["text"] for r in records(30)]),
    ]


def ledger() -> Table:
    """Answers of a ledger that holds many figures, and what it takes to make it."""
    rows = []
    for count in COUNTS:
        voices = list(_voices(count))
        made, book = _timed(lambda v=voices: Ledger(v))
        first, _ = _timed(lambda b=book: b.about(["GPU"], 20))
        asked = [
            _middle(lambda b=book, n=n: b.about([n], 20)) for n in ("GPU", "데이터센터", "가람전자")
        ]
        day = max(voice.at for voice in voices)
        conflicts = _middle(lambda b=book, d=day: b.conflicts(d - timedelta(days=1), d))
        history = _middle(lambda b=book: b.histories(b.about(["가람전자"], 20)))
        rows.append(
            f"{count:>7} figures  made in {made:6.2f} s, first answer {first * 1000:7.1f} ms; then "
            f"topic {max(asked) * 1000:5.2f}  history {history * 1000:5.2f}  conflicts "
            f"{conflicts * 1000:5.2f} ms"
        )
    return "The ledger (aim: an answer over 100,000 figures in under 20 ms)", rows


def _against_kiwi(name: str, texts: list[str]) -> str:
    language = analyser()
    kiwi = language._kiwi  # the same model, words and threshold; nothing around it
    read = [language.analyse(text) for text in texts]
    shares = []
    for _ in range(ROUNDS):
        bare = _cpu(lambda: [list(kiwi.tokenize([text])) for text in texts])
        work = _cpu(lambda: [key(find(s), s, "") for s in read])
        shares.append(work / bare)
    found = sum(len(find(s)) for s in read)
    dense = 1000 * found / sum(map(len, texts))
    return f"{name:<28} {statistics.median(shares):.3f} of a pass ({dense:.1f} figures in 1,000 letters)"


def _voices(count: int) -> Iterator[Voice]:
    """Figures of invented reports over a year, a few of them contradicting each other."""
    chance = random.Random(11)
    start = datetime(2025, 1, 1, tzinfo=KST)
    for n in range(count):
        at = start + timedelta(minutes=5 * n)
        subject, measure = chance.choice(_SUBJECTS), chance.choice(_MEASURES)
        value = float(chance.randint(100, 9999))
        month = at.date().replace(day=1)
        figure = KeyFigure(
            f"{value:.0f}개", subject, measure, "count", value, None, None, "개", None,
            f"{subject}의 {measure}는 {value:.0f}개로 집계됐다고 이 회사는 밝혔다.",
            time=Period(f"{at.month}월", month, month),
        )  # fmt: skip
        yield Voice(figure, chance.random(), f"k{n}", f"k{n}", f"k{n}", "견본신문", None, at)


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def _middle(work: Callable[[], object]) -> float:
    return statistics.median(_timed(work)[0] for _ in range(ROUNDS))


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
