"""Text and attributes as well-formed XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

_KEPT = {"xml:base", "xml:lang", "rdf:about", "rdf:resource"}
_PREFIX = re.compile(r"(?!xml(?:ns)?$)[a-z_][\w.-]*", re.ASCII)


def section(text: str) -> str:
    """A text that a parser gives back in one piece; of an escaped one it makes hundreds."""
    if "<" not in text and "&" not in text:
        return text.replace(">", "&gt;")
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def attributes(given: Mapping[str, str]) -> str:
    """The attributes of a tag, but for those that no XML may have and that nobody reads."""
    return "".join(f' {k}="{_value(v)}"' for k, v in given.items() if _is_kept(k, v))


def _value(value: str) -> str:
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def _is_kept(name: str, value: str) -> bool:
    """Whether an attribute may stand in well-formed XML; of the prefixed ones few are of use."""
    prefix, colon, local = name.partition(":")
    if not colon:
        # The declaration of a default namespace may not name those that XML keeps to itself.
        return prefix != "xmlns" or is_namespace(value)
    if prefix == "xmlns":
        return _PREFIX.fullmatch(local) is not None and is_namespace(value)
    return name in _KEPT


def is_namespace(value: str) -> bool:
    """Whether a namespace can be declared: https://www.w3.org/TR/xml-names/#xmlReserved."""
    reserved = ("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns")
    return bool(value) and not value.startswith(reserved) and not any(c.isspace() for c in value)
