"""Forms and their versions, for who reads and who designs them."""

from vungcao.systems.statistics.models import FormVersion, FormVersionQuerySet


def versions() -> FormVersionQuerySet:
    """Every version of every form, drafts too."""
    return FormVersion.objects.select_related("form", "basis", "published_by")


def others(version: FormVersion) -> FormVersionQuerySet:
    """The other versions of the same form, the newest first."""
    return versions().filter(form=version.form_id).exclude(pk=version.pk).order_by("-number")


def collected() -> list[tuple[str, str]]:
    """Every form that was ever published: its code, and what its last version is called."""
    rows = FormVersion.objects.published().order_by("form__code", "number")
    return list(dict(rows.values_list("form__code", "name")).items())
