"""What a check-up says: of each thing how it is, and what to do where it is not well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

HELP = "설정, 보관함, 채팅 연결을 점검하고 무엇을 고치면 되는지 알려 드립니다."

# By bot.doctor.finding.Level.
MARKS: Mapping[str, str] = {"fine": "✔ 정상", "notice": "▲ 주의", "fix": "✖ 고칠 것"}
ALL_FINE = "모두 정상입니다."

SETTINGS, DATABASE, DISK, RUNNING = "설정", "보관함", "디스크", "실행"
ANALYSER, FONT, TOPICS, SOURCES = "분석기", "글꼴", "주제", "출처"
ZONES, INBOX, DELIVERY, SUBSCRIPTIONS = "시간대", "넣는 폴더", "배달", "구독"
SLACK, DISCORD = "Slack", "Discord"

NO_CONTACT = (
    "AI_KOREA_CONTACT가 비어 있습니다.",
    "매체가 연락할 수 있게 메일이나 홈페이지 주소를 .env에 적어 주세요.",
)
NO_CHAT = (
    "Slack과 Discord 토큰이 없어 브리핑이 이 터미널에만 나옵니다.",
    "채팅에서 쓰려면 README의 Slack이나 Discord 단계대로 토큰을 .env에 넣어 주세요.",
)
NO_NOTICES = (
    "문제가 생겼을 때 알릴 채널이 없습니다.",
    "AI_KOREA_NOTICES에 slack:T0123:C0123이나 discord:123:456처럼 채널을 적어 주세요.",
)
NOTICES_NOWHERE = (
    "AI_KOREA_NOTICES의 채널에 쓸 토큰이 없습니다.",
    "그 플랫폼의 토큰을 넣거나 다른 채널을 적어 주세요.",
)
BAD_FILE = (".env를 읽을 수 없습니다.", "UTF-8 글인지, 읽을 권한이 있는지 확인해 주세요.")
OPEN_FILE = (
    ".env를 이 컴퓨터의 다른 사용자도 읽을 수 있습니다.",
    "chmod 600 .env를 실행해 주세요.",
)
LATE = ("10초 안에 끝나지 않았습니다.", "컴퓨터가 바쁘지 않을 때 다시 점검해 주세요.")
READ_ONLY = ("보관함에 쓸 수 없습니다.", "파일과 폴더의 권한을 확인해 주세요.")
UNSOUND = (
    "보관함 파일이 손상되었습니다.",
    "봇을 끄고 백업에서 되돌리거나 AI_KOREA_DATABASE_URL에 다른 경로를 적어 주세요.",
)
UNCHECKED = (
    "보관함이 커서 다 살펴보지 못했습니다. 살펴본 곳은 온전합니다.",
    "봇이 한가할 때 다시 점검해 주세요.",
)
OLD_FORM = (
    "이전 버전의 보관함입니다. 봇을 켤 때 새 형식으로 바뀝니다.",
    "켜기 전에 파일을 복사해 두면 되돌릴 수 있습니다.",
)
BUSY = ("다른 프로그램이 보관함에 쓰고 있습니다.", "오래 이어지면 그 프로그램을 확인해 주세요.")
NO_FONT = (
    "그림에 쓸 나눔고딕 글꼴이 없습니다.",
    "pip install koreanize-matplotlib로 다시 설치해 주세요.",
)
NO_ZONES = ("시간대 자료에 Asia/Seoul이 없습니다.", "pip install tzdata로 설치해 주세요.")
INBOX_FILE = (
    "글을 넣는 폴더가 폴더가 아닙니다.",
    "그 이름의 파일을 옮기거나 AI_KOREA_INBOX를 고쳐 주세요.",
)
LOADED = "글을 읽을 준비가 되었습니다."
FONT_THERE = "그림에 쓸 글꼴이 있습니다."
SOUND = "열리고, 쓸 수 있고, 온전합니다."
NOT_YET = "아직 없습니다. 처음 켤 때 만듭니다."
NO_SUBSCRIPTIONS = (
    "브리핑을 받는 채널이 없습니다.",
    "채널에서 /ai-korea 구독 추가 라고 입력해 주세요.",
)
UNREACHED = (
    "연결하지 못했습니다.",
    "인터넷 연결과 프록시(AI_KOREA_PROXY)를 확인하고 다시 해 주세요.",
)
LIMITED = ("물음이 잦아 잠시 쉬라고 합니다.", "몇 분 뒤에 다시 점검해 주세요.")
APP_FINE = "SLACK_APP_TOKEN으로 연결할 수 있습니다."
PUBLIC = (
    "누구나 이 봇을 자기 서버에 초대할 수 있습니다.",
    "개발자 포털의 Bot에서 Public Bot을 꺼 주세요.",
)
NO_SCOPES = (
    "토큰의 권한을 Slack이 알려 주지 않습니다.",
    "앱 설정의 OAuth & Permissions에서 권한을 확인해 주세요.",
)

# What the optional scopes of Slack give.
SCOPES: Mapping[str, str] = {
    "channels:history": "보냈는지 모르는 브리핑을 공개 채널에서 찾아볼 수 없어 보류합니다.",
    "groups:history": "보냈는지 모르는 브리핑을 비공개 채널에서 찾아볼 수 없어 보류합니다.",
    "users:read": "SLACK_MANAGERS에 적은 사람만 구독을 고칠 수 있습니다.",
    "files:write": "그래프를 그림 대신 글로 알려 드립니다.",
}
# Rights on Discord by the library's names.
RIGHTS: Mapping[str, str] = {
    "read_messages": "채널 보기",
    "send_messages": "메시지 보내기",
    "embed_links": "링크 첨부",
    "attach_files": "파일 첨부",
    "read_message_history": "메시지 기록 보기",
    "send_messages_in_threads": "스레드에서 메시지 보내기",
    "create_public_threads": "공개 스레드 만들기",
}
# By the code of a refusal.
_CHANNELS: Mapping[str, tuple[str, str]] = {
    "not_in_channel": ("봇이 들어 있지 않습니다.", "채널에서 /invite로 봇을 불러 주세요."),
    "channel_not_found": (
        "봇이 볼 수 없는 채널입니다.",
        "비공개 채널이면 /invite로 봇을 불러 주세요. 지운 채널이면 그대로 두어도 됩니다.",
    ),
    "is_archived": ("보관된 채널입니다.", "채널을 되살리거나 다른 채널에서 구독해 주세요."),
    "unknown_team": (
        "이 워크스페이스의 토큰이 없습니다.",
        "SLACK_BOT_TOKEN에 그 토큰을 쉼표로 이어 적어 주세요.",
    ),
    "10003": ("없는 채널입니다.", "다른 채널에서 구독해 주세요."),
    "10004": ("봇이 들어 있지 않은 서버입니다.", "ai-korea discord invite로 봇을 초대해 주세요."),
    "50001": (
        "봇이 볼 수 없는 채널입니다.",
        "서버에 봇이 있는지 보고, 채널의 설정 › 권한에서 봇에게 채널 보기를 켜 주세요.",
    ),
}


def readable(count: int) -> str:
    """All variables can be used."""
    return f"적은 변수 {count}개를 모두 읽었습니다."


def bad_variable(name: str) -> tuple[str, str]:
    """A variable cannot be used."""
    return f"{name}의 값을 쓸 수 없습니다.", ".env.example의 설명을 보고 고쳐 주세요."


def missing(name: str) -> tuple[str, str]:
    """A variable that others need is not given."""
    return f"{name}이(가) 비어 있어 함께 쓰는 설정이 듣지 않습니다.", f"{name}을(를) 적어 주세요."


def unknown(name: str, near: str) -> tuple[str, str]:
    """A variable that nobody reads, and the one that was probably meant."""
    advice = f"{near}을(를) 잘못 적지 않았는지" if near else "이름을 .env.example에서"
    return f"{name}은(는) 읽지 않는 변수입니다.", f"{advice} 확인해 주세요."


def database(place: str) -> str:
    """A database that is well."""
    return f"{place}: {SOUND}"


def free(size: str) -> str:
    """How much room is left."""
    return f"{size}가 비어 있습니다."


def no_room(size: str) -> tuple[str, str]:
    """There is little room left."""
    return f"남은 공간이 {size}뿐입니다.", "파일을 지우거나 디스크를 늘려 주세요."


def serving(count: int) -> str:
    """The bot runs, or does not."""
    return "봇이 켜져 있습니다." if count else "봇이 꺼져 있습니다. ai-korea serve로 켭니다."


def several(pids: Iterable[int]) -> tuple[str, str]:
    """More than one program serves."""
    numbers = ", ".join(map(str, pids))
    return (
        f"봇이 여럿 켜져 있습니다(프로세스 {numbers}).",
        "브리핑은 한 번만 가지만 하나만 두고 꺼 주세요.",
    )


def topics(count: int) -> str:
    """The topics can be read."""
    return f"주제 {count}개를 읽었습니다."


def sources(count: int) -> str:
    """The list of sources can be read, and none is known to fail."""
    return f"출처 {count}곳 가운데 지금 실패하는 곳은 없습니다."


def failing(count: int, names: Iterable[str]) -> tuple[str, str]:
    """Sources that fail now."""
    return (
        f"출처 {count}곳 가운데 지금 실패하는 곳이 있습니다: {', '.join(names)}",
        "ai-korea sources list에서 까닭을 보고, 옮긴 곳은 주소를 고쳐 주세요.",
    )


def no_keys(names: Iterable[str]) -> tuple[str, str]:
    """Searches that there are no keys for."""
    return (
        f"네이버 검색의 키가 없어 쉬는 출처가 있습니다: {', '.join(names)}",
        "AI_KOREA_NAVER_ID와 AI_KOREA_NAVER_SECRET을 적거나 출처를 빼 주세요.",
    )


def zones(names: Iterable[str]) -> str:
    """Time zones that are known."""
    return f"{', '.join(names)}의 시각을 압니다."


def bad_zone(name: str) -> tuple[str, str]:
    """A zone of a subscription that is not known."""
    return f"구독의 시간대 {name}을(를) 모릅니다.", "채널에서 설정 시간대를 다시 정해 주세요."


def inbox(path: str) -> str:
    """The folder for dropped files can be used."""
    return f"{path}에 글을 넣을 수 있습니다."


def closed(path: str) -> tuple[str, str]:
    """A folder that cannot be written to."""
    return f"{path}에 쓸 수 없습니다.", "폴더의 주인과 권한을 확인해 주세요."


def linked(path: str) -> tuple[str, str]:
    """A folder of ours that is a link, or no folder."""
    return f"{path}이(가) 폴더가 아니라 링크나 파일입니다.", "지우면 봇이 새로 만듭니다."


def set_aside(count: int, path: str) -> tuple[str, str]:
    """Files that could not be taken in."""
    return f"넣지 못한 파일이 {count}개 있습니다.", f"{path}의 .reason.txt에서 까닭을 봐 주세요."


def stuck(held: int, failed: int) -> tuple[str, str]:
    """Deliveries that wait for somebody's decision."""
    return (
        f"보류 {held}건, 실패 {failed}건이 있습니다.",
        "ai-korea outbox로 보고 --retry나 --drop으로 정해 주세요.",
    )


