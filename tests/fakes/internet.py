"""Names and addresses that all lead to one site on loopback, and a record of who was called.

The guard has no switch for tests: it gets a resolver and a connector of the test's own, and checks
what they say as it checks the real ones.
"""

from __future__ import annotations

import itertools
import ssl
from collections.abc import Sequence

import httpcore

from corpus.fetch import Network
from tests.fakes.site import Site

PUBLIC = "93.184.216.34"


class Stream(httpcore.AsyncNetworkStream):
    """A connection to loopback that says it leads to `peer`."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, peer: str | None, port: int) -> None:
        self._inner = inner
        self._peer = (peer, port) if peer else None

    async def read(self, max_bytes, timeout=None):
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer, timeout=None):
        await self._inner.write(buffer, timeout)

    async def aclose(self):
        await self._inner.aclose()

    async def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        inner = await self._inner.start_tls(ssl_context, server_hostname, timeout)
        return Stream(inner, *(self._peer or (None, 0)))

    def get_extra_info(self, info):
        return self._peer if info == "server_addr" else self._inner.get_extra_info(info)


class Internet:
    """`names` holds for each name its answers in order, the last of them for good.

    A name that is not listed has the address PUBLIC, unless `names` is closed. `called` are the
    addresses that connections were asked for, `dead` those that refuse them; `peer` makes every
    connection come from somewhere else.
    """

    def __init__(
        self,
        site: Site,
        names: dict[str, list[list[str]]] | None = None,
        *,
        closed: bool = False,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.site = site
        self.called: list[tuple[str, int]] = []
        self.asked: list[str] = []
        self.dead: set[str] = set()
        self.peer: str | None = None
        self._names = names or {}
        self._counts = {name: itertools.count() for name in self._names}
        self._closed = closed
        self.network = Network(self.resolve, self.connect, trust or ssl.create_default_context())

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self._names.get(host, [] if self._closed else [[PUBLIC]])
        if not answers:
            raise OSError("no such name")
        return answers[min(next(self._counts.get(host, itertools.count())), len(answers) - 1)]

    async def connect(self, address: str, port: int) -> httpcore.AsyncNetworkStream:
        self.called.append((address, port))
        if address in self.dead:
            raise httpcore.ConnectError("refused")
        real = self.site.tls_port if port == 443 else self.site.port
        inner = await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", real)
        return Stream(inner, self.peer or address, port)
