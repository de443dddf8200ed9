"""Scenes in which others take part: a department that is asked, persons of a list, a successor."""

from copy import copy
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from vungcao.kernel.access import services as access
from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.queries import days_of
from vungcao.kernel.calendar.rules import ZONE, Days
from vungcao.kernel.cases import services as cases
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.queries import responsible
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import read_list
from vungcao.kernel.units.models import NATION_SCOPE, Kind, Unit
from vungcao.systems.onestop.models import (
    Channel,
    Dossier,
    Original,
    Outcome,
    ProcedureVersion,
    Stance,
)
from vungcao.systems.onestop.offers.demo.stage import RECOGNISE, Office, Play, standing
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.services import charging, consulting, extending, receiving
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.outcomes import Judged, judge
from vungcao.systems.onestop.services.submitting import NewDossier, NewPaper, NewSubject, submit

PERSONS = 12  # of the list of the demo; the last of them is refused
ENDS = date(2025, 7, 1)  # when the districts and the communes of before ended
BEFORE = date(2025, 1, 1)
EXPERT = "chuyenvien"


def consulted(row: Dossier, play: Play, today: date) -> Dossier:
    """The officer asks the department, which has five working days."""
    body = Organisation.objects.in_force(today).get(
        kind=OrganisationKind.DEPARTMENT, scope=_above(play.here.place)
    )
    question = consulting.Question(
        body, "Đề nghị cho ý kiến về tiêu chí và thành phần hồ sơ (nội dung mẫu).", Fraction(5)
    )
    with standing(play.here.officer) as by:
        consulting.ask_opinion(dossier=row, question=question, now=play.at(1, 9, today), by=by)
    return Dossier.objects.get(pk=row.pk)


def advised(row: Dossier, play: Play, today: date) -> Dossier:
    """The department answers."""
    expert = User.objects.get(username=EXPERT)
    expert.reach = reach(expert, today)
    with standing(expert) as by:
        consulting.answer_opinion(
            opinion=row.opinions.select_related("case", "dossier__case").get(),
            stance=Stance.AGREES,
            words="Thống nhất với đề xuất của Uỷ ban nhân dân xã (nội dung mẫu).",
            now=play.at(4, 15, today),
            by=by,
        )
    return Dossier.objects.get(pk=row.pk)


def extended(row: Dossier, play: Play, today: date) -> Dossier:
    """The term is lengthened before its end, with a paper of apology."""
    longer = extending.Longer(Fraction(3), "Cần xác minh thêm tại thôn (nội dung mẫu)")
    with standing(play.here.officer) as by:
        extending.extend(dossier=row, longer=longer, now=play.at(4, 10, today), by=by)
    return Dossier.objects.get(pk=row.pk)


def paid(row: Dossier, play: Play, today: date) -> Dossier:
    """The desk takes the fee in."""
    with standing(play.here.desk) as by:
        for fee in row.fees.order_by("pk"):
            charging.collect(fee=fee, receipt="BL-MAU-0001", now=play.at(0, 9, today), by=by)
    return row


def has_persons(here: Office) -> bool:
    """Whether the population list knows anybody of the commune."""
    return Person.objects.filter(unit__in=here.villages).exists()


def listed(play: Play) -> list[NewSubject]:
    """Twelve persons of the population list, each already known by record and village."""
    with standing(play.here.officer) as by:
        rows = Person.objects.visible_to(by).filter(unit__in=play.here.villages)
        found = list(rows.select_related("unit").order_by("pk")[:PERSONS])
        lines = {one.id: one for one in read_list(persons=found, purpose=Purpose.CASE, by=by)}
    return [
        NewSubject(
            values={
                "ho_ten": lines[person.pk].full_name,
                "nam_sinh": lines[person.pk].birth_year or 1960,
                "gioi_tinh": person.sex or "male",
                "dan_toc": "Nùng",
                "thon": person.unit_id,
                "so_phieu": 40,
            },
            person=person,
            village=person.unit,
        )
        for person in found
    ]


