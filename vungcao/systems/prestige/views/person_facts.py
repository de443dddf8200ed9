"""What the page of a person says of them and of one recognition: facts for their component."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models import PersonContact, Sex
from vungcao.kernel.people.services import ContactRecord, PersonRecord
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.rules.naming import written_day
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.reading import Place
from vungcao.systems.prestige.views.person_events import Story
from vungcao.web.facts import Fact, Said, Way
from vungcao.web.language import named


@dataclass(frozen=True)
class Told:
    """What was opened of a recognition, and the names that belong to it."""

    profile: Profile
    note: str
    place: Place
    village: str
    components: Mapping[str, str]
    story: Story


def who(person: PersonRecord | None, told: Told) -> list[Fact]:
    """What is known of the person; nothing stands for what is not."""
    profile = told.profile
    groups = ", ".join(told.components.get(code, code) for code in profile.components)
    found: list[Fact] = [*(_person(person) if person else ())]
    found += [
        (_("Thành phần"), groups),
        (_("Trình độ"), profile.education),
        (_("Nghề nghiệp"), profile.occupation),
    ]
    return [(label, value) for label, value in found if value]


def term(row: Recognition, told: Told) -> list[Fact]:
    """By which decision, for which village, from when until when, and how it ended."""
    found: list[Fact] = [
        (_("Thôn"), _village(row, told)),
        (_("Quyết định"), _decision(row, told)),
        (_("Thẩm quyền"), Said(citation=row.basis)),
        (_("Kỳ"), row.cycle.name),
        (_("Công nhận từ"), row.valid_from),
        (_("Thôi từ") if row.end_kind else _("Hết kỳ, thôi từ"), row.valid_until),
    ]
    return [*found, *_end(row, told), *_others(row, told.story)]


def _person(person: PersonRecord) -> list[Fact]:
    group = person.ethnic_group
    if person.local_group:
        group = f"{group} ({person.local_group})"
    return [
        (_("Ngày sinh") if "-" in person.birth else _("Năm sinh"), written_day(person.birth)),
        (_("Ngày mất"), written_day(person.died_on)),
        (_("Giới tính"), Sex(person.sex).label if person.sex else ""),
        (_("Dân tộc"), named(group) if group else ""),
        (_("Nơi ở"), person.address and named(person.address)),
        (_("Điện thoại"), _telephones(person.contacts)),
        (_("Ngôn ngữ"), ", ".join(person.languages)),
    ]


def _telephones(contacts: tuple[ContactRecord, ...]) -> object:
    numbers = [
        one.value
        for one in contacts
        if one.kind == PersonContact.Kind.TELEPHONE and one.valid_until is None and one.value
    ]
    if len(numbers) == 1:
        return Said(numbers[0], f"tel:{numbers[0]}")
    return Said(links=tuple(Way(n, f"tel:{n}") for n in numbers)) if numbers else ""


def _village(row: Recognition, told: Told) -> Said:
    """The village of the day of the decision, which leads to its reforms; where it lies now."""
    here = ", ".join(filter(None, (told.place.village, told.place.commune)))
    words = {"place": here, "slot": row.slot}
    note = _t("suất %(slot)d; nay là %(place)s") % words
    return Said(named(told.village), reverse("prestige:village", args=[row.unit_id]), note=note)


def _decision(row: Recognition, told: Told) -> Said:
    words = {"day": f"{row.decided_on:%d/%m/%Y}", "issuer": row.issuer_name}
    note = _t("ngày %(day)s, %(issuer)s") % words
    return Said(row.number, told.story.paper(row.document), note=note)


def _end(row: Recognition, told: Told) -> list[Fact]:
    if not row.end_kind or row.end_decided_on is None:
        return []
    words = {"day": f"{row.end_decided_on:%d/%m/%Y}", "issuer": row.end_issuer_name}
    note = _t("ngày %(day)s, %(issuer)s") % words
    paper = told.story.paper(row.end_document)
    found: list[Fact] = [
        (_("Lý do thôi"), told.story.reasons.get(row.end_reason, row.end_reason)),
        (_("Quyết định thôi"), Said(row.end_number, paper, note=note)),
    ]
    return [*found, (_("Ghi chú khi thôi"), told.note)] if told.note else found


def _others(row: Recognition, story: Story) -> list[Fact]:
    """Whom they replaced and who replaced them; a name is opened on that one's page only."""
    found: list[Fact] = []
    if row.replaces_id:
        there = reverse("prestige:person", args=[row.replaces_id])
        found.append((_("Thay cho"), Said(_("Xem người trước"), there)))
    if follower := story.followers.get(row.pk):
        there = reverse("prestige:person", args=[follower])
        found.append((_("Người thay"), Said(_("Xem người thay"), there)))
    if row.selection_id:
        there = story.address("prestige:selection", row.selection_id)
        if there:
            found.append((_("Bình chọn"), Said(_("Xem đợt bình chọn"), there)))
    return found
