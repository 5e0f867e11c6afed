"""All the Korean that the bot itself speaks; what it quotes comes from the articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from corpus.article import KST
from corpus.refusal import Reason

if TYPE_CHECKING:
    from corpus.store import Counts
    from summaries.ledger import Point, Voice

NAME = "AI 코리아 브리핑"

# Help of the terminal ---------------------------------------------------------------------------
HELP = "한국 AI 산업 기사를 모아, 기사에 있는 문장과 수치 그대로 간추려 드립니다."
HELP_ANALYZE = (
    "글 하나를 간추립니다. 파일 이름이나 주소를 주거나(-는 표준 입력), --jsonl로 여럿을 넣습니다."
)
HELP_INGEST = "파일, 폴더, .jsonl에 든 기사를 보관함에 넣습니다. 여러 번 해도 한 번만 들어갑니다."
HELP_BRIEF = "보관함의 기사로 브리핑을 만듭니다. 기간을 따로 주지 않으면 지난 24시간을 다룹니다."
HELP_STORIES = "보관함의 기사를 같은 사건끼리 묶어 보여 줍니다. 기간을 주지 않으면 모두 다룹니다."
HELP_SEARCH = "보관함에서 기사를 찾습니다. --jsonl이면 한 줄에 질의 하나씩 받습니다."
HELP_ASK = "물음에 답합니다. 이야기마다 가장 알맞은 기사 하나와 그 문장, 출처를 보여 줍니다."
HELP_TOPICS = "찾아보기가 아는 주제를 보여 줍니다. suggest를 붙이면 새로 떠오른 말을 제안합니다."
HELP_REINDEX = "찾아보기 색인을 처음부터 다시 만듭니다. 기사는 그대로입니다."
HELP_STATUS = "보관함과 설정이 어떤 상태인지 보여 줍니다."
HELP_FIGURES = "주제의 수치를 모아 보여 줍니다. 주제가 없으면 서로 다르게 전한 수치를 보여 줍니다."
HELP_FIGURES_TOPIC = "주제. 예: gpu, 데이터센터"
HELP_HISTORY = "같은 수치가 시간에 따라 어떻게 달라졌는지도 보여 줍니다."
HELP_FIGURES_FORMAT = "출력 형식: text, json, csv(표 계산용), png(그림)"
HELP_FIGURES_LIMIT = "보여 줄 수치의 수. 주지 않으면 화면에는 20건, json과 csv에는 모두 나옵니다."
HELP_OUT = "결과를 저장할 파일. png에는 이 옵션이 필요합니다(출력을 파일로 돌려도 됩니다)."
HELP_SOURCES = "기사를 가져올 출처 목록을 보여 주고 고칩니다."
HELP_SOURCES_LIST = "따르는 출처를 모두 보여 줍니다."
HELP_SOURCES_ADD = "출처를 더합니다. 목록 파일이 없으면 기본 목록에서 시작해 만듭니다."
HELP_SOURCES_REMOVE = "출처를 뺍니다."
HELP_SOURCES_IMPORT = "다른 구독기에서 내보낸 OPML 파일의 출처를 더합니다. -는 표준 입력입니다."
HELP_SOURCES_EXPORT = "피드와 페이지를 OPML로 내보냅니다. 폴더와 검색은 넣지 않습니다."
HELP_SOURCE_ADDRESS = "피드나 페이지의 주소. folders면 폴더 경로, searches면 찾을 말입니다."
HELP_SOURCE_KIND = "출처의 종류: feeds, pages, folders, searches"
HELP_SOURCE_NAME = "목록에 적을 이름. 주지 않으면 주소에서 따옵니다."
HELP_SOURCE_PUBLISHER = "매체 이름"
HELP_SOURCE_POLICY = "인용 정책: full-quote(인용), headline-only(제목만), blocked(차단)"
HELP_SOURCE_TOPIC = "주제. 여러 번 쓸 수 있습니다."
HELP_SOURCE_INTERVAL = "확인 간격. 예: 15m, 2h, 1d (5m~7d)"
HELP_SOURCE_GONE = "뺄 출처의 이름이나 주소"
HELP_OPML = "OPML 파일. -는 표준 입력입니다."
HELP_OPML_OUT = "OPML을 저장할 파일. 주지 않으면 표준 출력에 씁니다."
HELP_FILE = "간추릴 파일(.txt, .html, .md)이나 기사 주소(https://...). -는 표준 입력입니다."
HELP_PATHS = "넣을 파일이나 폴더(.txt, .html, .htm, .md, .jsonl)."
HELP_QUERY = (
    "찾을 말. 예: gpu, HBM 투자, '\"소버린 AI\" 매체:매일경제 기간:7d', 반도체 -삼성, "
    "로봇 정렬:최신. 빼는 말(-)로 시작하면 앞에 --를 둡니다."
)
HELP_STORY_LIMIT = "보여 줄 이야기 수"
HELP_AFTER = "다음 쪽을 봅니다. 앞선 답의 끝에 나온 값을 그대로 넣습니다."
HELP_ACTION = "suggest: 주제에 없는 새말을 제안합니다. 저절로 더하지는 않습니다."
HELP_WEEKS = "제안할 때 살피는 최근 주 수"
HELP_JSONL = "한 줄에 JSON 객체 하나씩 받아, 한 줄에 하나씩 돌려줍니다."
HELP_SENTENCES = "요약 문장 수. 주지 않으면 인용 한도에 따라 정합니다."
HELP_FORMAT = "출력 형식: text(사람이 읽는 글) 또는 json"
HELP_BRIEFED = "출력 형식: text(사람이 읽는 글), json, html(파일 하나로 된 웹 문서)"
HELP_LENGTH = "길이: short(짧게), usual(보통), full(자세히)"
HELP_LIMIT = "보여 줄 기사 수"
HELP_SINCE = "이 시각부터. 예: 2026-03-04T09:00, 2026-03-04, 24h, 7d"
HELP_UNTIL = "이 시각까지. 쓰는 법은 --since와 같습니다."
HELP_LISTED = "출력 형식: text(사람이 읽는 글) 또는 jsonl(기사마다 한 줄)"
HELP_AT = "이 시각을 지금으로 봅니다. 예: 2026-03-05T09:00"
HELP_TOPIC = "이 주제의 기사만. 여러 번 쓸 수 있습니다."
HELP_DEBUG = "오류가 나면 내부 기록까지 모두 보여 줍니다."
HELP_VERSION = "버전을 보여 줍니다."
HELP_HELP = "이 도움말을 보여 줍니다."
HELP_DEFAULT, HELP_REQUIRED = "[기본값: {}]", "[필수]"
USAGE = "사용법: "
OPTIONS_METAVAR, COMMANDS_METAVAR = "[옵션]", "명령 [인자]..."
PANEL_OPTIONS, PANEL_ARGUMENTS, PANEL_COMMANDS = "옵션", "인자", "명령"

# Progress ---------------------------------------------------------------------------------------
LOADING = "한국어 분석기를 준비하고 있습니다"
INGESTING = "기사를 읽고 있습니다"
REINDEXING = "색인을 다시 만들고 있습니다"
COUNTED = "{task.completed:.0f}건"
COUNTED_OF = "{task.completed:.0f}/{task.total:.0f}건"

# Errors: one sentence that says what to do ------------------------------------------------------
REASONS: Mapping[Reason, str] = {
    Reason.MISSING: "파일이 없습니다. 경로를 확인해 주세요.",
    Reason.EMPTY: "내용이 비어 있습니다. 글이 든 파일인지 확인해 주세요.",
    Reason.TOO_LARGE: "너무 큽니다(한도 5MB). 나누어 넣어 주세요.",
    Reason.TOO_LONG: "글이 너무 깁니다(한도 10만 자). 기사 한 건씩 나누어 넣어 주세요.",
    Reason.BINARY: "글 파일이 아닙니다. PDF나 압축 파일이면 글로 바꾸어 넣어 주세요.",
    Reason.OUTSIDE: "주신 폴더 바깥을 가리켜 읽지 않았습니다. 폴더 안에 복사해 넣어 주세요.",
    Reason.LINK: "바로가기(심볼릭 링크)여서 건너뛰었습니다. 원래 파일을 넣어 주세요.",
    Reason.UNREADABLE: "읽을 권한이 없습니다. 파일 권한을 확인해 주세요.",
    Reason.CHANGING: "아직 쓰고 있는 파일입니다. 저장이 끝난 뒤 다시 넣어 주세요.",
    Reason.NOT_REGULAR: "보통 파일이 아닙니다. 글 파일을 주거나, 폴더라면 ingest로 넣어 주세요.",
    Reason.UNKNOWN_TYPE: "다루지 않는 형식입니다. .txt, .html, .md, .jsonl로 넣어 주세요.",
    Reason.TOO_DEEP: "폴더가 너무 깊습니다. 더 안쪽 폴더를 직접 지정해 주세요.",
    Reason.NOT_AN_ARTICLE: "기사 본문을 찾지 못했습니다. 기사 한 건이 든 글인지 확인해 주세요.",
    Reason.BAD_RECORD: "JSONL 형식에 맞지 않는 줄입니다. README의 형식을 확인해 주세요.",
    Reason.UNREACHABLE: "주소에서 글을 가져오지 못했습니다. 공개된 기사 주소인지 확인해 주세요.",
    Reason.FORBIDDEN: "자동으로 읽는 것을 막아 둔 사이트입니다. 글을 복사해 파일로 넣어 주세요.",
    Reason.RESERVED: "간추리거나 인용하지 말라고 밝힌 글입니다. 원문에서 읽어 주세요.",
    Reason.BLOCKED: "차단해 둔 주소의 글입니다. 다시 받으려면 ai-korea unblock으로 풀어 주세요.",
    Reason.SHARED: "다른 이름과 이어진 파일(하드 링크)입니다. 파일을 복사해 넣어 주세요.",
    Reason.UNMOVABLE: "파일을 옮기지 못했습니다. done과 failed 폴더의 권한을 확인해 주세요.",
    Reason.POISON: "세 번 처리했지만 모두 오류가 났습니다. 나누거나 고쳐서 다시 넣어 주세요.",
    Reason.INTERNAL: "처리하다 오류가 났습니다. --debug를 붙여 다시 실행해 주세요.",
}
# By corpus.database.Trouble; strings, so that speaking does not load the database.
TROUBLES: Mapping[str, str] = {
    "bad_url": "AI_KOREA_DATABASE_URL을 sqlite:///var/briefing.db처럼 써 주세요.",
    "cannot_open": "보관함을 열 수 없습니다. 경로와 폴더 권한을 확인해 주세요.",
    "read_only": "보관함에 쓸 수 없습니다. 파일과 폴더의 권한을 확인해 주세요.",
    "corrupt": "보관함 파일이 손상되었습니다. 백업에서 되돌리거나 다른 경로를 지정해 주세요.",
    "busy": "다른 작업이 보관함을 쓰고 있습니다. 잠시 뒤 다시 실행해 주세요.",
    "full": "디스크가 가득 찼습니다. 공간을 비운 뒤 다시 실행하면 이어서 합니다.",
    "too_new": "더 새로운 버전이 만든 보관함입니다. 프로그램을 업데이트해 주세요.",
}
# By corpus.sources.Flaw: what is wrong with a list of sources.
FLAWS: Mapping[str, str] = {
    "not_toml": "TOML 형식에 맞지 않습니다. 따옴표와 괄호를 확인해 주세요.",
    "not_opml": "OPML 파일이 아닙니다. 구독기에서 OPML로 내보낸 파일을 주세요.",
    "unknown_kind": "모르는 종류입니다. feeds, pages, folders, searches 가운데 하나로 써 주세요.",
    "not_a_table": "[[feeds]]처럼 겹대괄호로 시작해 써 주세요.",
    "unknown_key": "모르는 항목입니다. 이름을 확인해 주세요.",
    "missing": "항목이 빠졌습니다. 써넣어 주세요.",
    "wrong_type": "값이 맞지 않습니다. 따옴표로 묶은 짧은 글로 써 주세요.",
    "bad_address": "주소가 맞지 않습니다. http나 https로 시작하는 주소를 써 주세요.",
    "bad_policy": "정책은 full-quote, headline-only, blocked 가운데 하나로 써 주세요.",
    "bad_interval": "간격은 5m부터 7d까지, 15m, 2h, 1d처럼 써 주세요.",
    "bad_topics": '주제는 ["AI", "반도체"]처럼 쉼표 없는 말의 목록으로 20개까지 써 주세요.',
    "twice": "같은 이름이나 주소가 두 번 있습니다. 하나를 지우거나 이름을 바꿔 주세요.",
    "unknown": "그런 출처가 없습니다. ai-korea sources list로 이름을 확인해 주세요.",
    "cannot_edit": "이 목록은 손으로 고쳐야 합니다. 파일을 직접 열어 고쳐 주세요.",
    "cannot_read": "읽을 수 없습니다. 경로와 권한을 확인해 주세요.",
    "cannot_write": "쓸 수 없습니다. 폴더의 권한과 남은 공간을 확인해 주세요.",
}
UNEXPECTED = "예상하지 못한 오류가 났습니다. --debug를 붙여 다시 실행해 내용을 알려 주세요."
INTERRUPTED = "중단했습니다. 다시 실행하면 이어서 합니다."
CLOSED: Mapping[str, str] = {
    "stdin": "표준 입력이 닫혀 있습니다. 파일 이름을 주거나 입력을 이어 주세요.",
    "stdout": "표준 출력이 닫혀 있습니다. 출력할 곳을 이어 다시 실행해 주세요.",
}
OUTPUT_FULL = "출력할 곳에 자리가 없습니다. 디스크 공간을 확인해 주세요."
WHICH_INPUT = "간추릴 파일이나 주소를 하나 주거나 --jsonl을 붙여 주세요."
USE_JSONL = "여러 기사가 든 파일입니다. --jsonl을 붙여 다시 실행해 주세요."
BACKWARDS = "시작 시각이 끝 시각보다 늦습니다. --since와 끝 시각을 확인해 주세요."
BAD_QUERY = "질의를 읽을 수 없습니다. id와 query가 든 JSON 객체를 한 줄에 하나씩 주세요."
PACKAGED = "기본 목록"
WHERE_PICTURE = "그림은 터미널에 표시할 수 없습니다. --out 그림.png처럼 저장할 파일을 정해 주세요."
CANNOT_WRITE = "파일에 저장할 수 없습니다. --out의 경로와 권한을 확인해 주세요."
BAD_CURSOR = "다음 쪽을 가리키는 값이 아닙니다. 앞선 답의 끝에 나온 값을 그대로 넣어 주세요."
WHICH_ACTION = "topics 뒤에는 suggest만 붙일 수 있습니다. 목록을 보려면 아무것도 붙이지 마세요."
# By corpus.topics.Fault; the line is told before.
TOPIC_FAULTS: Mapping[str, str] = {
    "unreadable": "읽을 수 없습니다. AI_KOREA_TOPICS의 경로와 UTF-8 여부를 확인해 주세요.",
    "no_toml": "형식이 맞지 않습니다. 따옴표와 대괄호, 쉼표를 확인해 주세요.",
    "no_name": '주제에 name이 없습니다. name = "이름"처럼 써 주세요.',
    "unknown_key": "모르는 항목입니다. name, same, also 가운데 하나로 고쳐 주세요.",
    "no_list": '목록이 아닙니다. same = ["말", "다른 말"]처럼 써 주세요.',
    "no_word": "글자가 없는 말입니다. 지우거나 고쳐 주세요.",
    "twice": "이미 다른 주제에 있는 말입니다. 한쪽에서 지워 주세요.",
}
WHICH_QUERY = "찾을 말이나 --jsonl 가운데 하나만 주세요."


def setting(name: str) -> str:
    """A setting cannot be used."""
    return f"설정 {name}을(를) 쓸 수 없습니다. .env.example을 보고 고쳐 주세요."


def topics(fault: str, line: int, word: str) -> str:
    """The file of topics cannot be used."""
    place = f"주제 파일 {line}째 줄" if line else "주제 파일"
    what = f" '{word}'" if word else ""
    return f"{place}{what}: {TOPIC_FAULTS[fault]}"


def source_flaw(flaw: str, entry: str, detail: str) -> str:
    """What is wrong with a list of sources, and where: feeds 3 (가온), 12번째 줄."""
    where = f"{detail}번째 줄" if flaw == "not_toml" and detail else detail
    named = ", ".join(part for part in (entry, where) if part)
    return f"출처 목록{f' [{named}]' if named else ''}: {FLAWS[flaw]}"


def bad_time(text: str) -> str:
    """A time of the command line cannot be read."""
    return f"시각 '{text}'을(를) 알 수 없습니다. 2026-03-05T09:00이나 24h처럼 써 주세요."


def missing(command: str, name: str) -> str:
    """The command line lacks something."""
    return f"{name}이(가) 빠졌습니다. {command} --help로 사용법을 확인해 주세요."


def bad_value(command: str, name: str) -> str:
    """The command line gives something a value it cannot have."""
    return f"{name}의 값이 맞지 않습니다. {command} --help로 사용법을 확인해 주세요."


def wrong_usage(command: str, word: str | None) -> str:
    """The command line cannot be understood."""
    what = f"'{word}'을(를) 알 수 없습니다." if word else "명령을 이해하지 못했습니다."
    return f"{what} {command} --help로 사용법을 확인해 주세요."


# What is told -----------------------------------------------------------------------------------
VERDICTS: Mapping[str, str] = {  # by corpus.novelty.Verdict
    "new": "새 기사",
    "changed": "고친 기사",
    "held": "이미 있던 기사",
    "failed": "넣지 못함",
}
SUMMARY, FIGURES, KEY_FIGURES, SOURCE = "요약", "수치", "핵심 수치", "출처"
NO_SUMMARY = "짧은 글이어서 제목만 전합니다."
HEADLINE_ALONE = "제목만 전합니다."
PROMISE = "요약 문장과 수치는 기사에 있는 그대로 옮겼습니다. 제목을 누르면 매체의 기사로 갑니다."
NO_FIGURES = "본문에 수치가 없습니다."
NO_HEADLINE = "(제목 없음)"
SUBJECT, MEASURE, SURFACE = "주체", "항목", "값"
NUMBERS = "오늘의 숫자"
RISING = "오른 말"
UNKNOWN = "출처 모름"
# Between the values of one quantity: contradicting, changed from one day to the next, agreeing.
BETWEEN: Mapping[str, str] = {"conflict": " ↔ ", "change": " → ", "agreement": ", ", "single": ", "}
CHART: Mapping[str, str] = {  # by the fields of summaries.charts.Words
    "bars": "막대그래프",
    "dots": "점그래프",
    "line": "꺾은선그래프",
    "unit": "단위: {}",
    "sources": "출처: {}",
    "estimate": "추정·전망·계획",
    "span": "범위·어림값",
    "conflict": "출처마다 다른 값",
    "log": "로그 눈금",
    "more": "외 {}개",
}
FOLLOW_UP = "[후속]"
QUIET = "이 기간에 새 기사가 없습니다."
NOTHING_FOUND = "찾은 기사가 없습니다. 다른 말로 찾아보거나 낱말을 줄여 보세요."
TOPIC, SAME, ALSO = "주제", "같은 말", "딸린 말"
WORD, NOW, BEFORE = "말", "최근 기사", "그전 기사"
NO_SUGGESTIONS = "새로 제안할 말이 없습니다. 기사가 더 쌓인 뒤 다시 해 보세요."
HOW_TO_ADD = "알맞은 말이 있으면 주제 파일의 same이나 새 [[topic]]에 적어 주세요."
FRESHNESS = "비슷하면 최근 기사를 조금 앞에 두었습니다. 끄려면 정렬:관련도를 붙여 주세요."
EMPTY_STORE = "보관함이 비어 있습니다. ai-korea ingest로 기사를 넣어 주세요."

SOURCE_TITLES = ("이름", "매체", "종류", "주소", "인용", "주제", "간격")
KINDS: Mapping[str, str] = {  # by corpus.sources.Kind
    "feeds": "피드",
    "pages": "페이지",
    "folders": "폴더",
    "searches": "검색",
}
POLICIES: Mapping[str, str] = {  # by corpus.sources.Policy
    "full-quote": "인용",
    "headline-only": "제목만",
    "blocked": "차단",
}
ALREADY = "이미 따르고 있는 출처입니다. ai-korea sources list로 확인해 주세요."

CONFLICTS = "서로 다르게 전한 수치"
HISTORY = "시간에 따른 수치"
WHEN, WHO = "시점", "말한 이·근거"
STATUSES: Mapping[str | None, str] = {  # by summaries.figures.Figure.status
    "plan": "계획",
    "forecast": "전망",
    "estimate": "추정",
}

VERDICTS_OF_FIGURES: Mapping[str, str] = {  # by summaries.ledger.Verdict
    "conflict": "서로 다름",
    "change": "달라짐",
    "agreement": "같음",
    "single": "",
}
APART: Mapping[str, str] = {  # by summaries.ledger.Apart: why figures make no picture
    "none": "그림으로 그릴 수치가 없습니다. 다른 주제로 찾아보세요.",
    "alone": "견줄 수치가 하나뿐이라 그림 대신 표로 보여 드립니다.",
    "unnamed": "누구의 무슨 수치인지 분명하지 않아 그림 대신 표로 보여 드립니다.",
    "units": "단위가 서로 달라 한 그림에 그릴 수 없습니다. 표로 보여 드립니다.",
    "measures": "서로 다른 것을 잰 수치라 한 그림에 그릴 수 없습니다. 표로 보여 드립니다.",
    "times": "시점이 서로 달라 나란히 그릴 수 없습니다. 흐름은 --history로 볼 수 있습니다.",
}
SHEET = (
    "주체", "항목", "원문 표기", "값", "하한", "상한", "단위", "시점", "상태", "말한 이", "근거",
    "비교", "매체", "발행", "주소", "문장",
)  # fmt: skip

_WEEKDAYS = "월화수목금토일"


def day(at: datetime) -> str:
    """2026년 3월 5일 목요일, in Korea."""
    at = at.astimezone(KST)
    return f"{at.year}년 {at.month}월 {at.day}일 {_WEEKDAYS[at.weekday()]}요일"


def moment(published: datetime | date | None) -> str:
    """3월 5일 07:30, in Korea; the day alone where the hour is not known."""
    if published is None:
        return "날짜 모름"
    if not isinstance(published, datetime):
        return f"{published.month}월 {published.day}일"
    at = published.astimezone(KST)
    return f"{at.month}월 {at.day}일 {at:%H:%M}"


def counted(articles: int, stories: int, publishers: int) -> str:
    """What a digest stands on."""
    return f"기사 {articles}건 · 이야기 {stories}건 · 매체 {publishers}곳"


def articles(count: int) -> str:
    """How many articles tell a story."""
    return f"기사 {count}건"


def also(publishers: int) -> str:
    """How many others report a story."""
    return f"외 {publishers}곳" if publishers else ""


def reprinted(articles: int) -> str:
    """How many of a story's articles are copies of others."""
    return f"같은 글 {articles}건" if articles else ""


