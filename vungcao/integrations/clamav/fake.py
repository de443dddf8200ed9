"""A simulated clamd for demo and tests: finds the harmless test content and nothing else."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Put together when it is needed: written whole it would be found in this file itself.
EICAR_PARTS = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS", "-TEST-FILE!$H+H*")


def eicar() -> bytes:
    """The content that every antivirus must find and that does nothing."""
    return "".join(EICAR_PARTS).encode()


class Answering(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            letter = self.rfile.read(1)
            if not letter:
                return
            command += letter
        if command == b"zVERSION\0":
            self.wfile.write(b"ClamAV 1.0 (simulated)\0")
        elif command == b"zINSTREAM\0":
            found = eicar() in self._content()
            self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")

    def _content(self) -> bytes:
        pieces = []
        while size := int.from_bytes(self.rfile.read(4)):
            pieces.append(self.rfile.read(size))
        return b"".join(pieces)


class Listening(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def listening() -> Iterator[str]:
    """The URL of a simulated clamd on a free port of this machine."""
    with Listening(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
