"""Where connections are made: to the addresses that were checked, and to no others."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address

import httpcore
import httpx

from corpus.fetch.addresses import is_public_text
from corpus.fetch.errors import BlockedError, NoNameError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
Connect = Callable[[str, int], Awaitable[httpcore.AsyncNetworkStream]]
SocketOption = httpcore.SOCKET_OPTION

# A name with more addresses than this is asked at the first ones only; all of them are checked.
_TRIES = 4
# Seconds for one of several addresses; the last one has what is left of the deadline.
_PATIENCE = 4.0


def system_tls() -> ssl.SSLContext:
    """Certificates are checked against their names and the bundle that the library brings."""
    return httpx.create_ssl_context(trust_env=False)


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system resolves it. Raises OSError.

    Each look-up has a thread of its own that nobody waits for at the end of the program: those of
    the loop's executor would hold it for as long as a name server keeps silent.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def look_up() -> None:
        answer: list[str] | OSError
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer = list(dict.fromkeys(str(info[4][0]) for info in infos))
        except (OSError, UnicodeError) as error:
            answer = error if isinstance(error, OSError) else OSError(str(error))
        with suppress(RuntimeError):  # the loop has ended; nobody waits any more
            loop.call_soon_threadsafe(_tell, found, answer)

    threading.Thread(target=look_up, daemon=True).start()
    return await found


async def connect(address: str, port: int) -> httpcore.AsyncNetworkStream:
    """A connection to an address. Raises errors of httpcore."""
    return await httpcore.AnyIOBackend().connect_tcp(address, port)


@dataclass(frozen=True, slots=True)
class Network:
    """How names are resolved, connections made and certificates checked.

    Whatever is put in place of these, what they answer is checked all the same.
    """

    resolve: Resolve = resolve
    connect: Connect = connect
    tls: ssl.SSLContext = field(default_factory=system_tls)


class Guard(httpcore.AsyncNetworkBackend):
    """Resolves a name once, refuses it if any answer is not public, connects to what it checked.

    The name is not asked for again, so an answer that changes in between changes nothing. TLS and
    the Host header keep the name.
    """

    def __init__(self, network: Network) -> None:
        self._network = network

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to a public address of a host. Raises BlockedError, NoNameError."""
        del timeout, local_address, socket_options  # a deadline over all of it is kept elsewhere
        *first, last = (await self._checked(host, port))[:_TRIES]
        for address in first:
            try:
                async with asyncio.timeout(_PATIENCE):
                    return await self._connected(address, port)
            except (TimeoutError, httpcore.NetworkError, httpcore.TimeoutException, OSError):
                continue
        return await self._connected(last, port)

    async def sleep(self, seconds: float) -> None:
        """Wait so long."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> Sequence[str]:
        """Every address of a host, all of them public."""
        try:
            addresses = [host] if _is_address(host) else await self._network.resolve(host, port)
        except OSError as error:
            raise NoNameError from error
        if not all(map(is_public_text, addresses)):
            raise BlockedError
        if not addresses:
            raise NoNameError
        return addresses

    async def _connected(self, address: str, port: int) -> httpcore.AsyncNetworkStream:
        stream = await self._network.connect(address, port)
        peer = stream.get_extra_info("server_addr")
        if not peer or not _is_same(str(peer[0]), address):
            await stream.aclose()
            raise BlockedError
        return _Tended(stream)


class _Tended(httpcore.AsyncNetworkStream):
    """A connection that is closed when its TLS comes to nothing.

    The library's own closes itself after errors, but not when a deadline cancels the handshake.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come."""
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close it."""
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> object:
        """What is known of the socket."""
        return self._stream.get_extra_info(info)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """The same connection under TLS."""
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._stream.aclose()
            raise


def _tell(found: asyncio.Future[list[str]], answer: list[str] | OSError) -> None:
    if found.cancelled():
        return
    if isinstance(answer, OSError):
        found.set_exception(answer)
    else:
        found.set_result(answer)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_same(peer: str, address: str) -> bool:
    """Whether a socket is connected to the address that was checked."""
    return is_public_text(peer) and ip_address(peer) == ip_address(address)
