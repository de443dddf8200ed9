"""A mailbox on loopback with folders in memory: as much of IMAP as is spoken; for tests."""

import re
import socketserver
import threading
from dataclasses import dataclass, field

LINE = re.compile(rb"(\S+) (UID )?(\w+) ?(.*)\r\n", re.S)


@dataclass
class Folders:
    """Letters by folder and number; `breaks` names commands after which the line is cut."""

    user: str = "tra-ve"
    password: str = "mat-khau-mau"
    held: dict[str, dict[int, bytes]] = field(default_factory=lambda: {"INBOX": {}})
    gone: set[int] = field(default_factory=set)
    breaks: set[str] = field(default_factory=set)
    url: str = ""

    def put(self, source: str) -> None:
        number = 1 + max((pk for box in self.held.values() for pk in box), default=0)
        self.held["INBOX"][number] = source.replace("\n", "\r\n").encode()

    def answer(self, command: str, rest: str) -> tuple[list[bytes], str]:
        """Lines to send, and the last word."""
        found: tuple[list[bytes], str] = getattr(self, f"_{command.lower()}", self._unknown)(rest)
        return found

    def _unknown(self, rest: str) -> tuple[list[bytes], str]:
        return [], "OK"

    def _capability(self, rest: str) -> tuple[list[bytes], str]:
        return [b"* CAPABILITY IMAP4rev1"], "OK"

    def _login(self, rest: str) -> tuple[list[bytes], str]:
        said = rest.replace('"', "").split()
        return [], "OK" if said == [self.user, self.password] else "NO"

    def _select(self, rest: str) -> tuple[list[bytes], str]:
        name = rest.strip('"')
        return [b"* %d EXISTS" % len(self.held.get(name, {}))], "OK" if name in self.held else "NO"

    def _create(self, rest: str) -> tuple[list[bytes], str]:
        is_new = rest.strip('"') not in self.held
        self.held.setdefault(rest.strip('"'), {})
        return [], "OK" if is_new else "NO"

    def _search(self, rest: str) -> tuple[list[bytes], str]:
        return [b"* SEARCH " + " ".join(map(str, sorted(self.held["INBOX"]))).encode()], "OK"

    def _fetch(self, rest: str) -> tuple[list[bytes], str]:
        number = int(rest.split()[0])
        content = self.held["INBOX"][number]
        head = b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n" % (number, len(content))
        return [head + content + b")"], "OK"

    def _copy(self, rest: str) -> tuple[list[bytes], str]:
        number, name = rest.replace('"', "").split()
        self.held[name][int(number)] = self.held["INBOX"][int(number)]
        return [], "OK"

    def _store(self, rest: str) -> tuple[list[bytes], str]:
        self.gone.add(int(rest.split()[0]))
        return [], "OK"

    def _expunge(self, rest: str) -> tuple[list[bytes], str]:
        for number in self.gone:
            self.held["INBOX"].pop(number, None)
        return [], "OK"


class Handler(socketserver.StreamRequestHandler):
    """One line: a greeting, then a command after the other until it says goodbye."""

    server: "Server"

    def handle(self) -> None:
        self.wfile.write(b"* OK IMAP4rev1\r\n")
        while found := LINE.fullmatch(self.rfile.readline()):
            tag, _uid, command, rest = found.groups()
            if command.decode() in self.server.folders.breaks:
                return
            lines, state = self.server.folders.answer(command.decode(), rest.decode())
            lines.append(tag + f" {state} done".encode())
            self.wfile.write(b"".join(line + b"\r\n" for line in lines))
            if command == b"LOGOUT":
                return


class Server(socketserver.ThreadingTCPServer):
    """On a port of the machine's choosing; `with` ends it."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, folders: Folders) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folders = folders
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        who = f"{self.folders.user}:{self.folders.password}"
        return f"imap://{who}@127.0.0.1:{self.server_address[1]}/INBOX"

    def server_close(self) -> None:
        self.shutdown()
        super().server_close()
