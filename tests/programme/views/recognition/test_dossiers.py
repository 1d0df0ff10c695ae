"""Pages of the dossiers of recognition, their papers, rewards and withdrawals."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import Commune
from programme.choices import RecognitionLevel
from programme.models import (
    DossierFile,
    DossierStep,
    RecognitionDossier,
)
from programme.services.recognition.dossiers import StepWords, open_dossier
from reports.models import DemoClock
from tests.programme.dossier_world import brought_to_decision
from tests.world import approve

pytestmark = pytest.mark.django_db

DAL, TOI, OTHER = "23535", "23537", "23344"
UNPROCESSABLE = 422
LIST = "/ho-so-cong-nhan/"
STEP = {
    "kind": "district",
    "on": "20/01/2020",
    "document": "3/BC-UBND",
    "result": "agreed",
    "note": "",
}
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


def person(role, **scope):
    return User.objects.create_user(f"{role}{scope}", role=role, **scope)


def as_person(client, role, **scope):
    client.force_login(person(role, **scope))
    return client


@pytest.fixture
def office(client):
    return as_person(client, Role.OFFICE)


@pytest.fixture
def officer(client):
    return as_person(client, Role.DISTRICT, district_id="618")


def opened(code=DAL):
    return open_dossier(
        commune=Commune.objects.get(pk=code),
        level=RecognitionLevel.STANDARD,
        words=StepWords(dt.date(2020, 1, 10), "12/TTr-UBND"),
        by=User.objects.filter(role=Role.OFFICE).first()
        or User.objects.create_user("mo", role=Role.OFFICE),
        at=timezone.now(),
        today=dt.date(2021, 3, 20),
    )


@pytest.fixture
def dossier():
    return opened()


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get(LIST).url.startswith("/dang-nhap/")


@pytest.mark.usefixtures("dossier")
def test_the_list_says_what_each_waits_for_and_how_long(client):
    html = read(as_person(client, Role.LEADER), LIST)
    assert "Huyện thẩm tra" in html
    assert ">435<" in html
    assert "Mở hồ sơ" not in html


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("query", "is_there"),
    [("", True), ("?tinh-trang=refused", False), ("?huyen=610", False), ("?x=%00", 1)],
)
def test_the_list_is_of_a_state_and_a_district(officer, query, is_there):
    rows = officer.get(f"{LIST}{query}").context["rows"]
    assert bool(rows) is bool(is_there)


def test_an_officer_opens_a_dossier_of_a_commune_of_the_district(officer):
    asked = {"commune": DAL, "level": "standard", "on": "10/01/2020", "document": "1"}
    answer = officer.post(f"{LIST}mo/", {**asked, "note": ""})
    assert answer.url == f"{LIST}{RecognitionDossier.objects.get().pk}/"


def test_a_commune_of_another_district_is_not_offered(officer):
    asked = {"commune": OTHER, "level": "standard", "on": "10/01/2020", "document": "1"}
    answer = officer.post(f"{LIST}mo/", asked)
    assert answer.status_code == UNPROCESSABLE
    assert "Hãy chọn một mục trong danh sách." in answer.content.decode()
    assert 'value="10/01/2020"' in answer.content.decode()


def test_whoever_only_reads_finds_no_page_to_open_one(client):
    read(as_person(client, Role.LEADER), f"{LIST}mo/", 404)


@pytest.mark.usefixtures("dossier")
def test_a_refusal_is_told_and_what_was_typed_is_kept(officer):
    asked = {"commune": DAL, "level": "standard", "on": "10/02/2020", "document": "9/T"}
    html = officer.post(f"{LIST}mo/", asked).content.decode()
    assert "Xã đang có hồ sơ của mức này chưa xong." in html
    assert 'value="9/T"' in html


def test_the_office_records_the_next_step(office, dossier):
    answer = office.post(f"{LIST}{dossier.pk}/", STEP)
    assert answer.status_code == 302
    assert dossier.steps.count() == 2


def test_a_step_with_a_wrong_day_is_refused_on_the_page(office, dossier):
    answer = office.post(f"{LIST}{dossier.pk}/", {**STEP, "on": "1/1/2020"})
    html = answer.content.decode()
    assert answer.status_code == UNPROCESSABLE
    assert "Ngày không thể trước bước liền trước (10/01/2020)." in html
    assert 'value="3/BC-UBND"' in html


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"kind": ""}, {"result": "x"}, {"document": "\u200b"}]
)
def test_words_of_a_step_that_fit_nothing_are_refused(office, dossier, wrong):
    answer = office.post(f"{LIST}{dossier.pk}/", {**STEP, **wrong})
    assert answer.status_code == UNPROCESSABLE
    assert dossier.steps.count() == 1


def test_an_officer_moves_nothing_on(officer, dossier):
    html = officer.post(f"{LIST}{dossier.pk}/", STEP).content.decode()
    assert 'id="h-ghi-buoc"' not in html
    assert dossier.steps.count() == 1


def test_the_office_corrects_a_step_and_takes_the_last_one_back(office, dossier):
    office.post(f"{LIST}{dossier.pk}/", STEP)
    last = dossier.steps.last()
    assert "3/BC-UBND" in read(office, f"{LIST}{dossier.pk}/buoc/{last.pk}/sua/")
    office.post(
        f"{LIST}{dossier.pk}/buoc/{last.pk}/sua/",
        {"on": "21/01/2020", "document": "4/BC", "note": "đã sửa"},
    )
    assert DossierStep.objects.get(pk=last.pk).document == "4/BC"
    office.post(f"{LIST}{dossier.pk}/buoc/{last.pk}/bo/")
    assert not DossierStep.objects.filter(pk=last.pk).exists()
    assert "Bỏ bước ghi nhầm" in read(office, f"{LIST}{dossier.pk}/")


def test_a_district_corrects_no_step(officer, dossier):
    read(officer, f"{LIST}{dossier.pk}/buoc/{dossier.steps.get().pk}/sua/", 404)


def test_the_page_says_whether_the_commune_has_all_criteria_now(office, dossier):
    approve("618", "2019Q4", {DAL: range(1, 19)})
    html = read(office, f"{LIST}{dossier.pk}/")
    assert "18/19" in html
    assert "thiếu TC 19" in html


def attach(client, dossier, data=PDF, name="to-trinh.pdf"):
    file = SimpleUploadedFile(name, data)
    return client.post(f"{LIST}{dossier.pk}/tep/", {"uploads": [file]})


def test_papers_are_attached_given_out_and_taken_off(officer, dossier):
    assert attach(officer, dossier).status_code == 302
    kept = DossierFile.objects.get()
    answer = officer.get(f"{LIST}{dossier.pk}/tep/{kept.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    officer.post(f"{LIST}{dossier.pk}/tep/{kept.pk}/go/")
    read(officer, f"{LIST}{dossier.pk}/tep/{kept.pk}/", 404)


def test_a_paper_that_is_none_is_refused(officer, dossier):
    answer = attach(officer, dossier, b"MZ", "a.pdf")
    assert answer.status_code == UNPROCESSABLE
    assert "là một chương trình" in answer.content.decode()
    assert not DossierFile.objects.exists()


def test_papers_are_for_the_own_district_alone(client, officer, dossier):
    attach(officer, dossier)
    kept = DossierFile.objects.get()
    stranger = as_person(client, Role.DISTRICT, district_id="610")
    read(stranger, f"{LIST}{dossier.pk}/tep/{kept.pk}/", 404)
    assert attach(stranger, dossier).status_code == 404
    assert "to-trinh.pdf" not in read(stranger, f"{LIST}{dossier.pk}/")


@pytest.mark.parametrize("address", [LIST, "one"])
def test_the_queries_do_not_grow_with_the_data(
    office, dossier, django_assert_max_num_queries, address
):
    approve("618", "2019Q4", {DAL: range(1, 19)})
    where = LIST if address == LIST else f"{LIST}{dossier.pk}/"
    with django_assert_max_num_queries(24) as few:
        read(office, where)
    most = len(few)
    opened(TOI)
    with django_assert_max_num_queries(most):
        read(office, where)


def test_the_page_of_a_commune_leads_to_its_dossiers(officer, dossier):
    assert f"{LIST}{dossier.pk}/" in read(officer, f"/xa/{DAL}/")
    assert f"{LIST}mo/?xa={TOI}" in read(officer, f"/xa/{TOI}/")
    assert f"{LIST}mo/" not in read(officer, f"/xa/{OTHER}/")


def test_a_commune_that_lacks_criteria_is_recognised_after_a_second_look(
    office, dossier
):
    brought_to_decision(dossier, User.objects.filter(role=Role.OFFICE).first())
    approve("618", "2019Q4", {DAL: range(1, 18)})
    where = f"{LIST}{dossier.pk}/"
    html = read(office, where)
    assert "17/19" in html
    assert "18. " in html
    assert 'name="checked"' in html
    decision = {**STEP, "kind": "decision", "on": "1/6/2020", "document": "9/QĐ"}
    for given, field in (
        ({}, "checked"),
        ({"checked_reason": "Đã họp"}, "checked"),
        ({"checked": "on"}, "checked_reason"),
    ):
        answer = office.post(where, {**decision, **given})
        assert answer.status_code == UNPROCESSABLE
        assert list(answer.context["step_form"].errors) == [field]
    assert 'value="9/QĐ"' in answer.content.decode()
    confirmed = {"checked": "on", "checked_reason": "Đã họp lại"}
    assert office.post(where, decision | confirmed).status_code == 302
    html = read(office, where)
    assert "khi xã chưa đủ tiêu chí" in html
    assert "Đã họp lại" in html
    listed = read(office, f"{LIST}?tinh-trang=recognised")
    assert "ghi công nhận khi chưa đủ tiêu chí" in listed


def test_a_commune_with_every_criterion_is_recognised_without_a_question(
    office, dossier
):
    brought_to_decision(dossier, User.objects.filter(role=Role.OFFICE).first())
    approve("618", "2019Q4", {DAL: range(1, 20)})
    assert 'name="checked"' not in read(office, f"{LIST}{dossier.pk}/")
