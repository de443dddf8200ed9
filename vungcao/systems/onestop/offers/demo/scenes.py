"""The scenes through which a dossier of the demo goes, one after the other."""

from collections.abc import Callable
from datetime import date, timedelta

from vungcao.kernel.units.demo_counts import number
from vungcao.systems.onestop.models import Applicant, Channel, Delivery, Dossier, Original, Outcome
from vungcao.systems.onestop.offers.demo import others
from vungcao.systems.onestop.offers.demo.stage import GIVEN, NAMES, Play, standing
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.deciding import Wording, articles
from vungcao.systems.onestop.services import deciding, receiving, supplementing
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.returning import give_back
from vungcao.systems.onestop.services.submitting import (
    NewDossier,
    NewPaper,
    NewSubject,
    submit,
)
from vungcao.systems.onestop.services.supplementing import Item, Request


def played(play: Play, today: date) -> Dossier:
    """Bring one dossier as far as it goes, scene by scene."""
    row = _submitted(play, today)
    for scene in SCENES[play.end]:
        row = scene(row, play, today)
    return row


def _submitted(play: Play, today: date) -> Dossier:
    nth = number(f"{play.key}/who", 0, len(NAMES) * len(GIVEN) - 1)
    is_list = versions.process(play.version).list_group is not None
    codes = ("de_nghi", "mau01", "mau02") if is_list else ("don",)
    subjects = _subjects(play) if is_list else []
    kind = Original.ELECTRONIC if play.channel == Channel.ONLINE else Original.ORIGINAL
    with standing(play.here.desk) as by:
        return submit(
            new=NewDossier(
                version=play.version,
                place=play.here.place,
                intake=play.here.intake,
                channel=play.channel,
                applicant_kind=Applicant.VILLAGE if is_list else Applicant.PERSON,
                contact={
                    "name": f"{NAMES[nth % len(NAMES)]} {GIVEN[nth // len(NAMES)]}",
                    "telephone": f"0900000{number(play.key, 100, 999)}",
                },
                answers={"ngay_hop": f"{play.day - timedelta(days=5):%Y-%m-%d}"}
                if is_list
                else {"noi_dung": "Nội dung mẫu của bản trình diễn."},
                subjects=subjects,
                papers=[NewPaper(code, kind=kind) for code in codes],
            ),
            now=play.at(0, 8, today),
            by=by,
        ).dossier


def _subjects(play: Play) -> list[NewSubject]:
    if play.end == "listed":
        return others.listed(play)
    return [_line(play, nth) for nth in range(number(f"{play.key}/persons", 1, 3))]


def _line(play: Play, position: int) -> NewSubject:
    key = f"{play.key}/{position}"
    villages = play.here.villages
    return NewSubject(
        values={
            "ho_ten": f"{NAMES[number(key, 0, len(NAMES) - 1)]} "
            f"{GIVEN[number(f'{key}/g', 0, len(GIVEN) - 1)]}",
            "nam_sinh": number(f"{key}/y", 1948, 1985),
            "gioi_tinh": "male" if number(f"{key}/s", 0, 2) else "female",
            "dan_toc": "Nùng",
            "thon": villages[number(f"{key}/v", 0, len(villages) - 1)],
            "so_phieu": number(f"{key}/p", 31, 58),
        }
    )


def _received(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        return receiving.receive(dossier=row, action="tiep_nhan", now=play.at(0, 9, today), by=by)


def _refused(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        reason = "Việc này không thuộc thẩm quyền của xã (nội dung mẫu)."
        return receiving.refuse(
            dossier=row, action="tu_choi", reason=reason, now=play.at(0, 9, today), by=by
        )


def _examined(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        return move(dossier=row, action="chuyen", now=play.at(0, 14, today), by=by)


def _asked(row: Dossier, play: Play, today: date) -> Dossier:
    code = versions.process(play.version).documents[-1].code
    with standing(play.here.officer) as by:
        supplementing.ask(
            dossier=row,
            action="bo_sung",
            request=Request([Item(code, "Thiếu chữ ký ở trang cuối (nội dung mẫu).")]),
            now=play.at(2, 9, today),
            by=by,
        )
    return Dossier.objects.get(pk=row.pk)


def _supplied(row: Dossier, play: Play, today: date) -> Dossier:
    code = versions.process(play.version).documents[-1].code
    with standing(play.here.officer) as by:
        return supplementing.supply(
            dossier=row,
            action="da_bo_sung",
            papers=[NewPaper(code)],
            now=play.at(play.absent or 5, 10, today),
            by=by,
        )


def _ended(action: str, words: str) -> Callable[[Dossier, Play, date], Dossier]:
    def scene(row: Dossier, play: Play, today: date) -> Dossier:
        with standing(play.here.officer) as by:
            now = play.at(4, 15, today)
            return move(dossier=row, action=action, words=words, now=now, by=by)

    return scene


def _prepared(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.officer) as by:
        deciding.prepare(
            dossier=row,
            action="trinh",
            wording=Wording(
                signer_post="TM. Uỷ ban nhân dân\nChủ tịch",
                signer_name="Nguyễn Văn Mẫu",
                subject="Về việc giải quyết hồ sơ mẫu",
                place="Bắc Ninh",
                bases="Căn cứ hồ sơ mẫu của bản trình diễn",
                body=articles(*_outcomes(row)),
            ),
            now=play.at(6, 10, today),
            by=by,
        )
    return Dossier.objects.get(pk=row.pk)


def _outcomes(row: Dossier) -> tuple[int, int]:
    found = list(row.subjects.values_list("outcome", flat=True))
    return found.count(Outcome.GRANTED), found.count(Outcome.REFUSED)


def _signed(row: Dossier, play: Play, today: date) -> Dossier:
    decision = row.decisions.get(corrects=None)
    with standing(play.here.leader) as by:
        deciding.sign(decision=decision, action="ky", now=play.at(8, 15, today), by=by)
    return Dossier.objects.get(pk=row.pk)


def _returned(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        now = play.at(9, 8, today)
        return give_back(
            dossier=row,
            action="tra_ket_qua",
            way=Delivery.DESK,
            words="Người nộp nhận (nội dung mẫu)",
            now=now,
            by=by,
        )


AT_WORK = (_received, _examined)
DECIDED = (*AT_WORK, _prepared, _signed)
SCENES: dict[str, tuple[Callable[[Dossier, Play, date], Dossier], ...]] = {
    "submitted": (),
    "received": (_received,),
    "refused": (_refused,),
    "working": AT_WORK,
    "asked": (*AT_WORK, _asked),
    "supplied": (*AT_WORK, _asked, _supplied),
    "waiting": (*AT_WORK, _prepared),
    "stopped": (*AT_WORK, _ended("dung", "Người nộp đề nghị dừng (nội dung mẫu).")),
    "withdrawn": (*AT_WORK, _ended("rut", "Người nộp xin rút (nội dung mẫu).")),
    "consulted": (*AT_WORK, others.consulted),
    "advised": (*AT_WORK, others.consulted, others.advised),
    "extended": (*AT_WORK, others.extended),
    "listed": (_received, others.paid, _examined, others.judged, _prepared),
    "decided": DECIDED,
    "returned": (*DECIDED, _returned),
}
