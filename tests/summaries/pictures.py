"""Pictures to draw: invented figures in the shapes that news has them."""

from datetime import date

from bot.phrases import figuring
from summaries.charts import Mark, Picture, Words

WORDS = Words(**figuring.CHART)
SOURCES = ("가온경제, 2026년 3월 2일", "나루일보, 2026년 3월 4일")


def bars(*marks: Mark, title: str = "GPU 보유량", unit: str = "대") -> Picture:
    return Picture("bars", title, unit, marks, SOURCES)


def line(*marks: Mark, title: str = "이용자 수", unit: str = "명") -> Picture:
    return Picture("line", title, unit, marks, SOURCES)


def month(year: int, number: int, value: float, **more) -> Mark:
    label, printed = f"{year}년 {number}월", f"{value:g}만명"
    return Mark(label, printed, value * 10_000, at=date(year, number, 1), **more)


HOLDINGS = bars(
    Mark("한울", "35만대", 350_000),
    Mark("새벽에이아이", "10만대", 100_000),
    Mark("다온모터스", "3만5000대", 35_000),
    Mark("나루", "2000개 정도", 2_000, 1_800, 2_200, note="김하늘 한빛텔레콤 대표"),
    Mark("나루", "약 1만대", 10_000, 9_000, 11_000, note="일각의 추정"),
)
PROFITS = bars(
    Mark("한울반도체", "2조1800억원 적자", -2.18e12, note="공시"),
    Mark("누리하이텍", "3460억원", 3.46e11),
    Mark("마루", "-12억원", -1.2e9, estimate=True, note="증권사 전망"),
    title="영업이익",
    unit="원",
)
RANGES = bars(
    Mark("국가센터", "2조5000억원", 2.5e12, estimate=True),
    Mark("추경안", "2500억~3000억원", None, 2.5e11, 3e11, note="부처 관계자"),
    Mark("구매", "1조원 이상", None, 1e12),
    Mark("민간", "최대 5000억원", None, None, 5e11),
    Mark("비공개", "밝히지 않음", None),
    title="투자 계획",
    unit="원",
)
LONG = bars(
    *(
        Mark(
            f"{n}번째 아주 긴 이름의 인공지능 반도체 핵심 기술 개발 사업단 연구 과제",
            f"약 {n * 37}억 5000만원 규모로 추정",
            n * 37.5e8,
            note="가나다라 인공지능정책본부 책임연구위원 홍길동 박사" if n % 3 else None,
            estimate=n % 4 == 0,
        )
        for n in range(12, 0, -1)
    ),
    title="2026년도 인공지능 반도체 분야 국가연구개발사업 과제별 지원 규모와 지난해의 비교 " * 2,
)
PARAMETERS = bars(
    Mark("한빛모델", "약 1조8000억개", 1.8e12, 1.6e12, 2e12, note="업계 추정", estimate=True),
    Mark("소형 모델", "10억~30억개", None, 1e9, 3e9),
    Mark("초소형", "2000만개", 2e7),
    Mark("없음", "0개", 0.0),
    title="매개변수",
    unit="개",
)
FORECAST = line(
    Mark("지난해", "65만명", 650_000, at=date(2025, 7, 1)),
    Mark("2030년", "127만명", 1_270_000, estimate=True, at=date(2030, 7, 1), note="한빛센터"),
    Mark("2050년", "271만명", 2_710_000, estimate=True, at=date(2050, 7, 1), note="한빛센터"),
)
CROWD = line(
    *(month(2023, n, v) for n, v in ((1, 100), (2, 110), (3, 105), (4, 130), (5, 133), (6, 160))),
    *(month(2024, n, v, note="나루조사") for n, v in ((1, 210), (2, 190), (3, 230))),
    month(2025, 1, 320),
    month(2025, 2, 330, note="나루조사"),
    month(2025, 2, 280, note="일각의 추정"),
)
SPREAD = line(
    Mark("2024년", "1조원", 1e12, at=date(2024, 1, 1)),
    Mark("2026년", "1조5000억~2조원", None, 1.5e12, 2e12, at=date(2026, 1, 1), estimate=True),
    Mark("2027년", "3조원 이상", None, 3e12, at=date(2027, 1, 1)),
    Mark("2028년", "미정", None, at=date(2028, 1, 1)),
)
STEADY = line(*(month(2025, n, v) for n, v in ((1, 1455), (2, 1446), (3, 1458), (4, 1441))))
ALL = {
    "holdings": HOLDINGS,
    "profits": PROFITS,
    "ranges": RANGES,
    "long": LONG,
    "parameters": PARAMETERS,
    "forecast": FORECAST,
    "crowd": CROWD,
    "spread": SPREAD,
    "steady": STEADY,
}
