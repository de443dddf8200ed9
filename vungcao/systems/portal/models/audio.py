"""Recordings of pages: who reads and with what consent, in which language, how far it came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_code
from vungcao.systems.portal.models.languages import Language
from vungcao.systems.portal.models.voices import Voice


class AudioState(models.TextChoices):
    """How far a recording has come."""

    UPLOADED = "uploaded", _("đã tải lên")
    CHECKED = "checked", _("đã nghe kiểm tra")
    PUBLISHED = "published", _("đã đăng")
    WITHDRAWN = "withdrawn", _("đã gỡ")


class Making(models.TextChoices):
    """Whether the two lighter files stand beside what was uploaded."""

    WAITING = "waiting", _("đang chuyển dạng")
    MADE = "made", _("có đủ Opus và MP3")
    KEPT = "kept", _("giữ nguyên tệp đã tải lên, máy chủ không đọc được dạng này")


class Speaker(models.Model):
    """Who lends a voice (người đọc), under the name by which they want to be known.

    Their consent is a day and what they agreed to, word for word; withdrawn, nothing of theirs is
    heard any more.
    """

    name = models.CharField(_("tên công bố"), max_length=120)
    voice = models.CharField(_("giọng"), max_length=10, choices=Voice, default=Voice.PERSON)
    consented_on = models.DateField(_("ngày đồng ý"), null=True, blank=True)
    consent = models.TextField(_("đồng ý điều gì"), max_length=1000, blank=True)
    withdrawn_on = models.DateField(_("ngày rút đồng ý"), null=True, blank=True)
    is_synthetic = models.BooleanField(_("dữ liệu trình diễn"), default=False)

    class Meta:
        verbose_name = _("người đọc")
        constraints = [
            models.CheckConstraint(condition=Q(voice__in=Voice), name="speaker_voice_is_known"),
            models.CheckConstraint(
                condition=~Q(voice="person") | Q(consented_on__isnull=False) & ~Q(consent=""),
                name="speaker_has_consented",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("consented_on")),
                name="speaker_withdraws_after_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AudioEdition(models.Model):
    """A page, or its translation, read aloud in one language by one speaker (bản đọc).

    `original`, `opus` and `mp3` are codes of stored files, kept with `unit`; withdrawn, they are
    gone and the row stays with its reason. The title is that of the page when it was uploaded: the
    row outlives the page.
    """

    code = models.CharField(
        _("mã bản đọc"), max_length=10, unique=True, db_collation="C", default=new_code
    )
    page = models.ForeignKey(
        Page, models.SET_NULL, null=True, related_name="+", verbose_name=_("trang")
    )
    title = models.CharField(_("tên bài"), max_length=255)
    language = models.ForeignKey(Language, models.PROTECT, verbose_name=_("thứ tiếng"))
    speaker = models.ForeignKey(Speaker, models.PROTECT, verbose_name=_("người đọc"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("nơi giữ tệp"))
    original = models.CharField(_("tệp đã tải lên"), max_length=10, blank=True, db_collation="C")
    media_type = models.CharField(_("kiểu tệp đã tải lên"), max_length=40, db_collation="C")
    size = models.BigIntegerField(_("cỡ tệp đã tải lên"))
    opus = models.CharField(_("tệp Opus"), max_length=10, blank=True, db_collation="C")
    opus_size = models.BigIntegerField(_("cỡ tệp Opus"), default=0)
    mp3 = models.CharField(_("tệp MP3"), max_length=10, blank=True, db_collation="C")
    mp3_size = models.BigIntegerField(_("cỡ tệp MP3"), default=0)
    making = models.CharField(
        _("chuyển dạng"), max_length=10, choices=Making, default=Making.WAITING
    )
    seconds = models.PositiveIntegerField(_("độ dài, giây"), null=True)
    words = models.TextField(_("lời của bản đọc"), blank=True)
    words_in = models.CharField(
        _("lời viết bằng tiếng"), max_length=20, default="vi", db_collation="C"
    )
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=AudioState, default=AudioState.UPLOADED
    )
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("người tải lên")
    )
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người nghe kiểm tra")
    )
    reviewed_at = models.DateTimeField(_("kiểm tra lúc"), null=True)
    published_at = models.DateTimeField(_("đăng lúc"), null=True)
    withdrawn_at = models.DateTimeField(_("gỡ lúc"), null=True)
    reason = models.CharField(_("lý do gỡ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bản đọc")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AudioState), name="audio_edition_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(making__in=Making), name="audio_edition_making_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["uploaded", "withdrawn"])
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="audio_edition_is_checked_before_it_is_heard",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="audio_edition_published_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="withdrawn", withdrawn_at__isnull=False, original="", opus="", mp3=""
                )
                & ~Q(reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at=None) & ~Q(original=""),
                name="audio_edition_withdrawn_has_no_sound",
            ),
        ]
        indexes = [
            models.Index(
                fields=["language", "-published_at"],
                condition=Q(state="published"),
                name="audio_edition_heard",
            )
        ]

    def __str__(self) -> str:
        return self.code
