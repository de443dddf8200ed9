"""For what data about a person are opened, and what the person has agreed to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models.persons import Person
from vungcao.kernel.vault.fields import SealedField


class Purpose(models.TextChoices):
    """Why somebody opens a record: asked at every reading, kept in the trail."""

    CASE = "case", _("giải quyết hồ sơ, thủ tục")
    REGISTER = "register", _("lập và cập nhật danh sách quản lý")
    BENEFIT = "benefit", _("thực hiện chế độ, thăm hỏi, hỗ trợ")
    NOTICE = "notice", _("gửi thông báo cho chính người đó")
    STATISTICS = "statistics", _("tổng hợp số liệu")
    DUPLICATES = "duplicates", _("đối chiếu, gộp hồ sơ trùng")
    ACCOUNT = "account", _("đăng nhập và tài khoản của chính người đó")
    OWN = "own", _("chính người đó xem dữ liệu của mình")
    INSPECTION = "inspection", _("kiểm tra, giải quyết khiếu nại")


class ConsentPurpose(models.TextChoices):
    """What the office asks a person's agreement for. What the law itself orders needs none."""

    MESSAGES_ZALO = "messages_zalo", _("nhận tin nhắn Zalo")
    MESSAGES_SMS = "messages_sms", _("nhận tin nhắn điện thoại")
    MESSAGES_EMAIL = "messages_email", _("nhận thư điện tử")
    PUBLICATION = "publication", _("công khai họ tên, hình ảnh trên cổng thông tin")
    SHARING = "sharing", _("chia sẻ thông tin cho cơ quan khác")
    SURVEY = "survey", _("tham gia khảo sát")


class Consent(models.Model):
    """An agreement to one purpose, from when it was given until it was withdrawn."""

    class Way(models.TextChoices):
        PAPER = "paper", _("văn bản có chữ ký")
        ACCOUNT = "account", _("tài khoản của chính người đó")
        SPOKEN = "spoken", _("bằng lời, có cán bộ ghi lại")
        ZALO = "zalo", _("qua Zalo")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="consents", verbose_name=_("nhân khẩu")
    )
    purpose = models.CharField(_("mục đích"), max_length=20, choices=ConsentPurpose)
    way = models.CharField(_("cách đồng ý"), max_length=10, choices=Way)
    given_at = models.DateTimeField(_("đồng ý lúc"))
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True)
    evidence = SealedField(_("giấy tờ chứng minh"), null=True)

    class Meta:
        verbose_name = _("sự đồng ý")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_is_withdrawn_after_it_was_given",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_is_open_once_per_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.purpose}"
