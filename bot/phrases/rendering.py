"""What stands around the items of a chat message."""

LATE = "정해진 시각보다 늦게 보내 드립니다."
ARTICLE = "기사"  # on a link to one
NO_TEXT = "보여 드릴 내용이 없습니다."


def part(number: int, of: int) -> str:
    """Which part of a message this is."""
    return f"({number}/{of})"


def left(failures: int) -> str:
    """How many more there are than are told."""
    return f"외 {failures}건"


def listed(figures: int) -> str:
    """How many of the figures are shown."""
    return f"이 가운데 {figures}건을 보여 드립니다."
