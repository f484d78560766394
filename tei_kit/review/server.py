"""Server: the pages of the review, for one person on this machine.

The server listens on the loopback address only. Every address begins with a key that nobody can
guess. The server refuses requests without the key, requests to another host name, and requests
from pages of another origin. It reads and writes only the files of the call, and sends only our own
pages and JSON.
"""

from __future__ import annotations

import json
import re
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tei_kit import files
from tei_kit.review import as_json, page
from tei_kit.review.as_json import Value
from tei_kit.review.session import RefusedError, Session, State, Wish
from tei_kit.review.shelf import Shelf

HOST = "127.0.0.1"
# The host names of this machine for its own browsers.
NAMES = (HOST, "localhost")
KEY_BYTES = 24
# The largest body of a request, in bytes: a decision is much smaller.
LARGEST_BODY = 65_536
# Seconds after which a silent connection is closed.
PATIENCE = 60
# "/KEY/", "/KEY/texts", "/KEY/3/", "/KEY/3/decide"
PATH = re.compile(r"/(?P<key>[\w-]+)/(?:(?P<number>\d{1,6})/)?(?P<what>[a-z-]*)")
JSON = "application/json"
HTML = "text/html; charset=utf-8"
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request; `kind` is its content type."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    location: str = ""


class _RefusalError(Exception):
    """A request is refused. `said` is one sentence about the reason."""

    def __init__(self, status: HTTPStatus, said: str) -> None:
        super().__init__(said)
        self.status = status
        self.said = said