def delivered(waiting: int) -> str:
    """Nothing is stuck."""
    return f"막힌 것이 없습니다. 보낼 것은 {waiting}건입니다."


def paused(place: str, why: str) -> tuple[str, str]:
    """A channel that is not briefed for now."""
    return (
        f"{place}의 구독이 멈춰 있습니다({why}).",
        "까닭을 없앤 뒤 그 채널에서 /ai-korea 구독 재개 라고 입력해 주세요.",
    )


def signed_in(name: str, number: int) -> str:
    """A token is good."""
    return f"{name}에 {number}번째 토큰으로 들어갑니다."


def bad_token(variable: str, number: int, code: str) -> tuple[str, str]:
    """A token is no good."""
    which = f"{variable}의 {number}번째 토큰" if number > 1 else f"{variable}의 토큰"
    return f"{which}이 통하지 않습니다({code}).", "토큰을 새로 받아 .env에 넣어 주세요."


def twice(name: str) -> tuple[str, str]:
    """Two tokens of one workspace."""
    return f"{name}의 토큰이 둘 이상입니다.", "SLACK_BOT_TOKEN에 하나만 남겨 주세요."


def needs(name: str, scope: str) -> tuple[str, str]:
    """A scope without which nothing works."""
    return (
        f"{name}의 토큰에 권한 {scope}이(가) 없습니다.",
        "앱 설정의 OAuth & Permissions에서 더하고 다시 설치해 주세요.",
    )


