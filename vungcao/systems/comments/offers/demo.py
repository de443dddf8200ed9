"""Comments of the demo, all invented, below whatever articles there are: at every state.

Nothing is laid while no system publishes articles; each preparation asks anew, and once there are
some they get their comments.
"""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.articles import Article
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.comments.models import Comment, Reason, Remark, Way
from vungcao.systems.comments.queries import offices, shelf
from vungcao.systems.comments.services import moderating, remarks, submitting
from vungcao.systems.comments.services.doors import standing_in
from vungcao.systems.comments.services.remarks import NewRemark
from vungcao.systems.comments.services.submitting import NewComment

MANY, ARTICLES = 30, 12
A_YEAR = timedelta(days=366)
SAID = (
    "Bài viết dễ hiểu, mong có thêm bản đọc bằng tiếng dân tộc để người già nghe được.",
    "Thủ tục này nộp ở xã hay ở tỉnh? Bài nên ghi rõ nơi nộp và giờ làm việc.",
    "Ảnh trong bài mở rất chậm ở chỗ sóng yếu, nhờ làm nhẹ bớt.",
    "Thôn tôi năm nay cũng làm như trong bài, bà con phấn khởi lắm.",
    "Đề nghị nói thêm hộ cận nghèo có được hưởng không.",
    "Số liệu trong bài là của năm nào? Nên ghi nguồn.",
    "Vào xem thêm tại http://vi-du.invalid/khuyen-mai nhé mọi người.",
    "Đường vào thôn đã hỏng từ mùa mưa, đề nghị cơ quan xem xét giải quyết.",
    "Cảm ơn cán bộ đã hướng dẫn, tôi đã làm được theo bài.",
    "Lịch lễ hội ghi ngày âm lịch giúp bà con dễ nhớ hơn.",
)
NAMES = ("Bạn đọc ở thôn", "Người mẫu Một", "Bạn đọc trẻ", "Cô giáo mẫu", "Bạn đọc vùng cao")
# What becomes of every tenth comment.
ENDS = (
    "approve", "approve", "approve", "held", "approve",
    "off-topic", "advertising", "escalate", "approve", "submitted",
)  # fmt: skip
PAGES = (
    ("/xac-minh/", "Chữ ở ô nhập mã hơi nhỏ trên điện thoại, người già khó nhìn."),
    (
        "/thu-tuc/",
        "Tìm thủ tục mà gõ không dấu vẫn ra, rất tiện. Nên thêm cách tìm bằng lời.",
    ),
    ("/so-lieu/", "Bảng số nên có thêm cột so với năm trước."),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Some thirty comments and three remarks; what is there already stays as it is."""
    assert isinstance(by, User)
    now = datetime.combine(today, time(9), ZONE)
    scope = offices.office(today).scope
    with standing_in(scope, by) as acting:
        if not Remark.objects.filter(source=None).exists():
            _remarks(now, acting)
        articles = list(shelf.newest(today - A_YEAR, ARTICLES))
        if articles and not Comment.objects.exists():
            for nth in range(MANY):
                _comment(articles[nth % len(articles)], nth, now, acting)


def _comment(article: Article, nth: int, now: datetime, by: User) -> None:
    """One comment, so many hours before the day of the demo that the oldest are decided."""
    end = ENDS[nth % len(ENDS)]
    sent = max(article.published_at, now - timedelta(hours=5 * (MANY - nth)))
    if sent >= now:
        return
    words = f"{SAID[nth % len(SAID)]} ({nth + 1})"
    new = NewComment(
        article, NAMES[nth % len(NAMES)], words, Way.EMAIL, f"ban-doc-{nth + 1}@mau.invalid"
    )
    made = submitting.submit(new=new, now=sent, by=by)
    if end == "submitted":
        return
    made = submitting.confirm(comment=made, now=sent, by=by)
    at = min(sent + timedelta(hours=20), now)
    if end == "approve":
        moderating.approve(comment=made, now=at, by=by)
    elif end == "escalate":
        moderating.escalate(comment=made, now=at, by=by)
    elif end != "held":
        moderating.reject(comment=made, reason=Reason(end), now=at, by=by)


def _remarks(now: datetime, by: User) -> None:
    for nth, (page, words) in enumerate(PAGES):
        made = remarks.leave(new=NewRemark(page, words), now=now - timedelta(days=nth + 1), by=by)
        if nth == len(PAGES) - 1:
            remarks.answer(
                remark=made, said="Cảm ơn bạn. Cột so sánh sẽ có ở kỳ sau.", now=now, by=by
            )


demos.register("comments.comments", Demo(order=96, build=build))
