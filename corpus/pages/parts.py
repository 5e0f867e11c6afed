"""What the names that a site gives to the parts of a page, in `class` and `id`, say about them."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.lazy import pattern

# Names that sites give, in `class` or `id`, to parts which are not the article: words of the name,
# and stems that are found inside its words too.
_STEMS = (
    r"caption|copyright|advert|reporter|journalist|byline|recommend|ranking|comment|newsletter|subscri|oglink|"
    r"summar|taboola|dable|outbrain|(?:img|image|photo|pic|picture)-?(?:desc|txt|text|info|cap)"
    r"|relat(?:ed|e|ion)?-?(?:news|article|post|list|link|box)"
    r"|(?<![a-z])(?:blind|hidden|sr-only|screen-out)(?![a-z])"
)
_JUNK = pattern(
    r"(?<![a-z])(?:ads?|adv|adbox|adsense|banner|cmt|reply|replies|relat(?:ed|ion|e)s?|popular|rank|sns|"
    r"shar(?:e|ing)|social|foot(?:er)?|writer|authors?|profile|hash_?tags?|tags?|keywords?|breadcrumb|"
    r"pag(?:ing|ination)|promotion|popup|layer|toast|tooltip|modal|login|likes?|likeit|reaction|emotion|"
    r"maps?|feedback|vote|poll|survey|fontsize|toolbar|utils?|utility|btns?|buttons?|sidebar|side|floating|"
    r"quick|gnb|lnb|menu|nav|notice|skip|ai|tts|audio|sponsor|more|most|hot|best|credits?|"
    rf"donat(?:e|ion)|support|series|another|prev|next|jebo|report)(?![a-z])|{_STEMS}",
)
_JUNK_WORDS = pattern(_STEMS)
_CAMEL = pattern(r"(?<=[a-z])(?=[A-Z])|_")
_BODY_NAME = pattern(
    r"(?:article|news|view|post|entry|content|cont|detail|story|read)[\w-]*(?:body|content|cont|text|txt|"
    r"view|detail|area|wrap|article)|^(?:article|content|contents|body|story|entry)$",
    re.IGNORECASE,
)
# Long lists of class names repeat themselves.
_LONGEST = 200


@lru_cache(maxsize=4096)
def is_furniture(name: str, *, inline: bool = False) -> bool:
    """Whether a part of this name is something beside the article: menu, comments, advertising.

    Words in a line of text (`inline`) are named for their looks, so fewer names tell.
    """
    junk = _JUNK_WORDS if inline else _JUNK
    return len(name) > 1 and bool(junk.search(_CAMEL.sub("-", name[:_LONGEST]).lower()))


def is_body(name: str) -> bool:
    """Whether a part of this name holds the article's text."""
    return bool(_BODY_NAME.search(name[:_LONGEST]))