def lacks(name: str, scope: str) -> tuple[str, str]:
    """A scope that is of use."""
    what = f"{name}의 토큰에 선택 권한 {scope}이(가) 없습니다. {SCOPES[scope]}"
    return what, "필요하면 OAuth & Permissions에서 더하고 다시 설치해 주세요."


def more(name: str, scopes: Iterable[str]) -> tuple[str, str]:
    """Scopes that nothing here needs."""
    return (
        f"{name}의 토큰에 쓰지 않는 권한이 있습니다: {', '.join(scopes)}",
        "OAuth & Permissions에서 빼도 됩니다.",
    )


def channel(place: str) -> str:
    """A channel can be written to."""
    return f"{place} 채널에 쓸 수 있습니다."


def channel_refused(place: str, code: str) -> tuple[str, str]:
    """A channel cannot be written to."""
    other = f"쓸 수 없습니다({code}).", "채널 설정을 확인해 주세요."
    what, advice = _CHANNELS.get(code, other)
    return f"{place} 채널: {what}", advice


def channel_unknown(place: str) -> tuple[str, str]:
    """We have no right to ask of a channel."""
    return (
        f"{place} 채널에 봇이 있는지 확인할 권한이 없습니다.",
        "채널에서 /invite로 봇을 불렀는지 확인해 주세요.",
    )


def channel_lacks(place: str, rights: Iterable[str]) -> tuple[str, str]:
    """Rights that are missing in a channel of Discord."""
    names = ", ".join(RIGHTS[right] for right in rights)
    return (
        f"{place} 채널에서 봇에게 없는 권한: {names}",
        "채널의 설정 › 권한에서 봇의 역할에 켜 주세요.",
    )


def unasked(count: int) -> tuple[str, str]:
    """Channels that were too many to ask of at once."""
    return (
        f"채널 {count}곳은 한꺼번에 물을 수 없어 살펴보지 못했습니다.",
        "다른 채널은 위와 같습니다.",
    )


def summary(fix: int, notices: int) -> str:
    """How many things are to be mended."""
    if not fix and not notices:
        return ALL_FINE
    return f"고칠 것 {fix}가지, 주의할 것 {notices}가지가 있습니다."
