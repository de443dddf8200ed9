"""The environment, read once: what differs between machines (docs/configuration.md)."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from vungcao.runtime.errors import Refused

PROJECT = Path(__file__).resolve().parents[2]
MODES = ("demo", "production")
# The database of a class, and the untouched one from which it is cloned.
PRACTICE = ("", "class", "original")
# Who keeps the product, who signs, who reads everything (slugs of roles).
SECOND_FACTOR = "quan-tri,lanhdao-xa,lanhdao-so,ubnd,tai-chinh,kiem-tra,bo"
ROLES = ("app", "owner")
MAIL_SCHEMES = ("smtp", "smtp+starttls", "smtps")
BOX_SCHEMES = ("imap", "imaps")


class WrongVariable(Refused):
    """A variable that cannot be used; its message says how to mend it."""


@dataclass(frozen=True)
class Environment:
    """The variables of one process. Paths are absolute, URLs are kept as given."""

    home: Path
    port: int
    host: str
    mode: str
    database_url: str
    database_owner_url: str
    role: str
    pool: int
    secret_key_file: Path
    vault_keys_file: Path
    signing_folder: Path
    demo_password: str
    files_url: str
    files_access_key: str
    files_secret_key: str
    clamd_url: str
    smtp_url: str
    smtp_from: str
    allowed_hosts: tuple[str, ...]
    today: date | None
    second_factor: tuple[str, ...]
    sign_in_tries: int
    network_tries: int
    longest_wait: int
    contact: str = ""
    practice: str = ""
    practice_url: str = ""
    proof_of_work: int = 100_000
    returns_url: str = ""

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    @property
    def is_behind_proxy(self) -> bool:
        """Whether our own nginx speaks TLS for us and says who asks (deploy/nginx.conf)."""
        return not self.is_demo or bool(self.practice and self.practice_url)

    @property
    def mailbox(self) -> Path:
        """Where the demo's letters and text messages land."""
        return self.home / "run/mailbox"

    @property
    def address(self) -> str:
        """Where readers find the product; letters begin their links with it."""
        if self.practice and self.practice_url:
            return self.practice_url
        if self.is_demo:
            return f"http://localhost:{self.port}"
        return f"https://{self.allowed_hosts[0]}"


def default_home() -> Path:
    """A place keyed by the checkout's path, so that two copies on one machine do not meet.

    As root PostgreSQL runs as another account, which may be unable to enter a home directory.
    """
    key = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:8]
    if os.geteuid() == 0:
        return Path("/var/lib/vungcao") / key
    return Path.home() / ".local/share/vungcao" / key


def read(given: Mapping[str, str]) -> Environment:
    """Raises `WrongVariable` with one sentence per variable that is wrong."""
    home = Path(given.get("VUNGCAO_HOME") or default_home()).resolve()
    environment = Environment(
        home=home,
        port=_integer(given, "PORT", 8000),
        host=given.get("HOST", "127.0.0.1"),
        mode=_choice(given, "VUNGCAO_MODE", MODES, "demo"),
        database_url=given.get("DATABASE_URL", ""),
        database_owner_url=given.get("DATABASE_OWNER_URL", ""),
        role=_choice(given, "VUNGCAO_DB_ROLE", ROLES, "app"),
        pool=_integer(given, "VUNGCAO_POOL", 0),
        secret_key_file=Path(given.get("SECRET_KEY_FILE") or home / "keys/secret.key"),
        vault_keys_file=Path(given.get("VAULT_KEYS_FILE") or home / "keys/vault.json"),
        signing_folder=Path(given.get("SIGNING_FOLDER") or home / "keys/signing"),
        demo_password=given.get("VUNGCAO_DEMO_PASSWORD", "vungcao-demo"),
        files_url=given.get("FILES_URL") or f"file://{home}/files",
        files_access_key=given.get("FILES_ACCESS_KEY", ""),
        files_secret_key=given.get("FILES_SECRET_KEY", ""),
        clamd_url=given.get("CLAMD_URL", ""),
        smtp_url=_mail_server(given, "SMTP_URL"),
        smtp_from=given.get("SMTP_FROM") or "khong-tra-loi@vung-cao.invalid",
        allowed_hosts=tuple(filter(None, given.get("ALLOWED_HOSTS", "").split(","))),
        today=_day(given, "VUNGCAO_TODAY"),
        second_factor=_second_factor(given),
        sign_in_tries=_integer(given, "VUNGCAO_SIGN_IN_TRIES", 5),
        network_tries=_integer(given, "VUNGCAO_NETWORK_TRIES", 30),
        longest_wait=_integer(given, "VUNGCAO_LONGEST_WAIT", 15),
        contact=given.get("VUNGCAO_CONTACT", "").strip(),
        practice=_choice(given, "VUNGCAO_PRACTICE", PRACTICE, ""),
        practice_url=_https(given, "PRACTICE_URL"),
        proof_of_work=_integer(given, "VUNGCAO_PROOF_OF_WORK", 100_000),
        returns_url=_mailbox(given, "RETURNS_URL"),
    )
    if bool(environment.database_url) != bool(environment.database_owner_url):
        raise WrongVariable("Đặt cả DATABASE_URL và DATABASE_OWNER_URL, hoặc không đặt biến nào.")
    if environment.mode == "production":
        _check_production(environment)
    return environment