def no_topic(topics: Sequence[str]) -> str:
    """Nothing of a window is on the topics asked for."""
    return f"이 기간에 {', '.join(topics)} 주제의 기사가 없습니다. 기간이나 주제를 넓혀 보세요."


def dated(published: datetime | date | None) -> str:
    """2026년 3월 5일 07:30, for lists that span years."""
    return f"{published.year}년 {moment(published)}" if published else moment(None)


def status(place: str, counts: Counts) -> list[tuple[str, str]]:
    """What the store holds, as pairs of a name and a value."""
    span = f"{dated(counts.first_at)} ~ {dated(counts.last_at)}" if counts.first_at else "없음"
    return [
        ("보관함", place),
        ("기사", f"{counts.articles}건 (고친 판 포함 {counts.revisions}건)"),
        ("옮겨 실은 글", f"{counts.copies}건"),
        ("매체", f"{counts.publishers}곳"),
        ("발행 시각", span),
        ("날짜 모름", f"{counts.undated}건"),
        ("마지막으로 넣은 때", dated(counts.added_at) if counts.added_at else "없음"),
    ]


def figures_of(topic: str | None, quantities: int, articles: int) -> str:
    """How many figures are told of, and of how many articles."""
    what = f"'{topic}' 수치" if topic else CONFLICTS
    return f"{what} {quantities}건 · 기사 {articles}건"


