"""Fails a run that left out a test other than a soak test (`-p tests.nothing_left_out`).

What a static test says of the tree is asked by `make check` (`-m static`), everything else by
`make test`; neither asks the other's.
"""

import pytest

LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = []
    config.pluginmanager.register(Watch(config), "watch-left-out")


class Watch:
    """Notes in each process what did not run; the controlling one decides."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.found = config, config.stash[LEFT_OUT]

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        self.found += [
            f"{item.nodeid}: không được chọn"
            for item in items
            if item.get_closest_marker("soak") is None and not self._is_asked_elsewhere(item)
        ]

    def _is_asked_elsewhere(self, item: pytest.Item) -> bool:
        is_static = item.get_closest_marker("static") is not None
        return is_static is not bool(self.config.option.markexpr == "static")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.found.append(f"{report.nodeid}: bị bỏ qua")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.found.append(f"{report.nodeid}: bị bỏ qua")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output["left_out"] = self.found
        elif self.found:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object, error: object) -> None:
        output = getattr(node, "workeroutput", {})
        self.found += [line for line in output.get("left_out", []) if line not in self.found]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.found:
            terminalreporter.section("Kiểm thử không chạy", red=True)
        for line in self.found:
            terminalreporter.line(line)
