"""Texts under review, a server for them, and the browser of the tests of pages."""

import threading

import pytest

from tei_kit.review.server import ReviewServer
from tei_kit.review.session import Opening, Session
from tei_kit.review.shelf import Shelf
from tests.export.conftest import browser, chromium, npm  # noqa: F401

TEXT = """1. Memorandum of Conversation1

Paris, May 31, 1971

  • Ada Vale, Director
  • Ben Dorn

Vale: Is it open? It was shut in May.

Dorn: It was.

A second paragraph.

[Page 12]

Vale: The harbor. Two points:

  • First, the boats.
  • Second, the pilots.

Good.

They all laugh.

Dorn: Yes. Now the lights.

The lights are old.

Assigned to: nobody

Ben Dorn

1. Source: National Archives.
"""


@pytest.fixture
def memo(tmp_path):
    """A text of a few lines, as a file."""
    path = tmp_path / "memo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def session(memo):
    return Session(memo, Opening())


@pytest.fixture
def serve():
    """Serves files until the test ends; the server."""
    servers = []

    def start(*names, **opening):
        server = ReviewServer(Shelf([str(name) for name in names], Opening(**opening)))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        servers.append((server, thread))
        return server

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join(10)
