"""A small S3 store on this machine, spoken to by the real client; keeps what it gets in memory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

ENTRY = (
    "<Contents><Key>{key}</Key><LastModified>2026-11-22T00:00:00.000Z</LastModified>"
    "<ETag>x</ETag><Size>{size}</Size></Contents>"
)


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kept: dict[str, bytes]
    is_full = False

    def do_PUT(self) -> None:
        content = self._body()
        if self.is_full:
            self._answer(507, b"<Error><Code>InsufficientStorage</Code></Error>")
            return
        self.kept[self._key()] = content
        self._answer(200, ETag='"x"')

    def do_GET(self) -> None:
        if "/" not in self._key():  # the bucket itself
            found = "".join(
                ENTRY.format(key=key.partition("/")[2], size=len(content))
                for key, content in sorted(self.kept.items())
            )
            text = f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"
            self._answer(200, text.encode())
        elif (content := self.kept.get(self._key())) is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            self._answer(200, content, ETag='"x"', **{"Last-Modified": formatdate(usegmt=True)})

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.kept.pop(self._key(), None)
        self._answer(204)

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).strip("/")

    def _body(self) -> bytes:
        """The client may send a body in chunks, each with its length, and a checksum after."""
        if "chunked" not in self.headers.get("Content-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        rest = self.rfile.read(int(self.headers["Content-Length"]))
        content = b""
        while rest:
            size, _line, rest = rest.partition(b"\r\n")
            length = int(size.partition(b";")[0], 16)
            if length == 0:
                break
            content, rest = content + rest[:length], rest[length + 2 :]
        return content

    def _answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def listening() -> Iterator[tuple[str, type[Answering]]]:
    """The address of an empty store, and what it keeps."""
    handler = type("Handler", (Answering,), {"kept": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", handler
        finally:
            server.shutdown()
            thread.join()
