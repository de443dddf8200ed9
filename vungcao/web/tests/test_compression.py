"""Text leaves compressed; what is compressed already, or a part of a file, leaves as it is."""

import gzip
from collections.abc import Iterator

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from vungcao.web.compression import CompressionMiddleware

WORDS = "Xã Vân Sơn\n" * 500


def sent(rf: RequestFactory, response: HttpResponseBase, accepts: str = "gzip") -> HttpResponseBase:
    request = rf.get("/", headers={"Accept-Encoding": accepts})
    answer = CompressionMiddleware(lambda request: response)(request)
    assert isinstance(answer, HttpResponseBase)
    return answer


def test_a_page_leaves_compressed(rf: RequestFactory) -> None:
    response = sent(rf, HttpResponse(WORDS))

    assert isinstance(response, HttpResponse)
    assert len(response.content) < len(WORDS) / 10
    assert gzip.decompress(response.content).decode() == WORDS
    assert "Accept-Encoding" in response["Vary"]


def test_a_browser_that_cannot_read_it_gets_it_plain(rf: RequestFactory) -> None:
    response = sent(rf, HttpResponse(WORDS), accepts="identity")

    assert isinstance(response, HttpResponse)
    assert response.content.decode() == WORDS


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/octet-stream"])
def test_what_is_compressed_already_stays(rf: RequestFactory, kind: str) -> None:
    response = sent(rf, HttpResponse(WORDS, content_type=kind))

    assert "Content-Encoding" not in response


def test_a_part_of_a_file_stays(rf: RequestFactory) -> None:
    response = sent(rf, HttpResponse(WORDS, status=206, content_type="text/csv"))

    assert "Content-Encoding" not in response


def test_a_stream_is_compressed_as_it_comes(rf: RequestFactory) -> None:
    asked: list[int] = []

    def rows() -> Iterator[bytes]:
        for number in range(100):
            asked.append(number)
            yield WORDS.encode()

    response = sent(rf, StreamingHttpResponse(rows(), content_type="text/csv"))

    assert isinstance(response, StreamingHttpResponse)
    first = next(iter(response))
    assert first[:2] == b"\x1f\x8b"
    assert len(asked) < 100
