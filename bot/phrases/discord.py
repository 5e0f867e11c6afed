"""What is said on Discord, and on the terminal about it."""

COMMAND = "한국 AI 산업 기사에서 찾고, 간추리고, 구독합니다."
OPTION = "질문"  # lower case, without spaces, as options are named
OPTION_HELP = "찾을 말이나 명령. 예: gpu, 숫자 HBM, 요약 https://..., 구독 목록, 도움말"
SUMMARISE = "이 글 요약"

SHARED = "채널에 공유했습니다."
FAILED = "처리하지 못했습니다. 잠시 뒤에 다시 해 주세요."
UNSHOWN = "답을 Discord에 올리지 못했습니다. 더 짧게 물어봐 주세요."
NOTHING = "보여 드릴 내용이 없습니다. 다른 말로 찾아 주세요."

# What ends the connection for good, as one sentence with what to do.
SIGNED_OUT = (
    "Discord가 DISCORD_BOT_TOKEN을 받지 않습니다. 개발자 포털의 Bot 화면에서 Reset Token을 눌러 "
    "새 토큰을 받아 .env에 넣고 다시 시작해 주세요."
)
UNSET = "DISCORD_BOT_TOKEN이 비어 있습니다. 봇의 토큰을 .env에 넣고 다시 해 주세요."
UNREACHABLE = "Discord에 연결하지 못했습니다. 인터넷 연결을 확인하고 다시 해 주세요."
INTENTS = (
    "Discord가 이 봇의 인텐트(GUILDS)를 받지 않습니다(코드 {code}). 개발자 포털의 Bot 화면에서 "
    "Privileged Gateway Intents를 저장한 뒤 다시 시작해 주세요."
)
CLOSED = (
    "Discord가 연결을 받지 않습니다(코드 {code}). 프로그램을 새 버전으로 올린 뒤 다시 시작해 "
    "주세요."
)

HELP = "Discord 봇을 서버에 들일 때 쓰는 명령입니다."
HELP_INVITE = "봇을 서버에 초대하는 주소를 알려 드립니다. 필요한 권한만 담겨 있습니다."
