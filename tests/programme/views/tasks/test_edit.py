"""The office gives out and changes tasks on their forms, and ends them."""

import datetime as dt

import pytest

from programme.models import Task, TaskHandover
from reports.models import DemoClock
from tests.programme import task_world as world
from tests.programme.task_world import CODE, PART

pytestmark = pytest.mark.django_db
PAGE = f"/nhiem-vu/{CODE}/"
DOCUMENT = ("document", "certainty")


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=world.TODAY)


@pytest.fixture
def office(client):
    client.force_login(world.office())
    return client


def html(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def form_of(client, address):
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["supporting"] = [
        getattr(each, "pk", each) for each in values["supporting"] or []
    ]
    for name in ("starts_on", "due_on"):
        day = values.get(name)
        values[name] = f"{day:%d/%m/%Y}" if isinstance(day, dt.date) else day
    return {name: value for name, value in values.items() if value is not None}


def test_the_office_adds_a_part_below_a_task(office):
    address = f"/nhiem-vu/moi/?thuoc={CODE}"
    said = form_of(office, address) | {
        "title": "Dự thảo nghị quyết",
        "lead": "STC",
        "rhythm": "once",
        "parent": world.task().pk,
        "due_on": "30/06/2021",
    }
    assert office.post("/nhiem-vu/moi/", said).status_code == 302
    part = world.task(f"{CODE}.1")
    assert (part.parent, part.due_on) == (world.task(), dt.date(2021, 6, 30))
    assert "Dự thảo nghị quyết" in html(office.get(PAGE))


def test_editing_changes_nothing_that_was_not_changed(office):
    before = Task.objects.filter(code=CODE).values().get()
    assert office.post(f"{PAGE}sua/", form_of(office, f"{PAGE}sua/")).status_code == 302
    assert Task.objects.filter(code=CODE).values().get() == before
    assert world.task().supporting.count() == 2


@pytest.mark.parametrize("address", ["/nhiem-vu/moi/", f"{PAGE}sua/"])
def test_the_form_marks_what_must_be_filled_in_and_has_no_empty_dashes(office, address):
    shown = html(office.get(address))
    form = office.get(address).context["form"]
    assert [each.name for each in form if f'name="{each.html_name}"' not in shown] == []
    marked = [each.name for each in form if f"{each.label} *</label>" in shown]
    assert marked == ["code", "article", "title", "rhythm", "starts_on", *DOCUMENT]
    assert "-----" not in shown
    assert "Chọn nhịp" in shown


def test_another_lead_without_a_document_is_refused_with_what_is_missing(office):
    said = form_of(office, f"{PAGE}sua/") | {"lead": "STC"}
    assert "từ ngày nào và theo văn bản nào" in html(
        office.post(f"{PAGE}sua/", said), 409
    )
    assert world.task().lead_id == world.BODY
    said |= {"handover_on": "01/01/2021", "handover_document": "QĐ 01/QĐ-UBND"}
    office.post(f"{PAGE}sua/", said)
    assert TaskHandover.objects.get().document == "QĐ 01/QĐ-UBND"
    assert "QĐ 01/QĐ-UBND" in html(office.get(PAGE))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"code": "bang"}, "Mã gồm chữ in hoa"),
        ({"code": "III.5"}, "Mã này đã dùng cho một mục khác trong “Nhiệm vụ”"),
        ({"due_on": "01/01/2019"}, "Hạn không thể trước ngày bắt đầu."),
        ({"due_on": "hôm qua"}, "Hãy ghi một ngày có thật"),
        ({"target_count": "3"}, "phải đi cùng nhau"),
    ],
)
def test_a_task_that_breaks_a_rule_is_refused_with_the_reason(office, said, why):
    page = html(office.post(f"{PAGE}sua/", form_of(office, f"{PAGE}sua/") | said), 422)
    assert why in page


def test_a_task_is_neither_below_itself_nor_too_deep(office):
    heading = world.task(world.HEADING)
    below = world.task(PART)
    address = f"/nhiem-vu/{world.HEADING}/sua/"
    said = form_of(office, address) | {"parent": below.pk}
    assert "thuộc chính nó" in html(office.post(address, said), 422)
    said = form_of(office, f"{PAGE}sua/") | {"parent": below.pk}
    assert "nhiều nhất 3 bậc" in html(office.post(f"{PAGE}sua/", said), 422)
    assert heading.parent is None


def test_a_task_is_ended_and_opened_again(office):
    address = f"{PAGE}ket-thuc/"
    assert "Hãy ghi lý do kết thúc." in html(office.post(address, {}), 422)
    said = {"closed_on": "01/03/2021", "closed_reason": "Đã ban hành."}
    assert "Đã kết thúc nhiệm vụ." in html(office.post(address, said, follow=True))
    assert len(office.get("/nhiem-vu/?dieu=III.4").context["page"]) == 0
    assert "Đã mở lại." in html(office.post(address, {}, follow=True))
    early = {"closed_on": "01/03/2019", "closed_reason": "Sớm."}
    assert "trước ngày bắt đầu" in html(office.post(address, early), 409)


@pytest.mark.parametrize("address", ["/nhiem-vu/III%00/", "/nhiem-vu/iii/sua/"])
def test_what_is_no_code_has_no_page(office, address):
    assert office.get(address).status_code == 404


def test_a_part_of_what_is_no_code_is_a_task_of_its_own(office):
    page = office.get("/nhiem-vu/moi/?thuoc=%00")
    assert page.status_code == 200
    assert "parent" not in page.context["form"].initial


def test_a_day_of_another_age_is_a_slip(office):
    said = form_of(office, f"{PAGE}sua/") | {"due_on": "31/12/9999"}
    answer = office.post(f"{PAGE}sua/", said)
    assert "Năm phải từ 1945 đến 2100" in html(answer, 422)


def test_a_title_is_kept_composed_and_one_without_letters_is_refused(office):
    address = f"{PAGE}sua/"
    said = form_of(office, address)
    refused = office.post(address, said | {"title": "\u200b"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["title"]
    office.post(address, said | {"title": "Nghi\u0323 quye\u0302\u0301t\u200b"})
    assert world.task().title == "Nghị quyết"


def test_days_that_leave_a_report_outside_are_refused_where_they_were_typed(office):
    world.write(quarter=world.LAST)
    said = {"closed_on": "30/09/2020", "closed_reason": "Xong."}
    page = html(office.post(f"{PAGE}ket-thuc/", said), 409)
    assert "đã có báo cáo Quý IV/2020" in page
    assert 'value="30/09/2020"' in page
    said = form_of(office, f"{PAGE}sua/") | {"starts_on": "01/01/2021"}
    answer = office.post(f"{PAGE}sua/", said)
    assert answer.status_code == 409
    assert "đã có báo cáo Quý IV/2020" in answer.context["form"].errors["starts_on"][0]
