"""The pictures of pages that the documentation shows, taken in headless Chromium.

    python docs/images/make.py

Needs Debian's chromium and chromium-driver, and selenium (`pip install '.[test]'`).
"""

from __future__ import annotations

import base64
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains

from tei_kit.export.html.page import to_html
from tei_kit.review.server import ReviewServer
from tei_kit.review.session import Opening
from tei_kit.review.shelf import Shelf
from tei_kit.xml import tree

HERE = Path(__file__).parent
(SEED,) = (HERE.parent.parent / "output").glob("*.xml")
TEXTS = HERE.parent.parent / "tests" / "data"
WIDTH, HEIGHT = 1100, 1000
# A window of the usual size, and how long a page has until it is drawn, in seconds.
REVIEW_WIDTH, REVIEW_HEIGHT = 1200, 720
DRAWN = 2


def main() -> None:
    """Write page.png, the page as it opens, note.png, a note that is open on a dark page, and
    review.png, review-speaker.png and review-whole.png, the page on which texts are put right.
    """
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(to_html(tree.parse(SEED)))
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or "chromium"
        for flag in (
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            f"--user-data-dir={folder}",
        ):
            options.add_argument(flag)
        service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
        browser = webdriver.Chrome(options=options, service=service)
        try:
            take(browser, page, "page.png", "light")
            take(browser, page, "note.png", "dark", HEIGHT * 6 // 10, note="d207fn3-ref")
            review(browser, TEXTS / "letters" / "volume.txt", folder, "review.png", "light", "j")
            text = TEXTS / "texts" / "turns.txt"
            review(browser, text, folder, "review-speaker.png", "dark", "jS", "Robert Smith")
            review(browser, text, folder, "review-whole.png", "light", "=")
        finally:
            browser.quit()


def take(
    browser: webdriver.Chrome,
    page: Path,
    name: str,
    scheme: str,
    height: int = HEIGHT,
    note: str = "",
) -> None:
    """Write a picture of the page in a colour scheme, perhaps with a note open."""
    look(browser, WIDTH, height, scheme)
    browser.get(page.as_uri())
    if note:
        link = browser.find_element("id", note)
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()
    save(browser, name)


def review(
    browser: webdriver.Chrome, text: Path, folder: str, name: str, scheme: str, *keys: str
) -> None:
    """Write a picture of the page of the review, after keys were pressed."""
    copy = Path(folder) / text.name
    shutil.copy(text, copy)
    look(browser, REVIEW_WIDTH, REVIEW_HEIGHT, scheme)
    with served(copy) as address:
        browser.get(address)
        time.sleep(DRAWN)
        for each in keys:
            ActionChains(browser).send_keys(each).perform()
            time.sleep(DRAWN)
        save(browser, name)


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a text under review."""
    server = ReviewServer(Shelf([str(path)], Opening()))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        thread.join()


def look(browser: webdriver.Chrome, width: int, height: int, scheme: str) -> None:
    """Give the browser a size and a colour scheme."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def save(browser: webdriver.Chrome, name: str) -> None:
    """Write a picture of what the browser shows."""
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    (HERE / name).write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main()