class ReviewServer(ThreadingHTTPServer):
    """Serves the texts of a shelf on the loopback address. Raises OSError for a port in use."""

    daemon_threads = True

    def __init__(self, shelf: Shelf, port: int = 0) -> None:
        self.shelf = shelf
        self.key = secrets.token_urlsafe(KEY_BYTES)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """The address of the first page, with the key."""
        first = "0/" if self.shelf.is_single else ""
        return f"http://{HOST}:{self.server_port}/{self.key}/{first}"

    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Print nothing when a browser closes a connection in the middle of an answer."""

    def run(self) -> None:
        """Answer requests until the program is interrupted or `shutdown` is called."""
        counting = threading.Thread(target=self.shelf.count_all, daemon=True)
        counting.start()
        try:
            self.serve_forever(poll_interval=0.2)
        finally:
            self.shelf.stop()
            self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    # Answers are small, and a person waits for them.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def version_string(self) -> str:
        return "tei_kit"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing, for addresses contain the key."""

    # Answering.

    def _answer(self, make: Callable[[re.Match[str]], Answer]) -> None:
        try:
            answer = make(self._checked())
        except _RefusalError as refusal:
            self.close_connection = True
            answer = Answer(refusal.status, f"{refusal.said}\n".encode())
        except RefusedError as refused:
            answer = _json({"refused": list(refused.reasons)}, HTTPStatus.CONFLICT)
        except Exception as error:  # the page shows the error, and the person can go on
            said = f"An error that should not happen: {type(error).__name__}: {error}"
            answer = _json({"refused": [said]}, HTTPStatus.INTERNAL_SERVER_ERROR)
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", f"{page.policy(_SELF)}; frame-ancestors 'none'")
        if answer.location:
            self.send_header("Location", answer.location)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

    def _checked(self) -> re.Match[str]:
        """The parts of the path of a request. Raises _RefusalError if it must not be answered."""
        hosts = {f"{name}:{self.server.server_port}" for name in NAMES}
        if self.headers.get("Host", "") not in hosts or len(self.headers.get_all("Host", ())) != 1:
            raise _RefusalError(HTTPStatus.FORBIDDEN, "This is not the name of this machine.")
        origin = self.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            raise _RefusalError(
                HTTPStatus.FORBIDDEN, "Pages of other origins may ask for nothing here."
            )
        try:
            match = PATH.fullmatch(urlsplit(self.path).path)
        except ValueError:  # "http://[/"
            match = None
        given = match["key"] if match else self.path.strip("/").partition("/")[0]
        if not secrets.compare_digest(given.encode(), self.server.key.encode()):
            raise _RefusalError(
                HTTPStatus.FORBIDDEN, "The key is missing: open the address that tei-kit printed."
            )
        if match is None:
            raise _nothing_here()
        return match

    # Questions of the page

    def _get(self, path: re.Match[str]) -> Answer:
        shelf = self.server.shelf
        if path["number"] is None:
            if path["what"] == "texts":
                return _json({"texts": as_json.of_entries(shelf.entries())})
            if path["what"]:
                raise _nothing_here()
            if shelf.is_single:
                return Answer(HTTPStatus.FOUND, location=f"/{self.server.key}/0/")
            return _html(page.list_page())
        session = self._session(path)
        if not path["what"]:
            return _html(page.text_page(session.path.name, is_single=shelf.is_single))
        if path["what"] != "state":
            raise _nothing_here()
        known = parse_qs(urlsplit(self.path).query).get("known", [""])[0]
        state = session.state()
        if known == str(state.version):
            return _json({"version": state.version})
        return _state(state)

    def _post(self, path: re.Match[str]) -> Answer:
        action = ACTIONS.get(path["what"])
        if action is None:
            raise _nothing_here()
        session = self._session(path)
        state = action(session, self._body())
        self.server.shelf.note(int(path["number"]), state)
        return _state(state)

    def _session(self, path: re.Match[str]) -> Session:
        sessions = self.server.shelf.sessions
        if path["number"] is None or int(path["number"]) >= len(sessions):
            raise _nothing_here()
        return sessions[int(path["number"])]

    def _body(self) -> Mapping[str, object]:
        if self.headers.get_content_type() != JSON:
            raise _RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send {JSON}.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or self.headers.get("Transfer-Encoding"):
            raise _RefusalError(HTTPStatus.LENGTH_REQUIRED, "Say how long the body is.")
        if len(length) > len(str(LARGEST_BODY)) or int(length) > LARGEST_BODY:
            raise _RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
        try:
            body = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise _RefusalError(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from error
        if not isinstance(body, dict):
            raise _RefusalError(HTTPStatus.BAD_REQUEST, "The body is not a JSON object.")
        return body


_SELF = "'self'"


def _nothing_here() -> _RefusalError:
    return _RefusalError(HTTPStatus.NOT_FOUND, "There is nothing here.")


def _html(text: str) -> Answer:
    return Answer(HTTPStatus.OK, files.as_text(text).encode("utf-8"), HTML)


def _json(value: Value, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, files.as_text(as_json.as_text(value)).encode("utf-8"), JSON)


def _state(state: State) -> Answer:
    return _json(as_json.of_state(state))


# Changes that the page asks for


def _decide(session: Session, body: Mapping[str, object]) -> State:
    values = body.get("values", {})
    if not isinstance(values, dict):
        raise _wrong("values")
    given: dict[str, str | int | bool] = {}
    for name, value in values.items():
        if not isinstance(value, str | int):
            raise _wrong("values")
        given[name] = value
    wish = Wish(
        _number(body, "start"),
        _number(body, "end"),
        _word(body, "kind"),
        body.get("denied") is True,
        given,
    )
    return session.decide(wish)


def _take_out(session: Session, body: Mapping[str, object]) -> State:
    return session.take_out(_number(body, "line"), _word(body, "said"))


def _say(session: Session, body: Mapping[str, object]) -> State:
    path, value = _words(body, "path"), body.get("value")
    if value is None or isinstance(value, str):
        return session.say(path, value or None)
    return session.say(path, _words(body, "value"))


def _undo(session: Session, _body: Mapping[str, object]) -> State:
    return session.undo()


def _redo(session: Session, _body: Mapping[str, object]) -> State:
    return session.redo()


def _number(body: Mapping[str, object], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(name)
    return value


def _word(body: Mapping[str, object], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise _wrong(name)
    return value


def _words(body: Mapping[str, object], name: str) -> list[str]:
    value = body.get(name)
    if not isinstance(value, list):
        raise _wrong(name)
    words = [each for each in value if isinstance(each, str)]
    if len(words) != len(value):
        raise _wrong(name)
    return words


def _wrong(name: str) -> _RefusalError:
    return _RefusalError(HTTPStatus.BAD_REQUEST, f"'{name}' is missing or of another type.")


ACTIONS: Mapping[str, Callable[[Session, Mapping[str, object]], State]] = {
    "decide": _decide,
    "take-out": _take_out,
    "say": _say,
    "undo": _undo,
    "redo": _redo,
}
