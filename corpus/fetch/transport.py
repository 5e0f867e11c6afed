"""The library's client over connections that are guarded, or over a proxy that was named."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from corpus.fetch.errors import FetchError, TlsError, UnreachableError
from corpus.fetch.network import Guard, Network

_CONNECTIONS = 64
_KEPT = 10.0  # seconds that a connection is kept: for robots.txt and the page behind it


class Transport(httpx.AsyncBaseTransport):
    """HTTP/1.1 over httpcore's pool, whose connections the library gives no say over otherwise."""

    def __init__(self, network: Network, proxy: str | None) -> None:
        self._pool = _proxied(network, proxy) if proxy else _guarded(network)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, one answer; its body is read by whoever asked."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    """The body of an answer, as it comes off the wire."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


def client(network: Network, proxy: str | None) -> httpx.AsyncClient:
    """A client that follows nothing, keeps no cookies and asks no environment.

    Without timeouts of its own: those of the library are per read, and a server that drips passes
    them all. A deadline over everything is kept by the caller.
    """
    return httpx.AsyncClient(
        transport=Transport(network, proxy),
        trust_env=False,
        follow_redirects=False,
        timeout=None,  # noqa: S113
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the libraries as ours."""
    try:
        yield
    except FetchError:
        raise
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise (TlsError if _is_tls(error) else UnreachableError) from error
    except (httpcore.ProxyError, httpcore.UnsupportedProtocol, httpx.HTTPError) as error:
        raise UnreachableError from error
    except (httpx.InvalidURL, OSError, UnicodeError) as error:
        raise (TlsError if _is_tls(error) else UnreachableError) from error


def _guarded(network: Network) -> httpcore.AsyncConnectionPool:
    return httpcore.AsyncConnectionPool(
        ssl_context=network.tls,
        max_connections=_CONNECTIONS,
        keepalive_expiry=_KEPT,
        network_backend=Guard(network),
    )


def _proxied(network: Network, proxy: str) -> httpcore.AsyncConnectionPool:
    """The proxy is the operator's own choice, so it may stand anywhere; it resolves the names."""
    named = httpx.Proxy(proxy)
    return httpcore.AsyncHTTPProxy(
        proxy_url=httpcore.URL(
            scheme=named.url.raw_scheme,
            host=named.url.raw_host,
            port=named.url.port,
            target=b"/",
        ),
        proxy_auth=named.raw_auth,
        ssl_context=network.tls,
        max_connections=_CONNECTIONS,
        keepalive_expiry=_KEPT,
    )


def _is_tls(error: BaseException | None) -> bool:
    """Whether an error came of one of TLS."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error is not None
