"""A browser before the proxy of a product: keeps cookies and follows no redirect."""

import http.client
import re
from contextlib import closing
from http.cookies import SimpleCookie
from urllib.parse import urlencode

SIGN_IN = "/tai-khoan/dang-nhap/"


class Visitor:
    """One browser; `text` is the page that came last, `to` where its answer led."""

    def __init__(self, host: str, port: int, cookies: dict[str, str] | None = None) -> None:
        self.host, self.port, self.cookies = host, port, dict(cookies or {})
        self.text, self.to = "", ""

    def ask(self, path: str, form: dict[str, str] | None = None) -> int:
        """A page, or a form of it that is filled in and sent."""
        if form is None:
            return self._request("GET", path)
        self.ask(path)
        return self.send(path, form | {"csrfmiddlewaretoken": self.hidden("csrfmiddlewaretoken")})

    def send(self, path: str, form: dict[str, str]) -> int:
        """A form as it stands, with its token."""
        return self._request("POST", path, urlencode(form))

    def hidden(self, name: str) -> str:
        """What a hidden field of the page holds."""
        found = re.search(rf'name="{name}" value="([^"]+)', self.text)
        return found[1] if found else ""

    def _request(self, method: str, path: str, body: str | None = None) -> int:
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": self.host, "X-Forwarded-Proto": "https", "Cookie": held}
        if body is not None:
            headers |= {"Origin": f"https://{self.host}"}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            self.text, self.to = answer.read().decode(), answer.headers.get("Location", "")
        for said in answer.headers.get_all("Set-Cookie") or []:
            ((name, one),) = SimpleCookie(said).items()
            assert one["secure"] or not one.value
            self.cookies[name] = one.value
        return answer.status

    def sign_in(self, name: str, password: str) -> bool:
        self.ask(SIGN_IN, {"username": name, "password": password, "next": ""})
        return self.is_in()

    def is_in(self) -> bool:
        """Others are led to the sign-in page."""
        self.ask("/lam-viec/")
        return not self.to.startswith(SIGN_IN)
