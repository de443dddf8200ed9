"""What is said when a page waits for somebody, and what became of what somebody wrote."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.notices import AT_ONCE, DIGEST, NoticeKind, kinds
from vungcao.kernel.offers.outbox import Value
from vungcao.systems.portal import permissions
from vungcao.systems.portal.services import telling

EDITORS = frozenset(map(str, permissions.EDIT))
PUBLISHERS = frozenset(map(str, permissions.PUBLISH))
SAMPLE: dict[str, Value] = {"title": "Bài mẫu", "section": "Tin tức", "page": 1}

for name, way, roles, label, title, text in (
    (
        telling.TO_CHECK,
        AT_ONCE,
        EDITORS,
        _("Bài chờ kiểm tra"),
        _("Bài “{title}” chờ kiểm tra"),
        _("Chuyên mục {section}. Người viết đã gửi; cần một người khác đọc và kiểm tra."),
    ),
    (
        telling.TO_APPROVE,
        AT_ONCE,
        PUBLISHERS,
        _("Bài chờ duyệt"),
        _("Bài “{title}” chờ duyệt"),
        _("Chuyên mục {section}. Bài đã qua kiểm tra; duyệt thì bài được đăng."),
    ),
    (
        telling.RETURNED,
        AT_ONCE,
        EDITORS,
        _("Bài được trả lại"),
        _("Bài “{title}” được trả lại để sửa"),
        _("Chuyên mục {section}. Lý do ghi ở trang của bài; sửa rồi gửi lại."),
    ),
    (
        telling.APPROVED,
        DIGEST,
        EDITORS,
        _("Bài đã qua kiểm tra"),
        _("Bài “{title}” đã qua kiểm tra"),
        _("Chuyên mục {section}. Bài chuyển sang chờ duyệt."),
    ),
    (
        telling.SCHEDULED,
        DIGEST,
        EDITORS,
        _("Bài đã duyệt, hẹn giờ đăng"),
        _("Bài “{title}” đã duyệt, hẹn đăng"),
        _("Chuyên mục {section}. Giờ đăng ghi ở trang của bài."),
    ),
    (
        telling.PUBLISHED,
        DIGEST,
        EDITORS,
        _("Bài đã đăng"),
        _("Bài “{title}” đã đăng"),
        _("Chuyên mục {section}. Ai cũng đọc được từ lúc này."),
    ),
    (
        telling.EXPIRED,
        DIGEST,
        EDITORS,
        _("Bài hết hạn"),
        _("Bài “{title}” đã hết hạn và được gỡ xuống"),
        _("Chuyên mục {section}. Cần đăng lại thì đặt ngày hết hạn mới rồi gửi duyệt."),
    ),
):
    kinds.register(
        name,
        NoticeKind(
            label=label,
            title=title,
            text=text,
            sample=SAMPLE,
            way=way,
            url_name="portal:work",
            url_field="page",
            roles=roles,
        ),
    )
