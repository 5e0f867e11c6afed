"""What the bot says on Slack alone: in place of an answer, and on its Home."""

FAILED = "답을 만들지 못했습니다. 잠시 뒤에 다시 해 주세요."
UNSURE = "채널에 올라갔는지 확인하지 못했습니다. 채널을 보시고, 없으면 다시 눌러 주세요."
UNREACHED = "Slack이 받지 않아 채널에 올리지 못했습니다. 잠시 뒤에 다시 눌러 주세요."
REST_UNSENT = "답이 길어 나머지는 보내지 못했습니다. 채널에 저를 부르거나 더 좁혀 물어봐 주세요."
PICTURE_SCOPE = "그림을 올릴 권한(files:write)이 없어 글로 알려 드립니다."
PICTURE_UNSENT = "그림을 올리지 못해 글로 알려 드립니다."
HELP = "도움말"  # the command whose answer is shown on the Home
HOME_SUBSCRIPTIONS = "브리핑을 받는 채널"
HOME_NONE = "아직 없습니다. 채널에서 /ai-korea 구독 추가 라고 입력해 주세요."
HOME_PAUSED = "멈춤"
HELP_GROUP = "Slack에 앱을 만드는 데 필요한 것을 보여 줍니다."
HELP_MANIFEST = "Slack에 붙여 넣어 앱을 만드는 매니페스트(JSON)를 보여 줍니다."
HELP_LEAST = "꼭 필요한 권한만 담습니다."
HELP_URL = "HTTP 방식으로 쓸 때 Slack이 부를 주소. 예: https://bot.example.com"


def invite(name: str) -> str:
    """What to do so that the bot may write into a channel."""
    return f"이 채널에 올리려면 먼저 저를 불러 주세요. /invite @{name} 입력 후 다시 눌러 주세요."


def closed(code: str) -> str:
    """A channel that takes nothing from the bot."""
    return f"이 채널에는 올릴 수 없습니다({code}). 채널 설정을 확인하거나 관리자에게 물어봐 주세요."


def missing(scope: str) -> str:
    """A scope that the token does not have."""
    return f"권한 {scope} 없이는 할 수 없습니다. 앱 설정에서 이 권한을 더하고 다시 설치해 주세요."


def wait(seconds: float) -> str:
    """Too much at once."""
    return f"Slack이 잠시 쉬라고 합니다. {max(round(seconds), 1)}초 뒤에 다시 해 주세요."


def refused(code: str) -> str:
    """A message that Slack does not take."""
    return f"Slack이 이 글을 받지 않습니다({code}). 관리자에게 알려 주세요."
