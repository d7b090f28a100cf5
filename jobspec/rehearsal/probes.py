"""Small listeners where tasks would listen, and probes that go the way of a client: HTTP over TCP, and a datagram over UDP."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import BaseRequestHandler, ThreadingMixIn, UDPServer

import msgspec

from jobspec.rehearsal.kernel import inside

#: Seconds that a probe waits for an answer on the same machine, and how often it tries.
_WAIT = 1.5
_TRIES = 3


class Spot(msgspec.Struct, frozen=True):
    """A place to listen: a namespace (empty: the scratch host's own), an address, a port. `token` is what a listener answers."""

    namespace: str
    address: str
    port: int
    token: str


class _Http(ThreadingMixIn, HTTPServer):
    """A web server at a spot. What goes wrong with a request is seen by the probe that waits for its answer."""

    daemon_threads = True

    def __init__(self, spot: Spot) -> None:
        super().__init__((spot.address, spot.port), _Answer, bind_and_activate=False)
        self.token = spot.token.encode()
        self.socket.close()
        self.socket = _bound(spot, socket.SOCK_STREAM)
        self.socket.listen(16)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the findings tell."""


class _Datagrams(UDPServer):
    """The same for datagrams."""

    def __init__(self, spot: Spot) -> None:
        super().__init__((spot.address, spot.port), _Echo, bind_and_activate=False)
        self.token = spot.token.encode()
        self.socket.close()
        self.socket = _bound(spot, socket.SOCK_DGRAM)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the findings tell."""


class _Answer(BaseHTTPRequestHandler):
    """Answers every request with the listener's token."""

    server: _Http

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.token)))
        self.end_headers()
        self.wfile.write(self.server.token)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the findings tell."""


class _Echo(BaseRequestHandler):
    """Answers every datagram with the listener's token."""

    server: _Datagrams

    def handle(self) -> None:
        self.request[1].sendto(self.server.token, self.client_address)


@contextmanager
def listening(spots: list[Spot]) -> Iterator[None]:
    """Listen on TCP and UDP at each spot as long as the context lasts. Raises OSError where a port cannot be had."""
    servers: list[_Http | _Datagrams] = []
    threads: list[threading.Thread] = []
    try:
        for spot in spots:
            servers.append(_Http(spot))
            servers.append(_Datagrams(spot))
        for server in servers:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            threads.append(thread)
        yield
    finally:
        for server in servers[: len(threads)]:
            server.shutdown()
        for thread in threads:
            thread.join()
        for server in servers:
            server.server_close()


def _bound(spot: Spot, kind: socket.SocketKind) -> socket.socket:
    made = _socket(spot.namespace, spot.address, kind)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if ":" in spot.address:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((spot.address, spot.port))
    except OSError:
        made.close()
        raise
    return made


def _socket(namespace: str, address: str, kind: socket.SocketKind) -> socket.socket:
    """A socket of a namespace; it stays there when this thread has left it."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    if not namespace:
        return socket.socket(family, kind)
    with inside(namespace):
        return socket.socket(family, kind)


def http_answer(namespace: str, address: str, port: int, tries: int = _TRIES) -> str:
    """What `http://address:port/` answers from a namespace; an explanation in brackets where it does not."""
    return _tried(lambda: _http(namespace, address, port), tries)


def udp_answer(namespace: str, address: str, port: int, tries: int = _TRIES) -> str:
    """The same for a datagram."""
    return _tried(lambda: _udp(namespace, address, port), tries)


def _http(namespace: str, address: str, port: int) -> str:
    connection = http.client.HTTPConnection(address, port)
    with _socket(namespace, address, socket.SOCK_STREAM) as sock:
        sock.settimeout(_WAIT)
        sock.connect((address, port))
        connection.sock = sock
        connection.request("GET", "/")
        answer = connection.getresponse()
        body = answer.read(1000).decode("utf-8", "replace")
        return body if answer.status == 200 else f"(HTTP {answer.status})"


def _udp(namespace: str, address: str, port: int) -> str:
    with _socket(namespace, address, socket.SOCK_DGRAM) as sock:
        sock.settimeout(_WAIT)
        sock.connect((address, port))
        sock.send(b"?")
        return sock.recv(1000).decode("utf-8", "replace")


def _tried(probe: Callable[[], str], tries: int) -> str:
    told = ""
    for _ in range(tries):
        try:
            return probe()
        except TimeoutError:
            told = "(no answer)"
        except (OSError, http.client.HTTPException) as error:
            told = f"({getattr(error, 'strerror', None) or error})"
    return told
