"""What can go wrong, each in one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.refusal import Reason

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
BACKWARDS = "시작 시각이 끝 시각보다 늦습니다. --since와 끝 시각을 확인해 주세요."
BAD_QUERY = "질의를 읽을 수 없습니다. id와 query가 든 JSON 객체를 한 줄에 하나씩 주세요."
CANNOT_WRITE = "파일에 저장할 수 없습니다. --out의 경로와 권한을 확인해 주세요."
BAD_CURSOR = "다음 쪽을 가리키는 값이 아닙니다. 앞선 답의 끝에 나온 값을 그대로 넣어 주세요."
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
