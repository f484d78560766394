"""A real browser and packages of npm, for the tests of pages. Where one is missing they skip."""

import contextlib
import shutil
import subprocess

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PACKAGES = ["axe-core@4", "CETEIcean@1"]


@pytest.fixture(scope="session")
def npm(tmp_path_factory):
    """The node_modules with the packages that tests need."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("npm")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    if done.returncode:
        pytest.skip(f"npm cannot install {' '.join(PACKAGES)}: {done.stderr[-200:]}")
    return folder / "node_modules"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """Headless Chromium, driven by Selenium: Debian's chromium and chromium-driver."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    paths = [shutil.which("chromium"), shutil.which("chromedriver")]
    if None in paths:
        pytest.skip("chromium or chromium-driver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = paths[0]
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=paths[1])
    try:
        driver = webdriver.Chrome(options=options, service=service)
    except Exception as error:  # whatever keeps a browser from starting here
        pytest.skip(f"chromium does not start: {str(error)[:200]}")
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium):
    """The browser as it starts: no page, a wide window, light, and no messages waiting."""
    still = [{"name": "prefers-reduced-motion", "value": "reduce"}]  # scrolls at once
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": still})
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.set_window_size(1280, 900)
    chromium.get("about:blank")
    for log in ("browser", "performance"):
        with contextlib.suppress(Exception):
            chromium.get_log(log)
    return chromium