def no_figures(topic: str | None) -> str:
    """There is no figure to tell of."""
    if topic is None:
        return "이 기간에 서로 다르게 전한 수치가 없습니다."
    return f"'{topic}'에 관한 수치를 찾지 못했습니다. 다른 말로 찾아보거나 기사를 더 넣어 주세요."


def said_by(voice: Voice) -> list[str | None]:
    """Who says a figure, on what report it rests."""
    return [voice.figure.speaker, voice.figure.source]


def when(voice: Voice) -> str:
    """Of which time a figure speaks, and whether it has come."""
    time, status_ = voice.figure.time, STATUSES.get(voice.figure.status)
    return " ".join(word for word in (time and time.text, status_) if word)


def printed_by(voice: Voice) -> str:
    """Who printed a figure, and when."""
    at = moment(voice.published) if voice.published else None
    return " ".join(word for word in (voice.publisher or UNKNOWN, at) if word)


def left_out(topic: str | None, quantities: int) -> str:
    """How many quantities are not listed, and how to see them."""
    command = " ".join(filter(None, ("ai-korea figures", topic, "--limit 1000")))
    return f"외 {quantities}건. 모두 보기: {command}"


def on(point: Point) -> str:
    """The time that a point of a history stands for: its year or month, or the day of telling."""
    time = point.voice.figure.time
    if time is None or time.first is None or time.last != point.on:
        return f"{point.on.year}년 {moment(point.on)}"
    return _stretch(time.first, point.on)


