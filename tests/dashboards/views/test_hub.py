"""The hub of the programme: every part in figures, the most urgent rows below."""

import datetime as dt

import pytest

from communes.models import CommuneArea
from criteria.models import Agency
from programme.models import Meeting, Task
from reports.models import DemoClock
from tests.programme import task_world as tasks
from tests.world import approve

pytestmark = pytest.mark.django_db
HUB = "/chuong-trinh/"
DAL, TOI, DOM = "23535", "23537", "23536"


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=tasks.TODAY)


@pytest.fixture
def reader(client):
    client.force_login(tasks.reader())
    return client


def read(client):
    answer = client.get(HUB)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_an_account_the_login_comes_first(client):
    assert client.get(HUB).url.startswith("/dang-nhap/")


def test_every_part_of_the_programme_is_led_to(reader):
    html = read(reader)
    for address in (
        "/nhiem-vu/",
        "/trach-nhiem/",
        "/hop-ban-chi-dao/",
        "/von/",
        "/xa-kho-khan/",
        "/ho-so-cong-nhan/",
        "/hop-tac-xa/",
        "/thon/",
        "/so-theo-doi/",
    ):
        assert f'"><a href="{address}">' in html


def test_silence_is_of_a_quarter_that_is_named(reader):
    assert "im lặng đến hết Quý IV/2020" in read(reader)


def test_tasks_that_are_late_and_their_bodies_come_first(reader):
    Task.objects.filter(code=tasks.CODE).update(due_on=dt.date(2021, 3, 1))
    part = reader.get(HUB).context["page"].tasks
    assert part.worst[0].task.code == tasks.CODE
    assert "quá hạn 19 ngày" in read(reader)
    counts = [each.late for each in part.late]
    assert counts == sorted(counts, reverse=True)
    assert part.own is None


def test_a_task_that_is_overdue_and_silent_counts_once_for_its_body(client):
    client.force_login(tasks.department())
    before = client.get(HUB).context["page"].tasks.own
    Task.objects.filter(code=tasks.CODE).update(due_on=dt.date(2021, 3, 1))
    after = client.get(HUB).context["page"].tasks.own
    assert (after.counts.overdue, before.counts.overdue) == (1, 0)
    assert after.late == before.late == after.counts.silent


def test_a_department_reads_what_is_its_own(client):
    client.force_login(tasks.department())
    assert client.get(HUB).context["page"].tasks.own.body.code == tasks.BODY
    assert "Của đơn vị bạn" in read(client)


def test_communes_nearest_to_leaving_stand_on_the_hub(reader):
    assert "Chưa nạp khu vực" in read(reader)
    for code in (DAL, TOI):
        CommuneArea.objects.create(
            commune_id=code,
            area_class="III",
            valid_from=dt.date(2017, 4, 28),
            source="QĐ thử",
        )
    approve("618", "2020Q4", {DAL: range(1, 12), TOI: range(1, 17)})
    html = read(reader)
    assert "xã đặc biệt khó khăn, Quý IV/2020" in html
    assert html.index(f"/xa/{TOI}/") < html.index(f"/xa/{DAL}/")
    assert "<b>16</b>/19" in html


def test_the_hub_costs_the_same_whatever_there_is(
    reader, django_assert_max_num_queries
):
    CommuneArea.objects.create(commune_id=DAL, area_class="III", source="QĐ thử")
    approve("618", "2020Q4", {DAL: range(1, 12)})
    Meeting.objects.create(planned_on=tasks.TODAY)
    tasks.write()
    with django_assert_max_num_queries(45) as most:
        read(reader)
    approve("610", "2020Q4", {"23344": range(1, 20)})
    for number, agency in enumerate(Agency.objects.all()[:5], start=1):
        Task.objects.create(
            code=f"THU.{number}",
            article="II.2.1",
            title="Việc",
            lead=agency,
            rhythm="quarterly",
            starts_on=dt.date(2019, 11, 25),
            document="QĐ 1334",
        )
    with django_assert_max_num_queries(len(most)):
        read(reader)
