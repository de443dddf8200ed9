"""Codes of addresses and papers: ten letters, none twice, none to be mistaken for another."""

from vungcao.kernel.vault.codes import CODE, new_code, new_printed_code


def test_a_thousand_codes_are_a_thousand_different_ones() -> None:
    made = {new_code() for _number in range(1_000)}

    assert len(made) == 1_000
    assert all(CODE.fullmatch(code) and code.islower() for code in made)


def test_a_printed_code_is_in_capitals_without_what_looks_like_a_letter() -> None:
    made = "".join(new_printed_code() for _number in range(1_000))

    assert made == made.upper()
    assert not set(made) & set("0189")


def test_what_has_capitals_and_small_letters_is_no_code_of_ours() -> None:
    assert not CODE.fullmatch("Nguyenvanm")
