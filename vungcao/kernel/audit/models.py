"""The audit trail. No foreign keys: an entry outlives what it speaks of."""

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext_lazy as _


def said(name: str) -> models.GeneratedField:
    """A column that PostgreSQL reads out of the body, so that the hashed text stays the truth."""
    expression = Func(
        Cast("body", models.JSONField()),
        Value(name),
        function="jsonb_extract_path_text",
        output_field=models.CharField(),
    )
    return models.GeneratedField(
        expression=expression, output_field=models.CharField(max_length=150), db_persist=True
    )


class Entry(models.Model):
    """One change: who did what to which row. Holds ids and field names, never personal values.

    `body` is canonical JSON and hashed as written. Rows are only ever inserted: the database
    refuses UPDATE, DELETE and TRUNCATE to everybody.
    """

    stream = models.CharField(_("dòng nhật ký"), max_length=80, db_collation="C")
    at = models.DateTimeField(_("lúc"), db_default=Now())
    body = models.TextField(_("nội dung"))
    actor = said("actor")
    action = said("action")
    subject = said("subject")

    class Meta:
        verbose_name = _("bản ghi nhật ký")
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_of_subject"),
            models.Index(fields=["action", "id"], name="entry_of_action"),
            models.Index(fields=["actor", "id"], name="entry_of_actor"),
            models.Index(fields=["at", "id"], name="entry_of_moment"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.actor} {self.action} {self.subject}"


class Link(models.Model):
    """One link of a stream's hash chain, made by the database when its transaction commits."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=80, db_collation="C")
    seq = models.BigIntegerField()
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField()

    class Meta:
        verbose_name = _("mắt xích nhật ký")

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"
