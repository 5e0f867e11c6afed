"""An address that a person or a server wrote, to one that may be asked: checked on every hop.

What browsers, libraries and RFC 3986 read differently is refused, not interpreted: articles do
not live at such addresses. https://url.spec.whatwg.org/#url-parsing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

import idna

from corpus.fetch.addresses import is_public
from corpus.fetch.errors import BlockedError

# Characters. Servers refuse longer ones too (8,000 octets are recommended in RFC 9110, 4.1), and
# Korean grows ninefold when it is escaped.
LONGEST = 8_000
PORTS = {"http": 80, "https": 443}

_URL = re.compile(r"(https?)://([^/?#]*)(/[^?#]*)?(\?[^#]*)?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?", re.IGNORECASE)
# Raw controls and backslashes are dropped, moved or turned round by one parser or another.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\xa0\\\ud800-\udfff\u2028\u2029]")
_NEVER_IN_HOST = re.compile(r"[ %@;,<>\"'`{}|^!$&()*+=~]")
# Letters, digits, hyphens (RFC 1123, 2.1); and underscores, which some names have all the same.
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_IPV4_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4 = re.compile(rf"{_BYTE}(?:\.{_BYTE}){{3}}")
# https://www.iana.org/assignments/special-use-domain-names, and what private networks use instead
_PRIVATE_NAMES = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "lan", "onion", "alt", "invalid"}
)
_PRIVATE_ENDINGS = (".home.arpa", ".in-addr.arpa", ".ip6.arpa", ".cluster.local")
_PATH = "/:@!$&'()*+,;=~%-._"  # what stands unescaped in a path (RFC 3986, 3.3), and escapes
_QUERY = f"{_PATH}?[]|^`{{}}"


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: ASCII throughout, without credentials and fragment.

    `host` is a name as the DNS knows it, or an address without brackets.
    """

    scheme: str
    host: str
    port: int
    path: str  # and query

    @property
    def origin(self) -> str:
        """https://example.com, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.origin}{self.path}"


def check(url: str) -> Target:
    """The target that a URL names. Raises BlockedError for all that is never asked."""
    if len(url) > LONGEST or _UNSAFE.search(url):
        raise BlockedError
    match = _URL.fullmatch(url)
    place = _AUTHORITY.fullmatch(match[2]) if match else None
    if match is None or place is None:
        raise BlockedError
    scheme = match[1].lower()
    port = int(place[2]) if place[2] else PORTS[scheme]
    if port not in PORTS.values():
        raise BlockedError
    path = quote(match[3] or "/", safe=_PATH) + quote(match[4] or "", safe=_QUERY)
    if len(path) > LONGEST:
        raise BlockedError
    return Target(scheme, _host(place[1]), port, path)


def follow(target: Target, location: bytes) -> Target:
    """Where a redirect leads. Raises BlockedError."""
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:  # the bytes of another charset are escaped as they are
        text = quote(location, safe=_QUERY + "#")
    if not text or _UNSAFE.search(text):
        raise BlockedError
    try:
        return check(urljoin(target.url, text))
    except ValueError as error:  # brackets that hold no address
        raise BlockedError from error


def _host(text: str) -> str:
    if text.startswith("["):
        return _address6(text[1:-1])
    if _NEVER_IN_HOST.search(text):
        raise BlockedError
    name = _ascii(text).removesuffix(".")
    labels = name.split(".")
    if _IPV4_LABEL.fullmatch(labels[-1]):  # it ends in a number: an address, or nothing
        return _address4(name)
    if len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):  # RFC 1035, 2.3.4
        raise BlockedError
    if len(labels) < 2 or labels[-1] in _PRIVATE_NAMES or f".{name}".endswith(_PRIVATE_ENDINGS):
        raise BlockedError
    return name


def _ascii(text: str) -> str:
    """A name as the DNS knows it: full-width and invisible letters resolved (UTS #46)."""
    if text.isascii() and "xn--" not in text.lower():
        return text.lower()
    try:
        name = idna.encode(text, uts46=True).decode("ascii").lower()
        idna.decode(name)
    except (idna.IDNAError, UnicodeError) as error:
        raise BlockedError from error
    return name


def _address4(text: str) -> str:
    """Four decimal numbers. 0177.0.0.1, 127.1 and 2130706433 mean different things to different
    readers, so none of them is read."""
    if not _IPV4.fullmatch(text) or not is_public(IPv4Address(text)):
        raise BlockedError
    return text


def _address6(text: str) -> str:
    try:
        address = IPv6Address(text)
    except ValueError as error:
        raise BlockedError from error
    if not is_public(address):
        raise BlockedError
    return str(address)
