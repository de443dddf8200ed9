"""Reports of delivery are read as servers write them, and nothing else is taken for one."""

from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.newsletter.rules.bounces import LETTER, Report, read

LINES = """Reporting-MTA: dns; mail.mau.invalid

Final-Recipient: rfc822; An@mau.invalid
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such box
"""


class DeliveryStatus(Message):
    """The part of a report for programs: groups of lines."""

    def __init__(self, groups: list[dict[str, str]]) -> None:
        super().__init__()
        self["Content-Type"] = "message/delivery-status"
        held: list[Message | str] = []
        for group in groups:
            block = Message()
            for name, value in group.items():
                block[name] = value
            held.append(block)
        self.set_payload(held)


def report(groups: list[dict[str, str]], letter: str = "") -> str:
    """A report as a server sends it, with the headers of the letter where there was one."""
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole["From"], whole["Subject"] = "MAILER-DAEMON@mau.invalid", "Không gửi được"
    whole.attach(MIMEText("Thư của bạn không đến nơi.", "plain", "utf-8"))
    whole.attach(DeliveryStatus([{"Reporting-MTA": "dns; mail.mau.invalid"}, *groups]))
    if letter:
        back = EmailMessage()
        back["From"], back[LETTER] = "ban-tin@mau.invalid", letter
        whole.attach(MIMEMessage(back))
    return whole.as_string()


def group(recipient: str, action: str, status: str) -> dict[str, str]:
    return {"Final-Recipient": f"rfc822; {recipient}", "Action": action, "Status": status}


names = st.from_regex(r"[a-z0-9]{1,12}(\.[a-z0-9]{1,8})?", fullmatch=True)
addresses = st.builds(lambda name: f"{name}@mau.invalid", names)
statuses = st.builds(
    lambda *n: ".".join(map(str, n)), st.sampled_from([4, 5]), *[st.integers(0, 99)] * 2
)
codes = st.from_regex(r"[a-z2-7]{10}", fullmatch=True)


@settings(max_examples=40)
@given(st.dictionaries(addresses, statuses, min_size=1, max_size=5), codes)
def test_every_failure_of_a_report_is_found_with_its_letter(
    failed: dict[str, str], letter: str
) -> None:
    groups = [group(one, "failed", status) for one, status in failed.items()]
    passed = [group("xong@mau.invalid", "delivered", "2.0.0")]

    found = read(report([*groups, *passed], letter))

    assert {(one.recipient, one.status, one.letter) for one in found} == {
        (one, status, letter) for one, status in failed.items()
    }
    assert all(one.is_hard == (one.status[0] == "5" and one.status != "5.2.2") for one in found)


@settings(max_examples=30)
@given(st.lists(addresses, min_size=1, max_size=4, unique=True), st.booleans())
def test_many_messages_are_read_at_once_with_any_line_ends(
    recipients: list[str], is_crlf: bool
) -> None:
    pile = "".join(
        f"From MAILER-DAEMON Tue Nov 24 05:00:00 2026\n{report([group(one, 'failed', '5.0.0')])}\n"
        for one in recipients
    )

    found = read(pile.replace("\n", "\r\n") if is_crlf else pile)

    assert [one.recipient for one in found] == recipients


@given(st.text(max_size=400))
def test_any_text_is_borne(text: str) -> None:
    assert isinstance(read(text), list)
    assert isinstance(read(f"Content-Type: message/delivery-status\n\n{text}"), list)


def test_the_lines_alone_are_enough() -> None:
    assert read(LINES) == [Report("an@mau.invalid", "5.1.1", is_hard=True)]


def test_the_first_recipient_counts_where_a_letter_was_passed_on() -> None:
    lines = LINES.replace("Final-", "Original-Recipient: rfc822; goc@mau.invalid\nFinal-")

    assert [one.recipient for one in read(lines)] == ["goc@mau.invalid"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("failed", "delayed"), ("failed", "relayed"), ("5.1.1", "2.0.0"), ("An@mau", "An mau")],
)
def test_what_waits_or_arrived_is_no_failure(old: str, new: str) -> None:
    assert read(LINES.replace(old, new).replace("Diagnostic", "X")) == []


@pytest.mark.parametrize(
    ("status", "is_hard"), [("5.2.2", False), ("4.4.1", False), ("5.7.1", True)]
)
def test_a_full_mailbox_is_not_for_ever(status: str, is_hard: bool) -> None:
    (found,) = read(LINES.replace("Status: 5.1.1", f"Status: {status}"))

    assert found.is_hard == is_hard


@given(st.lists(st.tuples(addresses, codes), min_size=1, max_size=4, unique=True))
def test_reports_pasted_one_below_the_other_are_all_read(sent: list[tuple[str, str]]) -> None:
    reports = [report([group(to, "failed", "5.1.1")], letter) for to, letter in sent]

    found = read("\n\n".join(reports))

    assert {(one.recipient, one.letter) for one in found} == set(sent)
