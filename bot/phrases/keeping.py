"""What is said of dropped files, of cleaning up and of what was taken down."""

from __future__ import annotations

HELP_INBOX = (
    "넣어 둔 파일(inbox 폴더)을 보관함에 넣고 done 폴더로 옮깁니다. --watch면 계속 지켜봅니다."
)
HELP_WATCH = "폴더를 지켜보며 새 파일이 올 때마다 넣습니다. Ctrl+C로 끝냅니다."
HELP_BLOCK = "주소나 도메인의 글을 보관함에서 지우고, 앞으로도 받지 않습니다."
HELP_UNBLOCK = "차단을 풉니다. 지운 글은 다시 받아야 돌아옵니다."
HELP_BLOCKED = "기사 주소(https://...)나 도메인(gaon.example). 도메인은 그 아래까지 모두입니다."
HELP_CLEAN = "보관 기간이 지난 본문을 지웁니다. 인용한 문장, 수치, 색인은 남습니다."

NO_BLOCKABLE = "기사 주소나 도메인을 주세요. 예: https://gaon.example/news/1, gaon.example"
NOT_BLOCKED = "차단해 둔 주소나 도메인이 아닙니다. 차단할 때와 같게 써 주세요."


def inbox_made(place: str) -> str:
    """The folder for dropped files was not there, and is now."""
    return f"{place} 폴더를 만들었습니다. 파일을 넣고 다시 실행해 주세요."


def inbox_empty(place: str) -> str:
    """There is nothing to take."""
    return f"{place} 폴더에 새 파일이 없습니다."


def watching(place: str) -> str:
    """A folder is watched from now on."""
    return f"{place} 폴더를 지켜봅니다. 끝내려면 Ctrl+C를 누르세요."


def blocked(what: str, articles: int) -> str:
    """Something is refused from now on, and so many articles were taken down."""
    return f"{what}을(를) 차단하고 글 {articles}건을 지웠습니다."


def unblocked(what: str) -> str:
    """Something is taken in again."""
    return f"{what}의 차단을 풀었습니다. 지운 글은 다시 받으면 돌아옵니다."


def cleaned(articles: int, revisions: int, files: int) -> str:
    """How much was dropped."""
    return f"본문 {articles}건, 고치기 전 본문 {revisions}건, 넣었던 파일 {files}개를 지웠습니다."
