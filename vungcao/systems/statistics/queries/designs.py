"""Forms and their versions, for who reads and who designs them."""

from django.db.models import Exists, OuterRef

from vungcao.systems.statistics.models import (
    Campaign,
    CampaignState,
    FormVersion,
    FormVersionQuerySet,
)


def versions() -> FormVersionQuerySet:
    """Every version of every form, drafts too."""
    return FormVersion.objects.select_related("form", "basis", "published_by")


def others(version: FormVersion) -> FormVersionQuerySet:
    """The other versions of the same form, the newest first."""
    return versions().filter(form=version.form_id).exclude(pk=version.pk).order_by("-number")


def collected() -> list[tuple[str, str]]:
    """Every form that was ever published: its code, and what its last version is called.

    Forms that somebody was asked to fill in stand first; the others only hold what was taken from
    where it had been published.
    """
    asked = Campaign.objects.exclude(state=CampaignState.TAKEN)
    rows = FormVersion.objects.published().order_by("form__code", "number")
    found = rows.annotate(is_asked=Exists(asked.filter(version__form=OuterRef("form"))))
    names = {
        code: (not is_asked, code, name)
        for code, name, is_asked in found.values_list("form__code", "name", "is_asked")
    }
    return [(code, name) for _is_idle, code, name in sorted(names.values())]
