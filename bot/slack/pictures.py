"""Pictures into Slack, with the words for those who do not see them."""

from __future__ import annotations

import json

from bot.message import Picture
from bot.platform import UnknownOutcomeError
from bot.slack.api import Api, Web

SCOPE = "files:write"
# https://docs.slack.dev/reference/methods/files.getUploadURLExternal
_ALT = 1000  # characters of alt_txt
_NAME = "ai-korea.png"


async def upload(api: Api, web: Web, picture: Picture, channel: str | None = None) -> str:
    """The id of an uploaded picture, which is shown in a channel if one is named.

    Raises PlatformError.
    """
    given = await api.submit(
        "files.getUploadURLExternal",
        filename=_NAME,
        length=len(picture.png),
        alt_txt=picture.alt[:_ALT],
    )
    file, url = given.get("file_id"), given.get("upload_url")
    if not (isinstance(file, str) and isinstance(url, str)):
        raise UnknownOutcomeError("no_upload_url")
    await web.upload(url, picture.png)
    shared = {"channel_id": channel} if channel else {}
    files = json.dumps([{"id": file, "title": picture.alt[:100]}])
    await api.submit("files.completeUploadExternal", files=files, **shared)
    return file
