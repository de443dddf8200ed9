"""The store on S3, through the real client, does what the folder does."""

import hashlib
from collections.abc import Iterator

import pytest

from vungcao.kernel.files.storage import Bucket, StoreFailed
from vungcao.kernel.tests.files import bucket
from vungcao.kernel.tests.files.bucket import Answering

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:boto3"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, type[Answering]]]:
    with bucket.listening() as found:
        yield found


@pytest.fixture
def place(server: tuple[str, type[Answering]]) -> Bucket:
    server[1].kept.clear()
    return Bucket(f"s3://mau/tep?endpoint={server[0]}", "key", "secret")


def test_gives_back_what_was_written(place: Bucket) -> None:
    sha256 = place.write(b"abc" * 1000)

    assert sha256 == hashlib.sha256(b"abc" * 1000).hexdigest()
    assert place.has(sha256)
    with place.open(sha256) as file:
        file.seek(3)
        assert file.read() == b"abc" * 999


def test_keeps_everything_under_its_prefix(
    place: Bucket, server: tuple[str, type[Answering]]
) -> None:
    sha256 = place.write(b"abc")

    assert list(server[1].kept) == [f"mau/tep/{sha256}"]
    assert [found for found, _when in place.hashes()] == [sha256]


def test_what_was_deleted_is_gone(place: Bucket) -> None:
    sha256 = place.write(b"abc")

    place.delete(sha256)

    assert not place.has(sha256)
    with pytest.raises(StoreFailed, match="không còn trong kho"):
        place.open(sha256)


def test_a_silent_store_is_a_sentence() -> None:
    nobody = Bucket("s3://mau/tep?endpoint=http://127.0.0.1:1", "key", "secret")

    with pytest.raises(StoreFailed, match="không trả lời"):
        nobody.write(b"abc")
