"""What the hooks of the site change in its pages."""

import importlib.util
from types import SimpleNamespace

import pytest

from tests.places import ROOT


@pytest.fixture(scope="module")
def hooks():
    pytest.importorskip("mkdocs", reason="the site is built where tei_kit[docs] is installed")
    spec = importlib.util.spec_from_file_location("hooks", ROOT / "docs" / "site" / "hooks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(uri):
    return SimpleNamespace(file=SimpleNamespace(src_uri=uri), url=uri.replace(".md", ".html"))


def test_pages_fetch_nothing_from_the_network(hooks):
    output = '<script src="https://unpkg.com/iframe-worker/shim"></script>'
    for uri, place in (("a.md", "assets/worker.js"), ("codes/a.md", "../assets/worker.js")):
        found = hooks.on_post_page(output, page(uri))
        assert found == f'<script src="{place}"></script>'
    assert "unpkg" not in hooks.on_post_template(output, "404.html")


def test_code_in_a_table_has_no_backslashes(hooks):
    text = "| `--from [txt\\|html]` | a \\| b |\n\n`a\\|b`\n"
    assert hooks.on_page_markdown(text, page("commands/convert.md")) == (
        "| `--from [txt|html]` | a \\| b |\n\n`a\\|b`\n"
    )