def judged(row: Dossier, play: Play, today: date) -> Dossier:
    """All but the last person of the list are granted."""
    lines = list(row.subjects.order_by("position"))
    said = [Judged(one.pk, Outcome.GRANTED) for one in lines[:-1]]
    why = "Chưa đủ số hộ đồng ý (nội dung mẫu)."
    said += [Judged(one.pk, Outcome.REFUSED, why) for one in lines[-1:]]
    with standing(play.here.officer) as by:
        judge(dossier=row, said=said, now=play.at(5, 10, today), by=by)
    return Dossier.objects.get(pk=row.pk)


def holiday_before(here: Office, today: date) -> date | None:
    """The last days off in a week that a pause can cross, by the first of them."""
    calendar = here.intake.calendar
    first = today - timedelta(days=120)
    days = days_of([calendar.pk], first, today)[calendar.pk]
    for back in range(2, 115):
        day = today - timedelta(days=back)
        if day.isoweekday() < 6 and not days.is_working(day):
            return _first_off(day, days)
    return None


def _first_off(day: date, days: Days) -> date:
    """Of several days off in a row the first."""
    while not days.is_working(before := day - timedelta(days=1)) and before.isoweekday() < 6:
        day = before
    return day


def handed_over(here: Office, by: User) -> Dossier | None:
    """Received by a district's office in June 2025, and ended by the commune that followed it."""
    day = date(2025, 6, 20)
    places = Unit.objects.filter(kind=Kind.COMMUNE, valid_until=ENDS)
    before = places.under((here.place.scope,)).order_by("pk").first()
    body = responsible(before, OrganisationKind.OFFICE, day) if before else None
    law = versions.on(RECOGNISE, day)
    if before is None or law is None or body is None:
        return None
    with standing(_worked_there(here, by)) as desk:
        row = submit(new=_of_before(here, before, body, law), now=_on(day), by=desk).dossier
        receiving.receive(dossier=row, action="tiep_nhan", now=_on(day), by=desk)
    keeper = copy(by)
    keeper.reach = (NATION_SCOPE,)
    cases.hand_over(day=ENDS, now=_on(ENDS), by=keeper)
    words = "Người nộp rút để nộp lại theo quy định mới (nội dung mẫu)."
    with standing(here.officer) as officer:
        return move(dossier=row, action="rut", words=words, now=_on(date(2025, 7, 3)), by=officer)


def _of_before(
    here: Office, place: Unit, intake: Organisation, law: ProcedureVersion
) -> NewDossier:
    values = {
        "ho_ten": "Hoàng Mẫu Bình",
        "nam_sinh": 1957,
        "gioi_tinh": "male",
        "dan_toc": "Nùng",
        "thon": here.villages[0],
    }
    return NewDossier(
        version=law,
        place=place,
        intake=intake,
        channel=Channel.DESK,
        contact={"name": "Nông Mẫu An", "telephone": "0900000101"},
        answers={"ngay_hop": "2025-06-15"},
        subjects=[NewSubject(values=values)],
        papers=[NewPaper(code, kind=Original.ORIGINAL) for code in ("de_nghi", "mau01", "mau02")],
    )


def _worked_there(here: Office, by: User) -> User:
    """Who is at the desk today took dossiers in for all the province until districts ended."""
    province = Unit.objects.get(pk=int(_above(here.place).strip("/").rpartition("/")[2]))
    access.grant(
        new=NewGrant(
            user=here.desk,
            role=Role.DESK_OFFICER,
            unit=province,
            valid_from=BEFORE,
            valid_until=ENDS,
            organisation=responsible(province, OrganisationKind.SERVICE_CENTRE, ENDS),
        ),
        today=BEFORE,
        by=by,
    )
    then = copy(here.desk)
    then.reach = reach(then, BEFORE)
    return then


def _on(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)


def _above(place: Unit) -> str:
    return "/".join(place.scope.split("/")[:3]) + "/"