def _stretch(first: date, last: date) -> str:
    """The shortest name of the days from one to another: 2025년, 2025년 3분기, 2025년 8월."""
    year, months = f"{first.year}년", last.month - first.month + 1
    if first.year != last.year or first.day != 1 or (last + timedelta(days=1)).day != 1:
        return f"{last.year}년 {moment(last)}" if first == last else f"{last.year}년 {last.month}월"
    if months == 12:
        return year
    if months == 6 and first.month in {1, 7}:
        return f"{year} {'상반기' if first.month == 1 else '하반기'}"
    if months == 3 and first.month % 3 == 1:
        return f"{year} {last.month // 3}분기"
    return f"{year} {last.month}월"


def found(query: str, hits: int) -> str:
    """How many articles a look-up shows."""
    return f"'{query}' 기사 {hits}건"


def answered(query: str, topics: Sequence[str]) -> str:
    """What an answer is about."""
    about = f" (주제: {', '.join(topics)})" if topics else ""
    return f"'{query}'{about}"


def read_as(query: str, meant: str) -> str:
    """A query was taken for another one."""
    return f"'{query}'(으)로는 찾은 기사가 없어 '{meant}'(으)로 찾았습니다."


def ignored(operators: Sequence[str]) -> str:
    """Parts of a query say nothing."""
    told = ", ".join(operators)
    return f"{told}은(는) 알 수 없어 뺐습니다. 기간:7d, 기간:2026-03, 정렬:최신처럼 써 주세요."


