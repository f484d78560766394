"""The pictures of the exported page that the documentation shows, taken in headless Chromium.

    python docs/images/make.py

Needs Debian's chromium and chromium-driver, and selenium (`pip install '.[test]'`).
"""

from __future__ import annotations

import base64
import shutil
import tempfile
from pathlib import Path

from selenium import webdriver

from tei_kit.export.html.page import to_html
from tei_kit.xml import tree

HERE = Path(__file__).parent
(SEED,) = (HERE.parent.parent / "output").glob("*.xml")
WIDTH, HEIGHT = 1100, 1000


def main() -> None:
    """Write page.png, the page as it opens, and note.png, a note that is open on a dark page."""
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
    size = {"width": WIDTH, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    browser.get(page.as_uri())
    if note:
        link = browser.find_element("id", note)
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    (HERE / name).write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main()
