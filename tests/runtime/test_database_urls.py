"""Addresses of databases survive being written as a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from vungcao.runtime import database_urls, env
from vungcao.runtime.database_urls import Address, NoDatabase

WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=0x1EF9, exclude_categories=["Cs"]))
NAMES = WORDS.filter(bool)
ADDRESSES = st.builds(
    Address,
    host=NAMES.map(lambda word: f"/run/{word}"),
    port=st.integers(1, 65535),
    name=NAMES,
    user=NAMES,
    password=NAMES,
)


@given(ADDRESSES)
def test_libpq_reads_what_we_write(place: Address) -> None:
    read = conninfo_to_dict(database_urls.url(place))

    assert read["host"] == place.host
    assert read["port"] == str(place.port)
    assert (read["dbname"], read["user"], read["password"]) == (
        place.name,
        place.user,
        place.password,
    )


@given(ADDRESSES)
def test_we_read_what_we_write(place: Address) -> None:
    assert database_urls.parse(database_urls.url(place)) == place


def test_a_url_with_a_host_name_needs_no_query() -> None:
    place = database_urls.parse("postgresql://vungcao_app:m%40t@db.so.gov.vn:5433/vc")

    assert place == Address("db.so.gov.vn", 5433, "vc", "vungcao_app", "m@t")


def test_without_a_server_a_command_is_told_to_start_one(tmp_path: object) -> None:
    with pytest.raises(NoDatabase, match="make up"):
        database_urls.require(env.read({"VUNGCAO_HOME": str(tmp_path)}))
