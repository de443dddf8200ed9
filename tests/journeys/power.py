"""A machine whose power can be cut: Chromium as a process of its own, on a disk that stays."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import FLAGS

PORT = "DevToolsActivePort"  # where Chromium writes by which port it can be driven


class Machine:
    """One browser profile; switched on, cut off, and switched on again."""

    def __init__(self, browser: Browser, disk: Path, width: int) -> None:
        self.kind = browser.browser_type
        self.disk = disk
        self.width = width
        self.process: subprocess.Popen[bytes] | None = None

    def on(self, *, is_offline: bool = False) -> Page:
        (self.disk / PORT).unlink(missing_ok=True)
        chromium = shutil.which("chromium")
        assert chromium is not None
        flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
        self.process = subprocess.Popen(
            [
                chromium,
                "--headless=new",
                *flags,
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                f"--window-size={self.width},740",
                "--remote-debugging-port=0",
                f"--user-data-dir={self.disk}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.browser = self.kind.connect_over_cdp(f"http://127.0.0.1:{self._port()}")
        self.context: BrowserContext = self.browser.contexts[0]
        self.context.set_default_timeout(10_000)
        self.context.set_offline(is_offline)
        page = self.context.new_page()
        page.set_viewport_size({"width": self.width, "height": 740})
        return page

    def cut(self) -> None:
        """As when the lamp goes out: nothing is closed, nothing is written any more."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _port(self) -> str:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if (self.disk / PORT).exists() and (said := (self.disk / PORT).read_text().split()):
                return said[0]
            time.sleep(0.05)
        raise AssertionError("Chromium does not begin")
