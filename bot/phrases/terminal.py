"""What the terminal says: help, usage, progress, what a command lacks."""

from __future__ import annotations

# Help -------------------------------------------------------------------------------------------
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

# What a command lacks, where to go on -----------------------------------------------------------
WHICH_INPUT = "간추릴 파일이나 주소를 하나 주거나 --jsonl을 붙여 주세요."
USE_JSONL = "여러 기사가 든 파일입니다. --jsonl을 붙여 다시 실행해 주세요."
PACKAGED = "기본 목록"
WHERE_PICTURE = "그림은 터미널에 표시할 수 없습니다. --out 그림.png처럼 저장할 파일을 정해 주세요."
WHICH_ACTION = "topics 뒤에는 suggest만 붙일 수 있습니다. 목록을 보려면 아무것도 붙이지 마세요."
WHICH_QUERY = "찾을 말이나 --jsonl 가운데 하나만 주세요."
HOW_TO_ADD = "알맞은 말이 있으면 주제 파일의 same이나 새 [[topic]]에 적어 주세요."


def left_out(topic: str | None, quantities: int) -> str:
    """How many quantities are not listed, and how to see them."""
    command = " ".join(filter(None, ("ai-korea figures", topic, "--limit 1000")))
    return f"외 {quantities}건. 모두 보기: {command}"


def more(query: str, cursor: str) -> str:
    """How to see the next page."""
    return f"다음 쪽: ai-korea ask '{query}' --after {cursor}"


def reindexed(articles: int) -> str:
    """The index was made anew."""
    return f"기사 {articles}건의 색인을 다시 만들었습니다."
