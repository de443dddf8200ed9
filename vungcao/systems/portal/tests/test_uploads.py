"""Pictures that editors upload: which are taken, what of them is kept, and who may touch them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Opened
from wagtail.images.models import Image

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.kernel.tests.files import samples
from vungcao.systems.portal.models import Section
from vungcao.systems.portal.services import groups
from vungcao.systems.portal.tests.factories import holder, keeper, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pictures_folder")]
PLACE = "/bien-tap/images/"


@pytest.fixture
def editor() -> tuple[Client, User]:
    section()
    client, user = holder(Role.EDITOR)
    client.get("/bien-tap/")
    return client, user


def upload(client: Client, content: bytes, name: str = "mau.jpg") -> Image | None:
    """What was kept; nothing when it was refused."""
    before = set(Image.objects.values_list("pk", flat=True))
    kind = f"image/{name.rpartition('.')[2].replace('jpg', 'jpeg')}"
    given = SimpleUploadedFile(name, content, kind)
    client.post(f"{PLACE}add/", {"title": "Ảnh mẫu", "file": given, "description": "Một ô đỏ."})
    return Image.objects.exclude(pk__in=before).order_by("pk").first()


@pytest.mark.parametrize(
    ("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]
)
def test_these_kinds_are_taken(editor: tuple[Client, User], form: str, name: str) -> None:
    kept = upload(editor[0], samples.picture(form), name)

    assert kept is not None
    with Opened.open(kept.file) as opened:
        assert (opened.format, opened.size) == (form, (40, 20))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.picture("GIF"), "a.gif"),
        (samples.picture("GIF"), "a.jpg"),
        (samples.picture("PNG"), "a.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg"),
        (b"<html><script>alert(1)</script></html>", "a.png"),
        (samples.picture("JPEG")[:200], "a.jpg"),
        (b"", "a.jpg"),
    ],
)
def test_what_is_no_picture_or_another_one_than_its_name_says_is_refused(
    editor: tuple[Client, User], content: bytes, name: str
) -> None:
    assert upload(editor[0], content, name) is None


def test_a_file_or_a_picture_that_is_too_large_is_refused(
    editor: tuple[Client, User], monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setattr("vungcao.kernel.files.pictures.PIXELS", 500)
    assert upload(editor[0], samples.picture()) is None

    monkeypatch.undo()
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100  # type: ignore[attr-defined]
    assert upload(editor[0], samples.picture()) is None


def test_where_and_by_what_a_photograph_was_taken_is_not_kept(
    editor: tuple[Client, User],
) -> None:
    given = samples.located_picture()
    assert b"Exif" in given

    kept = upload(editor[0], given)

    assert kept is not None
    original = kept.file.open().read()
    drawn = kept.get_rendition("width-800|format-webp").file.open().read()
    for content in (original, drawn):
        assert b"Exif" not in content
        with Opened.open(BytesIO(content)) as opened:
            assert not opened.getexif()
            assert opened.size == (20, 40)  # upright, as it was seen


def test_a_picture_of_another_body_is_shown_but_not_touched(editor: tuple[Client, User]) -> None:
    _first, body = OrganisationFactory.create_batch(2)
    place = section("xa-hai", "Xã mẫu")
    Section.objects.filter(pk=place.pk).update(owner_body=body)
    groups.arrange(by=keeper())
    foreign, _user = holder(Role.EDITOR, organisation=body)
    foreign.get("/bien-tap/")
    theirs = Image.objects.create(
        title="Ảnh của xã",
        file=SimpleUploadedFile("x.png", samples.picture("PNG")),
        collection=groups.folder_of(body.pk),
    )

    client, _user = editor
    words = {"title": "Đổi", "description": "", "collection": theirs.collection_id}
    refused = client.post(f"{PLACE}{theirs.pk}/", words)
    client.post(f"{PLACE}{theirs.pk}/delete/")

    assert refused.status_code == 302
    assert foreign.get(f"{PLACE}{theirs.pk}/").status_code == 200
    assert Image.objects.get(pk=theirs.pk).title == "Ảnh của xã"
    assert "Ảnh của xã" in client.get(f"{PLACE}chooser/results/").content.decode()


@pytest.mark.parametrize("address", ["", "add/", "chooser/", "multiple/add/"])
def test_others_upload_nothing(address: str) -> None:
    client, _user = holder(Role.COMMUNE_OFFICER)

    assert client.post(f"{PLACE}{address}", {"title": "x"}).status_code == 403
