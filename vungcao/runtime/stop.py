"""Asking the product to stop: SIGINT, SIGTERM or a closed terminal."""

import os
import signal


class StopAsked(BaseException):
    """Breaks off the preparation; nothing but the clean-up catches it."""


class StopRequest:
    """Whether someone asked us to stop. While preparing it breaks in, later it is a flag."""

    def __init__(self) -> None:
        self.asked = False
        self.interrupts = True
        self.wakes, self._writer = os.pipe()
        os.set_blocking(self.wakes, False)
        os.set_blocking(self._writer, False)

    def listen(self) -> None:
        """Set the handlers, also where a shell's "&" had made us ignore SIGINT."""
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(which, self._on_signal)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # a child that ends wakes the loop

    def _on_signal(self, *_: object) -> None:
        self.asked = True
        if self.interrupts:
            self.interrupts = False
            raise StopAsked
