"""Questions and drafts of the demo, all invented; at every state, by nobody who lives."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.organisations import queries as organisations
from vungcao.systems.portal.models import (
    Consultation,
    ConsultationBoard,
    LetterTopic,
    PublicLetter,
    QuestionBoard,
    Verdict,
)
from vungcao.systems.portal.queries import offices
from vungcao.systems.portal.services import asking, letters, showing
from vungcao.systems.portal.services.asking import Draft
from vungcao.systems.portal.services.doors import standing_in
from vungcao.systems.portal.services.letters import NewLetter
from vungcao.systems.portal.services.showing import Edited

SAMPLE = " Trả lời mẫu của bản trình diễn, không dùng làm căn cứ."
QUESTIONS = (
    (
        LetterTopic.PROCEDURE,
        "Nộp hồ sơ qua mạng mà không có thư điện tử thì nhận kết quả thế nào?",
        "Dùng mã theo dõi và mã bí mật in trên giấy hẹn, hoặc đến nơi đã nộp.",
    ),
    (
        LetterTopic.POLICY,
        "Thôn sáp nhập rồi thì chế độ của thôn cũ tính từ đâu?",
        "Theo quyết định còn hiệu lực vào ngày xét; xem mục Số liệu, chọn đúng kỳ.",
    ),
    (
        LetterTopic.PRESTIGE,
        "Thôn tôi muốn giới thiệu người có uy tín thì bắt đầu từ việc gì?",
        "Họp dân ở thôn trước; biên bản họp là giấy tờ đầu tiên của hồ sơ.",
    ),
    (
        LetterTopic.CULTURE,
        "Câu lạc bộ hát của thôn cần mượn nhà văn hoá thì hỏi ai?",
        "Hỏi trưởng thôn; lịch dùng nhà văn hoá treo ở cửa.",
    ),
    (
        LetterTopic.FAITH,
        "Lễ của thôn tổ chức hằng năm có phải báo trước không?",
        "Mang giấy mời đến Uỷ ban nhân dân xã để được hướng dẫn.",
    ),
)
WAITING = (
    (LetterTopic.POLICY, "Lớp học tiếng dân tộc buổi tối có mở ở thôn chúng tôi không?"),
    (LetterTopic.PROGRAMME, "Đoạn đường vào thôn mẫu đã có trong kế hoạch năm nay chưa?"),
    (LetterTopic.OTHER, "Bản tin có gửi về thôn bằng giấy cho người già đọc được không?"),
)
DRAFTS = (
    ("lich-tiep-dan", "Dự thảo lịch tiếp dân lưu động ở các thôn", -60, -30),
    ("ten-lop", "Dự thảo quy ước đặt tên lớp học tiếng dân tộc", -40, -5),
    ("sinh-hoat-van-hoa", "Dự thảo kế hoạch sinh hoạt văn hoá thôn bản", -6, 24),
    ("bang-chi-duong", "Dự thảo mẫu bảng chỉ đường hai thứ tiếng", 10, 40),
)
OPINIONS = (
    ("Nên ghi rõ ngày phiên chợ để bà con tiện đến.", Verdict.TAKEN),
    ("Đề nghị thêm buổi tối vì ban ngày bà con đi nương.", Verdict.PARTLY),
    ("Đề nghị làm ở từng nhà.", Verdict.EXPLAINED),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where letters stand already."""
    assert isinstance(by, User)
    board = QuestionBoard.objects.order_by("path").first()
    drafts = ConsultationBoard.objects.order_by("path").first()
    if board is None or drafts is None:
        return
    with standing_in(offices.office(today).scope, by) as acting:
        if PublicLetter.objects.exists():
            return
        _questions(today, acting)
        _drafts(drafts, today, acting)


def _questions(today: date, by: User) -> None:
    for nth, (topic, words, said) in enumerate(QUESTIONS):
        sent = _at(today - timedelta(days=40 - nth))
        made = letters.write(new=NewLetter(words, topic=topic), now=sent, by=by)
        reply = sent + timedelta(days=2)
        letters.answer(letter=made, said=said + SAMPLE, now=reply, by=by)
        edited = Edited(words, words, said + SAMPLE, topic)
        page = showing.propose(letter=made, edited=edited, now=reply, by=by)
        if nth < len(QUESTIONS) - 1:  # the last one waits for its approval
            page.first_published_at = reply
            page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    for nth, (topic, words) in enumerate(WAITING):
        email = f"nguoi-hoi-{nth + 1}@mau.invalid"
        new = NewLetter(words, "Người mẫu", email, topic)
        letters.write(new=new, now=_at(today - timedelta(days=20 - 9 * nth)), by=by)


def _drafts(board: ConsultationBoard, today: date, by: User) -> None:
    body = organisations.name(offices.office(today), today)
    for slug, title, opens, closes in DRAFTS:
        draft = Draft(
            slug=slug,
            title=title,
            lead="Dự thảo mẫu của bản trình diễn, dữ liệu giả lập.",
            asked_by=body,
            opens_on=today + timedelta(days=opens),
            closes_on=today + timedelta(days=closes),
            body=[
                ("heading", "Điều 1. Phạm vi"),
                ("text", "<p>Áp dụng ở các thôn mẫu của bản trình diễn.</p>"),
                ("heading", "Điều 2. Cách làm"),
                ("text", "<p>Báo trước một tuần, ghi rõ giờ và nơi.</p>"),
            ],
        )
        board.refresh_from_db()
        made = asking.consult(board=board, draft=draft, by=by)
        if opens < 0:
            _opinions(made, is_over=closes < -10, by=by)
        if closes < -10:
            said = [("text", "<p>Tiếp thu việc ghi ngày phiên chợ; thêm buổi tối.</p>")]
            asking.conclude(consultation=made, outcome=said, day=today - timedelta(7), by=by)


def _opinions(made: Consultation, *, is_over: bool, by: User) -> None:
    sent = _at(made.opens_on + timedelta(days=1))
    for words, verdict in OPINIONS:
        letter = letters.write(new=NewLetter(words, consultation=made), now=sent, by=by)
        if is_over:
            said = "Cảm ơn ý kiến của bạn." + SAMPLE
            reply = sent + timedelta(days=20)
            letters.answer(letter=letter, said=said, verdict=verdict, now=reply, by=by)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)


demos.register("portal.letters", Demo(order=97, build=build))
