"""The server answers the page of its own address and refuses everything else."""

import http.client
import json
import socket
from urllib.parse import urlsplit

import pytest

from tests.review.conftest import TEXT

JSON = {"Content-Type": "application/json"}
DECISION = {
    "start": TEXT.index("Good."),
    "end": TEXT.index("Good.") + 5,
    "kind": "stage",
    "values": {},
}


@pytest.fixture
def server(serve, memo):
    (memo.parent / "secret.txt").write_text("Not of this call.", encoding="utf-8")
    return serve(memo)


def ask(server, path, method="GET", body=None, **headers):
    """The status, the headers and the body of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, given)
    answer = connection.getresponse()
    told = answer.status, answer.headers, answer.read().decode("utf-8")
    connection.close()
    return told


def post(server, what, body=DECISION, key=None, **headers):
    path = f"/{key or server.key}/0/{what}"
    return ask(server, path, "POST", json.dumps(body), **{**JSON, **headers})


def raw(server, request):
    """The first line of the answer to bytes."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=30) as connection:
        connection.sendall(request)
        return connection.makefile("rb").readline().decode()


def decisions(memo):
    return memo.with_name("memo.decisions.toml")


# ------------------------------------------------------------------ what is answered


def test_it_listens_on_the_loopback_address_alone(server):
    assert server.server_address[0] == "127.0.0.1"
    assert server.address.startswith(f"http://127.0.0.1:{server.server_port}/{server.key}/")
    assert len(server.key) >= 32


def test_two_calls_have_two_keys(serve, memo):
    assert serve(memo).key != serve(memo).key


def test_the_address_shows_the_page_and_the_state(server):
    path = urlsplit(server.address).path
    status, headers, page = ask(server, path)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "memo.txt" in page
    state = json.loads(ask(server, f"{path}state")[2])
    assert state["result"]["rows"]
    known = json.loads(ask(server, f"{path}state?known={state['version']}")[2])
    assert known == {"version": state["version"]}


def test_a_decision_is_written(server, memo):
    status, _, body = post(server, "decide")
    assert status == 200
    assert json.loads(body)["undo"] is True
    assert 'is = "stage"' in decisions(memo).read_text()
    assert post(server, "undo", {})[0] == 200
    assert not decisions(memo).exists()


def test_what_cannot_be_is_told_in_words(server, memo):
    status, _, body = post(server, "decide", {**DECISION, "kind": "page"})
    assert status == 409
    assert "hold no number" in json.loads(body)["refused"][0]
    assert not decisions(memo).exists()


def test_the_list_of_a_folder_has_the_worst_text_first(serve, memo):
    (memo.parent / "calm.txt").write_text("A page of prose.\n\nAnd another.\n", encoding="utf-8")
    server = serve(memo.parent)
    server.shelf.count_all()
    texts = json.loads(ask(server, f"/{server.key}/texts")[2])["texts"]
    assert [text["name"] for text in texts] == ["memo.txt", "calm.txt"]
    assert ask(server, f"/{server.key}/")[0] == 200


# ------------------------------------------------------------------ what is refused


def test_every_answer_forbids_scripts_of_documents_frames_and_referrers(server):
    for path in (urlsplit(server.address).path, "/", f"/{server.key}/none"):
        headers = ask(server, path)[1]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/0/", "/0/state", "/wrong/0/", "//0/state", "/texts"])
def test_no_key_or_a_wrong_key_is_refused(server, path):
    status, _, body = ask(server, path)
    assert status == 403
    assert "The key is missing" in body


def test_a_key_that_begins_right_is_refused(server):
    assert ask(server, f"/{server.key[:-1]}/0/state")[0] == 403
    assert ask(server, f"/{server.key}x/0/state")[0] == 403


def test_a_post_without_the_key_is_refused_and_writes_nothing(server, memo):
    assert post(server, "decide", key="wrong")[0] == 403
    assert ask(server, "/0/decide", "POST", json.dumps(DECISION), **JSON)[0] == 403
    assert not decisions(memo).exists()


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example:1"])
def test_another_host_is_refused(server, host):
    assert ask(server, urlsplit(server.address).path, Host=host)[0] == 403


def test_two_hosts_are_refused(server):
    host = f"Host: 127.0.0.1:{server.server_port}\r\n"
    line = f"GET /{server.key}/0/ HTTP/1.1\r\n"
    assert "403" in raw(server, f"{line}{host}{host}\r\n".encode())
    assert "403" in raw(server, f"{line}\r\n".encode())


def test_localhost_is_this_machine(server):
    host = f"localhost:{server.server_port}"
    assert ask(server, urlsplit(server.address).path, Host=host)[0] == 200


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://127.0.0.1:1"])
def test_a_page_of_another_origin_can_decide_nothing(server, memo, origin):
    assert post(server, "decide", Origin=origin)[0] == 403
    assert not decisions(memo).exists()


@pytest.mark.parametrize(
    "path",
    [
        "/KEY/memo.txt",
        "/KEY/secret.txt",
        "/KEY/../memo.txt",
        "/KEY/0/../../memo.txt",
        "/KEY/%2e%2e/%2e%2e/etc/passwd",
        "/KEY/..%2f..%2fetc%2fpasswd",
        "/KEY//etc/passwd",
        "/KEY/0/state/",
        "/KEY/1/",
        "/KEY/999999999/state",
        "/KEY/-1/state",
        "/KEY/0/decide",
        "/KEY/page.js",
        "/KEY/0/\u0000",
    ],
)
def test_no_other_path_is_there(server, path):
    request = f"GET {path.replace('KEY', server.key)} HTTP/1.1\r\n"
    request += f"Host: 127.0.0.1:{server.server_port}\r\n\r\n"
    first = raw(server, request.encode())
    assert "404" in first or "400" in first


def test_other_methods_are_refused(server):
    for method in ("PUT", "DELETE", "OPTIONS", "HEAD"):
        assert ask(server, urlsplit(server.address).path, method)[0] == 501


def test_a_huge_body_is_refused_before_it_is_read(server):
    head = (
        f"POST /{server.key}/0/decide HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n"
        "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n"
    )
    for length in ("65537", "9" * 4000):
        assert "413" in raw(server, head.format(length).encode())
    for length in ("-1", "many", "1.5"):
        assert "411" in raw(server, head.format(length).encode())


def test_a_body_of_another_type_or_form_is_refused(server, memo):
    assert post(server, "decide", **{"Content-Type": "text/plain"})[0] == 415
    path = f"/{server.key}/0/decide"
    assert ask(server, path, "POST", "[" * 30_000, **JSON)[0] == 400
    for body in ([], "x", {}, {**DECISION, "start": "1"}, {**DECISION, "values": {"who": []}}):
        assert post(server, "decide", body)[0] == 400
    assert not decisions(memo).exists()


def test_only_the_files_of_the_call_are_there(serve, memo):
    other = memo.with_name("other.txt")
    other.write_text("Another text.", encoding="utf-8")
    server = serve(memo)
    assert server.shelf.is_single
    assert ask(server, f"/{server.key}/1/state")[0] == 404
