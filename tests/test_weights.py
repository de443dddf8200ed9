"""What a phone fetches to see a page for the first time, as it leaves the server: compressed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.test import Client, override_settings
from PIL import Image as Drawing
from wagtail.images import get_image_model

from tests.ground import PASSWORD
from tests.journeys.screens import EVERY, PUBLIC, Screen
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.tests.factories import NOON, draft, keeper, published, section

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# design.md 9 and 3, in bytes; the requests keep a line of 300 ms a round trip below a few seconds.
FIRST_VIEW, SAVING, REQUESTS = 90 * 1024, 50 * 1024, 12
PUBLIC_SCRIPTS, OFFICE_SCRIPTS = 20 * 1024, 60 * 1024
FETCHED = re.compile(r'<(?:link[^>]*rel="(?:stylesheet|icon|manifest)"|script|img)[^>]*>')
ADDRESS = re.compile(r'(?:href|src)="(/[^"]+)"')
IMPORTED = re.compile(r'(?:from|import) "\./([^"]+)"')
FRUGAL = {"Save-Data": "on"}
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Weight:
    page: int
    files: dict[str, int]

    @property
    def whole(self) -> int:
        return self.page + sum(self.files.values())

    @property
    def scripts(self) -> int:
        return sum(size for name, size in self.files.items() if name.endswith(".js"))


IMPORTED = re.compile(r"""from ["']\./(.+?)["'];""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The static files as a server keeps them, hashed and compressed."""
    place = tmp_path_factory.mktemp("static")
    storage = {"BACKEND": "vungcao.config.static.StaticFiles", "OPTIONS": {"location": str(place)}}
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(
        STATIC_ROOT=place, STORAGES={"default": default, "staticfiles": storage}
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    # Anew, so that the names are read from the manifest as by a server that has just started.
    with override_settings(
        STATIC_ROOT=place, STORAGES={"default": default, "staticfiles": storage}
    ):
        yield place


def weigh(
    client: Client,
    path: str,
    collected: Path,
    status: int = 200,
    asked: Mapping[str, str] | None = None,
) -> Weight:
    """A page and every file that it names, each once, as many bytes as are sent."""
    plain = client.get(path, headers=asked or {})
    sent = client.get(path, headers={**(asked or {}), **GZIP})
    assert plain.status_code == sent.status_code == status
    assert sent["Content-Encoding"] == "gzip"
    files: dict[str, int] = {}
    for tag in FETCHED.findall(plain.content.decode()):
        for address in ADDRESS.findall(tag):
            _fetch(client, address, collected, files)
    return Weight(len(sent.content), files)


def _fetch(client: Client, address: str, collected: Path, files: dict[str, int]) -> None:
    if address in files:
        return
    if not address.startswith("/static/"):
        files[address] = len(client.get(address, headers=GZIP).getvalue())
        return
    file = collected / address.removeprefix("/static/")
    packed = file.with_name(file.name + ".gz")
    files[address] = (packed if packed.exists() else file).stat().st_size
    if file.suffix == ".js":
        for name in IMPORTED.findall(file.read_text("utf-8")):
            _fetch(client, address.rpartition("/")[0] + "/" + name, collected, files)


@pytest.mark.parametrize("screen", EVERY, ids=lambda screen: screen.name)
def test_a_screen_is_light_at_first_sight(
    ground: None, client: Client, collected: Path, screen: Screen
) -> None:
    if screen.account:
        sign_in = {"username": screen.account, "password": PASSWORD}
        assert client.post("/tai-khoan/dang-nhap/", sign_in).status_code == 302

    usual = weigh(client, screen.path, collected, screen.status)
    saving = weigh(client, screen.path, collected, screen.status, FRUGAL)

    assert usual.whole <= FIRST_VIEW, usual
    assert saving.whole <= SAVING, saving
    assert len(usual.files) + 1 <= REQUESTS, usual
    is_citizens = screen in PUBLIC  # the guide shows what the office uses
    assert usual.scripts <= (PUBLIC_SCRIPTS if is_citizens else OFFICE_SCRIPTS), usual


@pytest.fixture
def portal(db: None) -> None:
    """An article with a photograph, in a section that is full."""
    place = section()
    for number in range(21):
        published(place, f"bai-{number}")
    file = BytesIO()
    Drawing.effect_noise((1600, 1000), 60).convert("RGB").save(file, "JPEG", quality=92)
    picture = get_image_model().objects.create(
        title="Đường", description="Đường vào thôn mẫu", file=ImageFile(file, "duong.jpg")
    )
    made = draft(place)
    made.picture = picture
    writing.publish(article=made, at=NOON, by=keeper())


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
@pytest.mark.parametrize("path", ["/trang-chu/", "/tin-tuc/", "/tin-tuc/duong-vao-thon/"])
def test_a_page_of_the_portal_is_light_at_first_sight(
    portal: None, client: Client, collected: Path, path: str
) -> None:
    usual = weigh(client, path, collected)
    saving = weigh(client, path, collected, asked=FRUGAL)

    assert usual.whole <= FIRST_VIEW, usual
    assert saving.whole <= SAVING, saving
    assert len(usual.files) + 1 <= REQUESTS, usual
    assert [name for name in saving.files if name.startswith("/anh-bai/")] == []


def test_styles_of_every_page_are_one_file(client: Client, collected: Path) -> None:
    weight = weigh(client, "/tai-khoan/dang-nhap/", collected)

    assert [name for name in weight.files if ".css" in name] == [
        name for name in weight.files if "/everywhere." in name
    ]
    together = next(collected.glob("css/everywhere.*.css")).read_text("utf-8")
    assert "--ground" in together  # tokens, which are first
    assert together.index("--ground") < together.index("@media print")


def test_a_page_of_the_manual_saves_its_pictures(client: Client, collected: Path) -> None:
    path = "/lam-viec/tro-giup/sap-xep/"

    saving = weigh(client, path, collected, asked=FRUGAL)

    assert [name for name in saving.files if name.endswith(".png/") or ".png" in name] == []
    assert "Xem hình: " in client.get(path, headers=FRUGAL).content.decode()
    assert "Save-Data" in client.get(path)["Vary"]
    assert saving.whole <= SAVING


def test_the_worker_fetches_little_that_the_page_has_not_fetched(
    client: Client, collected: Path
) -> None:
    seen = weigh(client, "/xac-minh/", collected).files
    kept = weigh(client, "/mat-mang/", collected)

    again = sum(size for name, size in kept.files.items() if name not in seen)

    assert kept.page + again <= 10 * 1024


def test_a_module_asks_for_its_parts_by_their_hashes(collected: Path) -> None:
    (entry,) = collected.glob("js/entry/entry.????????????.js")
    parts = IMPORTED.findall(entry.read_text())

    assert len(parts) >= 4
    assert [name for name in parts if not HASHED.search(name)] == []
    assert [name for name in parts if not (entry.parent / name).is_file()] == []


def test_the_modules_of_the_grid_are_light(collected: Path) -> None:
    sizes = [path.stat().st_size for path in collected.glob("js/entry/*.????????????.js.gz")]

    assert len(sizes) == 6
    assert sum(sizes) < 24_000
