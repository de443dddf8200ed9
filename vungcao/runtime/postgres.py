"""A private PostgreSQL as a child of this process: make, start, stop; its lock file is its own."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from vungcao.runtime import binaries, orphans
from vungcao.runtime.binaries import MAJOR, PostgresError
from vungcao.runtime.database_urls import NAME, Address
from vungcao.runtime.keys import SUPERUSER, database_passwords
from vungcao.runtime.lock import HomeLock
from vungcao.runtime.ports import any_free
from vungcao.runtime.processes import die_with_parent, state

Event = Literal["new", "started", "recovered", "replaced"]

# A Unix socket's address holds 107 characters, its name takes some of them.
LONGEST_FOLDER = 90


class Postgres:
    """The server of one home: data in `pg`, socket in `run`, passwords in `keys`, log in `log`."""

    def __init__(self, home: Path, options: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.data = home / "pg"
        self.sockets = home / "run"
        self.log = home / "log" / "postgres.log"
        self.options = dict(options or {})
        self.lock = HomeLock(home)
        self.process: subprocess.Popen[bytes] | None = None
        self.host = ""
        self.port = 0

    def start(self, patience: float = 60) -> Event:
        """Start the server, repair what a crash left behind, and say what had happened."""
        self.lock.acquire()
        is_new = self._make()
        replaced = orphans.stop(self.data)
        crashed = (self.data / "postmaster.pid").exists()
        self._spawn_until(time.monotonic() + patience)
        self._write_address()
        if is_new:
            return "new"
        if replaced:
            return "replaced"
        return "recovered" if crashed else "started"

    def stop(self, patience: float = 8) -> None:
        """Fast shutdown: sessions are ended, what was committed is on disk."""
        if self.process is None:
            return
        (self.home / "run" / "database.json").unlink(missing_ok=True)
        if self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(patience)

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def address(self, user: str = SUPERUSER, name: str = "postgres") -> Address:
        password = database_passwords(self.home)[user]
        return Address(self.host, self.port, name, user, password)

    def program(self, name: str) -> Path:
        """The path of pg_dump, psql and the like."""
        return binaries.directory(self.home, None) / name

    def _make(self) -> bool:
        if (self.data / "PG_VERSION").exists():
            self._check_version()
            self._make_folders()
            return False
        if self.data.exists():
            raise PostgresError(f"{self.data} không phải là cơ sở dữ liệu: chuyển thư mục đó đi.")
        self._make_folders()
        part = self.home / "pg.part"  # a killed initdb leaves PG_VERSION behind, so it works aside
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        self._own(part)
        self._initdb(part)
        part.rename(self.data)
        return True

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(MAJOR):
            raise PostgresError(
                f"{self.data} do PostgreSQL {found} ghi, bản này dùng PostgreSQL {MAJOR}: chạy "
                "“vungcao backup” bằng bản cũ rồi “vungcao restore” bằng bản này."
            )

    def _make_folders(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.sockets.mkdir(parents=True, exist_ok=True, mode=0o755)
        self._own(self.sockets)

    def _own(self, path: Path) -> None:
        if who := binaries.account(self.data):
            os.chown(path, who.pw_uid, who.pw_gid)
            # Whatever root's umask is, the account must get as far as its folders.
            self.home.chmod(self.home.stat().st_mode | 0o111)

    def _initdb(self, folder: Path) -> None:
        who = binaries.account(self.data)
        # The password goes through a pipe: no copy that the other account could read later.
        reader, writer = os.pipe()
        if who:
            os.fchown(reader, who.pw_uid, who.pw_gid)
        os.write(writer, database_passwords(self.home)[SUPERUSER].encode())
        os.close(writer)
        command = [str(binaries.directory(self.home, who) / "initdb"), "-D", str(folder)]
        command += ["-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", "-k"]
        command += [f"--pwfile=/dev/fd/{reader}", "--no-instructions"]
        done = subprocess.run(
            command,
            env=binaries.surroundings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            pass_fds=(reader,),
            **binaries.as_account(who),
        )
        os.close(reader)
        if done.returncode:
            raise PostgresError(_why_not_made(_end(done.stderr or done.stdout)))

    def _spawn_until(self, end: float) -> None:
        while True:
            begins = self.log.stat().st_size if self.log.exists() else 0
            self._spawn()
            if self._is_ready_before(end):
                return
            self.stop()
            said = self.log.read_bytes()[begins:].decode(errors="replace")
            # Backends of a killed postmaster may still hold the shared memory, or its zombie its
            # pid: PostgreSQL refuses then, and it is right; we only wait and ask again.
            waits = "still in use" in said or "already exists" in said
            if time.monotonic() > end or not waits:
                raise PostgresError(f"PostgreSQL không khởi động được: {_end(said)}")
            time.sleep(0.2)

    def _spawn(self) -> None:
        who = binaries.account(self.data)
        command = [str(binaries.directory(self.home, who) / "postgres"), "-D", str(self.data)]
        for name, value in self._settings().items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=binaries.surroundings(self._ignored_zombie()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),
                **binaries.as_account(who),
            )

    def _settings(self) -> dict[str, str]:
        given = {"logging_collector": "off", "log_min_messages": "warning", **self.options}
        if len(str(self.sockets)) <= LONGEST_FOLDER:
            self.host, self.port = str(self.sockets), 5432
            places = {"listen_addresses": "", "unix_socket_directories": self.host}
        else:
            # The port stays over a restart, for the children were told.
            self.host, self.port = "127.0.0.1", self.port or any_free()
            places = {"listen_addresses": self.host, "unix_socket_directories": ""}
        return given | places | {"port": str(self.port)}

    def _ignored_zombie(self) -> dict[str, str]:
        """PostgreSQL looks past the pid named here: a dead postmaster that nobody reaps."""
        pid = orphans.postmaster_pid(self.data)
        return {"PG_GRANDPARENT_PID": str(pid)} if pid and state(pid) == "Z" else {}

    def _is_ready_before(self, end: float) -> bool:
        assert self.process is not None
        while time.monotonic() < end and self.process.poll() is None:
            if self._says_ready(self.process.pid):
                return True
            time.sleep(0.01)
        return False

    def _says_ready(self, pid: int) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
            return int(lines[0]) == pid and lines[7].strip() == "ready"
        except (OSError, IndexError, ValueError):
            return False

    def _write_address(self) -> None:
        place = self.home / "run" / "database.json"
        part = place.with_suffix(".part")
        part.write_text(json.dumps({"host": self.host, "port": self.port, "name": NAME}))
        part.rename(place)


def _why_not_made(said: str) -> str:
    advice = ""
    if "Permission denied" in said:
        advice = " Đặt VUNGCAO_HOME ở thư mục mà tài khoản của PostgreSQL vào được."
    return f"Không tạo được cơ sở dữ liệu: {said}.{advice}"


def _end(said: str) -> str:
    return " ".join(said.split())[-400:]
