"""Speaks SMTP: one connection for many letters, and what each answer of a server means."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from vungcao.kernel.exchange.adapters import NotDelivered, Refused, Retry, Unknown, Unreachable

SECONDS = 15.0  # for every single wait
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
QUEUED = re.compile(rb"(?:queued as |id=)([A-Za-z0-9._-]{1,60})")


@dataclass(frozen=True)
class Server:
    """Where a mail server is and how it is spoken to."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @classmethod
    def of(cls, url: str) -> "Server":
        """From `smtp+starttls://user:password@host:587`; the environment has checked it."""
        parts = urlsplit(url)
        return cls(
            parts.scheme,
            parts.hostname or "",
            parts.port or PORTS[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )


class Line:
    """A connection to a server that is made when it is needed and left when it failed."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None

    def send(self, sender: str, to: str, message: bytes) -> str:
        """Hand over one message; the name that the server gave it, when it gave one.

        Raises `NotDelivered`. A line that breaks once the text was on its way leaves the outcome
        unknown: the server may have it.
        """
        smtp = self._connected()
        try:
            _expect(smtp.mail(sender), "mail")
            _expect(smtp.rcpt(to), "rcpt")
        except NotDelivered:
            self._begin_anew()
            raise
        except (OSError, smtplib.SMTPException):
            self.close()
            raise Unreachable("connection-lost") from None
        return self._data(smtp, message)

    def close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _data(self, smtp: smtplib.SMTP, message: bytes) -> str:
        try:
            answer = smtp.data(message)
        except smtplib.SMTPDataError as refusal:  # the server did not even want to begin
            answer = (refusal.smtp_code, b"")
        except (OSError, smtplib.SMTPException):
            self._smtp = None
            smtp.close()
            raise Unknown("no-answer-after-data") from None
        try:
            _expect(answer, "data")
        except NotDelivered:
            self._begin_anew()
            raise
        found = QUEUED.search(answer[1])
        return found[1].decode() if found else ""

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = _connect(self.server)
            except smtplib.SMTPResponseException as refusal:
                raise Unreachable(f"connect-{refusal.smtp_code}") from None
            except (OSError, smtplib.SMTPException):
                raise Unreachable("no-connection") from None
        return self._smtp

    def _begin_anew(self) -> None:
        """Before the next message; a server that does not even answer this is left."""
        try:
            assert self._smtp is not None
            self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def _connect(server: Server) -> smtplib.SMTP:
    if server.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.scheme == "smtp+starttls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _expect(answer: tuple[int, bytes], step: str) -> None:
    """Four hundreds are for later, five hundreds for ever; the text may name a person: not kept.

    421 closes the line. A sender that is not welcome is our own affair, not that of one letter.
    """
    code = answer[0]
    if code < 400:
        return
    if code == 421 or (step == "mail" and code >= 500 and code != 552):
        raise Unreachable(f"{step}-{code}")
    raise Retry(f"{step}-{code}") if code < 500 else Refused(f"{step}-{code}")