def nothing(topics: Sequence[str]) -> str:
    """Nothing was found; these topics are nearest."""
    near = f" 가까운 주제: {', '.join(topics)}" if topics else ""
    return NOTHING_FOUND + near


def more(query: str, cursor: str) -> str:
    """How to see the next page."""
    return f"다음 쪽: ai-korea ask '{query}' --after {cursor}"


def suggested(weeks: int, articles: int, statistic: str) -> str:
    """What a list of suggested words stands on."""
    return f"최근 {weeks}주 기사 {articles}건에서 그전보다 늘어난 말 ({statistic} 순)"


def reindexed(articles: int) -> str:
    """The index was made anew."""
    return f"기사 {articles}건의 색인을 다시 만들었습니다."


def following(sources: int, place: str) -> str:
    """How many sources are followed, by which list."""
    return f"출처 {sources}곳 · {place}"


def every(interval: timedelta) -> str:
    """15분, 2시간, 1일."""
    minutes = round(interval.total_seconds() / 60)
    for length, unit in ((1440, "일"), (60, "시간")):
        if minutes % length == 0:
            return f"{minutes // length}{unit}"
    return f"{minutes}분"


def added(names: Sequence[str]) -> str:
    """Which sources are followed from now on."""
    return f"출처 {len(names)}곳을 더했습니다: {', '.join(names)}" if names else ALREADY


def removed(name: str) -> str:
    """Which source is followed no more."""
    return f"출처를 뺐습니다: {name}"
