"""An account reads what it was told, and says how it wants to hear of it."""

import pytest
from django.db import transaction

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk
from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs import performing
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.notices.services import News, notify
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.notices.telling import NOON

pytestmark = pytest.mark.journey


def tell(username: str) -> None:
    to = User.objects.get(username=username)
    news = News("units.reform_took_effect", "units.Reform:1", {"title": "Nhập hai xã mẫu"})
    with transaction.atomic():
        notify(news=news, to=to, now=NOON, by=to)


@ON_A_PHONE
def test_an_officer_reads_a_notice_and_chooses_how_to_be_told(walk: Walk) -> None:
    tell("canbo-xa")
    walk.sign_in("canbo-xa")

    walk.page.locator("header a[href='/tai-khoan/thong-bao/']").click()
    walk.reads("Sắp xếp đơn vị có hiệu lực: Nhập hai xã mẫu", "1 thông báo chưa đọc.")
    walk.is_fit()
    walk.press("Đánh dấu đọc hết")
    walk.reads("Chị/anh đã đọc hết.")

    walk.press("Cách nhận")
    walk.is_fit()
    walk.page.get_by_label("Sắp xếp đơn vị có hiệu lực").select_option(label="không nhận")
    walk.press("Ghi lại")
    walk.reads("Đã ghi cách nhận thông báo.")
    walk.is_fit()


@pytest.mark.soak
@ON_A_DESK
def test_an_auditor_follows_work_in_the_background_and_sees_the_queues(walk: Walk) -> None:
    walk.sign_in("kiem-tra")
    walk.open("/quan-tri/nhat-ky/")
    walk.press("Kiểm tra ở chế độ nền")
    walk.reads("Đang chờ đến lượt.")
    walk.page.evaluate("window.stop()")  # it would ask for itself again in the midst of the look
    walk.is_fit()

    by = User.objects.get(username="kiem-tra")
    with scoped((), account=by.pk, door=Door.OFFICE):
        run = Run.objects.get()
    performing.perform(run.pk, by.pk, NOON.date())

    walk.page.reload()
    walk.reads("Nhật ký nguyên vẹn")
    walk.is_fit()
    walk.menu("Công việc nền")
    walk.reads("Hàng đợi", "Lịch chạy", "Không có việc nào hỏng.")
    walk.is_fit()