def _check_production(environment: Environment) -> None:
    if not environment.allowed_hosts:
        raise WrongVariable("Chế độ production cần ALLOWED_HOSTS, ví dụ vungcao.bacninh.gov.vn.")
    if environment.smtp_url and environment.smtp_from.endswith(".invalid"):
        raise WrongVariable("Có SMTP_URL thì cần SMTP_FROM, địa chỉ của cơ quan để gửi thư đi.")
    if environment.today is not None:
        raise WrongVariable("VUNGCAO_TODAY chỉ dùng cho trình diễn và kiểm thử.")


def _second_factor(given: Mapping[str, str]) -> tuple[str, ...]:
    """The slugs of roles, by commas; "none" for nobody. Nothing said, the mode decides."""
    usual = "none" if given.get("VUNGCAO_MODE", "demo") != "production" else SECOND_FACTOR
    text = given.get("VUNGCAO_SECOND_FACTOR") or usual
    return () if text == "none" else tuple(filter(None, (part.strip() for part in text.split(","))))


def _integer(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name) or str(default)
    if not text.isascii() or not text.isdigit():
        raise WrongVariable(f"{name} phải là số nguyên, đang là “{text}”.")
    return int(text)


def _choice(given: Mapping[str, str], name: str, choices: tuple[str, ...], default: str) -> str:
    text = given.get(name) or default
    if text not in choices:
        raise WrongVariable(f"{name} phải là {' hoặc '.join(choices)}, đang là “{text}”.")
    return text


def _mail_server(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    try:
        parts = urlsplit(text)
        wrong = parts.scheme not in MAIL_SCHEMES or not parts.hostname or parts.port == 0
    except ValueError:  # a port that is no number
        wrong = True
    if text and wrong:
        raise WrongVariable(f"{name} phải có dạng smtp+starttls://tài-khoản:mật-khẩu@máy-chủ:587.")
    return text


def _mailbox(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    try:
        parts = urlsplit(text)
        wrong = parts.scheme not in BOX_SCHEMES or not parts.hostname or parts.port == 0
        wrong = wrong or not parts.username or not parts.password
    except ValueError:  # a port that is no number
        wrong = True
    if text and wrong:
        raise WrongVariable(f"{name} phải có dạng imaps://tài-khoản:mật-khẩu@máy-chủ:993/INBOX.")
    return text


def _https(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "").rstrip("/")
    try:
        parts = urlsplit(text)
        wrong = parts.scheme != "https" or not parts.hostname or bool(parts.path or parts.query)
        wrong = wrong or parts.port == 0
    except ValueError:  # a port that is no number
        wrong = True
    if text and wrong:
        raise WrongVariable(f"{name} phải có dạng https://thuc-hanh.vungcao.bacninh.gov.vn.")
    return text


def _day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongVariable(f"{name} phải có dạng 2026-11-23, đang là “{text}”.") from None


@cache
def environment() -> Environment:
    """The environment of this process."""
    return read(os.environ)
