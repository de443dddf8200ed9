"""What stands against a reform is said at once, in sentences, before anything is applied."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import TallyFactory, UnitFactory, VillageFactory
from vungcao.kernel.tests.units.world import DAY, World
from vungcao.kernel.units import services
from vungcao.kernel.units.checks import check
from vungcao.kernel.units.models import Establishment, Form, Kind, Reform, Succession, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def blocking(reform: Reform) -> list[str]:
    return [problem.text for problem in check(reform) if problem.blocks]


def notices(reform: Reform) -> list[str]:
    return [problem.text for problem in check(reform) if not problem.blocks]


def revise(world: World, reform: Reform, unit: Unit, **changes: Any) -> None:
    services.add_revision(
        reform=reform,
        unit=unit,
        changes=services.Changes(**changes),
        by=world.by,
    )


def establish(world: World, reform: Reform, name: str, **more: Any) -> Establishment:
    new = services.NewEstablishment(
        Kind.COMMUNE,
        Form.COMMUNE,
        name,
        more.pop("parent", world.east),
        **more,
    )
    return services.add_establishment(reform=reform, new=new, by=world.by)


def test_a_sound_draft_has_no_problem(world: World) -> None:
    assert check(world.merger(world.a, world.b)) == []
    assert blocking(world.split(world.c, 2, 1)) == []


def test_a_large_reform_is_checked_in_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reform = world.split(world.a, *range(1, 20))

    with django_assert_max_num_queries(20):
        check(reform)


def test_a_draft_without_a_line_has_nothing_to_do(world: World) -> None:
    assert blocking(world.draft()) == ["Sự kiện chưa có dòng thay đổi nào."]


def test_units_that_are_gone_or_too_new_are_named(world: World) -> None:
    gone = UnitFactory.create(parent=world.east, called="Cũ", valid_until=date(2025, 7, 1))
    fresh = UnitFactory.create(parent=world.east, called="Mới", valid_from=DAY)

    said = blocking(world.merger(gone, fresh))

    assert "Xã Cũ đã kết thúc từ ngày 01/07/2025." in said
    assert any(text.startswith("Xã Mới mới có từ ngày 01/01/2026") for text in said)


def test_changes_of_a_later_day_would_overlap(world: World) -> None:
    later = world.draft(date(2026, 6, 1))
    revise(world, later, world.a, name="Mẫu A Sau")
    world.apply(later)

    (text,) = blocking(world.merger(world.a, world.b))

    assert text.startswith("Xã Mẫu A")
    assert "đã có thay đổi từ ngày 01/06/2026" in text


def test_counts_of_a_later_day_would_be_lost_with_their_unit(world: World) -> None:
    with scoped(("/1/",)):
        TallyFactory.create(unit=world.a, day=date(2026, 6, 30))

        said = blocking(world.merger(world.a, world.b))

    assert said == ["Xã Mẫu A: đã ghi 1 số đếm từ ngày 01/01/2026 trở đi."]


def test_a_source_needs_one_receiver(world: World) -> None:
    reform = world.split(world.a, 2, 1)
    Succession.objects.filter(reform=reform).update(is_receiver=False)

    assert blocking(reform) == ["Xã Mẫu A: chọn đúng một nơi nhận hồ sơ, sổ sách."]


def test_equal_weights_of_one_are_questioned_but_do_not_block(world: World) -> None:
    reform = world.split(world.a, 1, 1)

    assert blocking(reform) == []
    assert [text.split(":")[0] for text in notices(reform)] == ["Xã Mẫu A"]


def test_villages_without_a_place_after_a_split_are_counted(world: World) -> None:
    VillageFactory.create_batch(3, parent=world.a)

    assert notices(world.split(world.a, 2, 1)) == [
        "Xã Mẫu A: 3 đơn vị bên dưới chưa ghi nơi đứng mới, sẽ theo nơi nhận."
    ]


def test_an_abolished_unit_with_villages_needs_a_receiver(world: World) -> None:
    VillageFactory.create(parent=world.a)
    reform = world.draft()
    revise(world, reform, world.a, is_abolished=True)

    assert blocking(reform) == ["Xã Mẫu A: 1 đơn vị bên dưới chưa có nơi đứng mới."]

    revise(world, reform, world.a, is_abolished=True, receiver=world.b)
    assert blocking(reform) == []


def test_a_code_in_use_or_given_twice_is_refused(world: World) -> None:
    reform = world.merger(world.a, world.b)
    establish(world, reform, "Trùng Mã", code="99100")
    revise(world, reform, world.c, code="99004")

    said = blocking(reform)

    assert "Mã 99100 được ghi cho 2 đơn vị." in said
    assert "Mã 99004 đang là mã của Xã Mẫu D." in said


def test_the_code_of_a_unit_that_ends_may_be_used_again_at_once(world: World) -> None:
    reform = world.draft()
    new = establish(world, reform, "Mới", code="99001")
    services.add_succession(reform=reform, source=world.a, target=new, by=world.by)

    assert blocking(reform) == []


def test_two_units_of_one_name_under_one_parent_are_refused(world: World) -> None:
    said = blocking(world.merger(world.a, name="Mẫu B"))

    assert said == ["Xã Mẫu B: 2 đơn vị cùng tên dưới một đơn vị trên."]
    assert blocking(world.merger(world.a, name="Mẫu A")) == []


def test_a_parent_lives_on_and_stands_higher(world: World) -> None:
    reform = world.merger(world.a)
    establish(world, reform, "Dưới Xã", parent=world.b)
    establish(world, reform, "Không Đâu", parent=None)
    revise(world, reform, world.west, is_abolished=True, receiver=world.province)
    revise(world, reform, world.c, parent=world.west)

    said = blocking(reform)

    assert "Xã Dưới Xã: đơn vị trên phải ở cấp cao hơn." in said
    assert "Xã Không Đâu: chọn đơn vị trên." in said
    assert "Xã Mẫu C: đơn vị trên kết thúc trong sự kiện này." in said


def test_a_unit_cannot_both_end_and_change(world: World) -> None:
    reform = world.merger(world.a, world.b)
    revise(world, reform, world.a, name="Khác")
    revise(world, reform, world.b, is_abolished=True, receiver=world.c)
    revise(world, reform, world.c)

    said = blocking(reform)

    assert "Xã Mẫu A kết thúc trong sự kiện này nên không đổi tên, mã, nơi đứng." in said
    assert "Xã Mẫu B: chỉ ghi hoặc bãi bỏ, hoặc chuyển sang đơn vị sau." in said
    assert "Xã Mẫu C: dòng này chưa ghi thay đổi nào." in said


def test_parts_stay_on_their_level(world: World) -> None:
    reform = world.draft()
    services.add_succession(reform=reform, source=world.a, target=world.west, by=world.by)

    assert blocking(reform) == ["Xã Mẫu A: phần tách ra phải cùng cấp với đơn vị trước."]
