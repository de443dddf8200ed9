"""Every answer closes what no page of ours uses."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_no_inline_script_no_inline_style_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/tai-khoan/dang-nhap/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
