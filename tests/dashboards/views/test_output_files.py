"""The page of an output waits for its file, says how far it is, and brings it down."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from dashboards import tasks
from dashboards.analytics.outputs.comparing import compute
from dashboards.analytics.outputs.progress import progress_of
from dashboards.exporting import files
from dashboards.exporting.apart import NotDrawn
from dashboards.views import outputs as views
from reports.choices import DrawingState, OutputFormat
from reports.models import Drawing, Snapshot
from tests.dashboards.output_world import draw_here, given_out, office
from tests.dashboards.views.test_outputs import WANTED, body
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

MINUTE = dt.timedelta(minutes=1)


class Queue:
    """Takes tasks and does none of them."""

    def __init__(self):
        self.orders = []

    def enqueue(self, *order):
        self.orders.append(order)


@pytest.fixture
def queue(monkeypatch):
    waiting = Queue()
    monkeypatch.setattr(tasks, "write_file", waiting)
    return waiting


@pytest.fixture
def person(client):
    client.force_login(office())
    approve("618", "2020Q4", {"23535": [18]})
    return client


@pytest.fixture(autouse=True)
def _drawn_here(monkeypatch):
    monkeypatch.setattr(files, "draw_apart", draw_here)


def put(state, *, ago=MINUTE, **values):
    """Put the only drawing into a state that it has been in for a while."""
    since = timezone.now() - ago
    Drawing.objects.update(state=state, asked_at=since, started_at=since, **values)


def said(client, snapshot):
    return client.get(f"/xuat/{snapshot.code}/tinh-trang/").content.decode()


@pytest.mark.parametrize("part", ["tinh-trang/", "viet/"])
def test_a_stranger_is_sent_to_the_login(client, part):
    answer = client.post(f"/xuat/2020Q4-0001/{part}")
    assert answer.url.startswith("/dang-nhap/")


def test_giving_out_queues_the_file_and_shows_the_page_at_once(person, queue):
    answer = person.post("/xuat/", WANTED)
    made = Snapshot.objects.get()
    assert answer.url == f"/xuat/{made.code}/?moi=1"
    assert queue.orders == [(Drawing.objects.get().pk, 1)]
    html = person.get(answer.url).content.decode()
    assert 'data-state="under-way"' in html
    assert "Đang chờ…" in html
    assert "<noscript><a" in html


def test_a_second_click_is_the_same_output(person, queue):
    addresses = {person.post("/xuat/", WANTED).url for _click in range(2)}
    assert len(addresses) == len(queue.orders) == 1
    assert person.post("/xuat/", WANTED | {"district": "618"}).url not in addresses


def test_the_same_asked_for_later_is_an_output_of_its_own(person, queue):
    """The figures may have changed in the meantime."""
    first = person.post("/xuat/", WANTED).url
    put(DrawingState.WAITING)
    assert person.post("/xuat/", WANTED).url != first


def test_a_click_that_comes_while_the_first_is_read_is_the_same_output(
    person, queue, monkeypatch
):
    addresses = []

    def clicked_again(asked):
        if not addresses:
            addresses.append("")
            addresses[0] = person.post("/xuat/", WANTED).url
        return compute(asked)

    monkeypatch.setattr(views, "compute", clicked_again)
    assert [person.post("/xuat/", WANTED).url] == addresses
    assert Snapshot.objects.count() == len(queue.orders) == 1


def test_the_fourth_file_at_once_is_refused_and_nothing_is_kept(person, queue):
    for form in ("docx", "xlsx", "csv"):
        person.post("/xuat/", WANTED | {"format": form})
    answer = person.post("/xuat/", WANTED | {"kind": "quarter"})
    assert answer.status_code == 422
    assert "Bạn đang có 3 tệp chưa viết xong" in answer.content.decode()
    assert Snapshot.objects.count() == 3


def test_how_many_are_written_before_is_said(person, queue):
    for form in ("docx", "xlsx"):
        person.post("/xuat/", WANTED | {"format": form})
    assert "Đang chờ, 1 bản trước…" in said(person, Snapshot.objects.first())


def test_how_long_it_is_being_written_is_said(person, queue):
    person.post("/xuat/", WANTED)
    put(DrawingState.DRAWING, ago=dt.timedelta(seconds=12))
    html = said(person, Snapshot.objects.get())
    assert "Đang viết Excel (.xlsx)…" in html
    assert " giây" in html
    assert "Viết lại" not in html


def test_without_a_worker_the_page_says_so(person, queue):
    person.post("/xuat/", WANTED)
    put(DrawingState.WAITING)
    Drawing.objects.update(started_at=None)
    html = said(person, Snapshot.objects.get())
    assert "Chưa có tiến trình viết tệp đang chạy" in html
    assert 'data-state="under-way"' in html


def test_a_worker_that_was_killed_leaves_a_file_to_be_written_again(person, queue):
    person.post("/xuat/", WANTED)
    made = Snapshot.objects.get()
    put(DrawingState.DRAWING, ago=5 * MINUTE)
    assert "dừng giữa chừng" in said(person, made)
    answer = person.post(f"/xuat/{made.code}/viet/")
    assert answer.url == f"/xuat/{made.code}/?moi=1"
    assert queue.orders[-1] == (Drawing.objects.get().pk, 2)


def test_a_file_that_nobody_ever_took_says_so(person, queue):
    person.post("/xuat/", WANTED)
    put(DrawingState.WAITING, ago=90 * MINUTE)
    html = said(person, Snapshot.objects.get())
    assert "chưa có tiến trình nào nhận việc" in html
    assert "dừng giữa chừng" not in html


def test_the_address_of_a_file_that_failed_orders_nothing(person, queue):
    person.post("/xuat/", WANTED)
    put(DrawingState.FAILED, problem="Hỏng.")
    made = Snapshot.objects.get()
    answer = person.get(f"/xuat/{made.code}/tep/")
    assert answer.url == f"/xuat/{made.code}/"
    assert len(queue.orders) == 1


def test_why_a_file_failed_is_said_and_it_can_be_written_again(person, monkeypatch):
    def broken(*_args, **_options):
        raise NotDrawn("Máy chủ không viết xong tệp.")

    monkeypatch.setattr(files, "draw_apart", broken)
    person.post("/xuat/", WANTED)
    made = Snapshot.objects.get()
    html = said(person, made)
    assert "Tệp hỏng: Máy chủ không viết xong tệp." in html
    assert f'action="/xuat/{made.code}/viet/"' in html
    monkeypatch.setattr(files, "draw_apart", draw_here)
    person.post(f"/xuat/{made.code}/viet/")
    assert "Tệp đã viết xong." in said(person, made)


def test_a_file_that_is_lost_is_written_again(person):
    person.post("/xuat/", WANTED)
    made = Snapshot.objects.get()
    default_storage.delete(Drawing.objects.get().file.name)
    assert "không còn giữ tệp này" in said(person, made)
    answer = person.get(f"/xuat/{made.code}/tep/")
    assert answer.url == f"/xuat/{made.code}/?moi=1"
    assert body(person.get(f"/xuat/{made.code}/tep/")).startswith(b"PK")


def test_too_many_files_are_told_where_the_file_was_asked_for(person, queue):
    for form in ("docx", "xlsx", "csv"):
        person.post("/xuat/", WANTED | {"format": form})
    older = given_out("2020Q4")
    html = person.get(f"/xuat/{older.code}/tep/", follow=True).content.decode()
    assert "Bạn đang có 3 tệp chưa viết xong" in html


def test_asking_how_far_a_file_is_costs_little(
    person, queue, django_assert_num_queries
):
    person.post("/xuat/", WANTED)
    made = Snapshot.objects.get()
    put(DrawingState.WAITING)
    # Two of the person, two of every page, four of the output and its file.
    with django_assert_num_queries(8):
        said(person, made)


def test_the_file_of_a_district_is_named_after_it(person):
    made = given_out("2020Q4", form=OutputFormat.EXCEL, district="618")
    person.get(f"/xuat/{made.code}/tep/")
    file = person.get(f"/xuat/{made.code}/tep/")
    name = f"bao-cao-quy-huyen-ia-hdrai-{made.code}.xlsx"
    assert f'filename="{name}"' in file["Content-Disposition"]
    assert body(file).startswith(b"PK")


def test_an_output_from_before_has_no_file_yet(person):
    progress = progress_of(given_out("2020Q4"), at=timezone.now())
    assert progress.state is None
    assert progress.may_ask
