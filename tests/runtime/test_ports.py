"""A port is found, and two copies of the product do not share one."""

import socket

from vungcao.runtime import ports


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        found = ports.reserve(taken, "127.0.0.1")

    assert found.port > taken
    found.token.close()


def test_a_port_reserved_by_another_copy_is_passed_over_before_it_listens() -> None:
    first = ports.reserve(ports.any_free(), "127.0.0.1")

    second = ports.reserve(first.port, "127.0.0.1")

    assert second.port > first.port
    for reservation in (first, second):
        reservation.token.close()


def test_a_port_given_back_can_be_had_again() -> None:
    first = ports.reserve(ports.any_free(), "127.0.0.1")
    first.token.close()

    again = ports.reserve(first.port, "127.0.0.1")

    assert again.port == first.port
    again.token.close()
