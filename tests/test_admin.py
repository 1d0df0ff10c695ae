"""The back office: Vietnamese, for the admin alone, read only where it must be."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from programme.models import (
    CapitalChange,
    CapitalDraft,
    CapitalEvent,
    CapitalFigure,
    CapitalImport,
    CapitalReport,
    CapitalReturn,
    CapitalRevision,
)
from reports.models import (
    Comment,
    CommuneSummary,
    DeadlineException,
    DraftRemark,
    DraftResult,
    DraftValue,
    Evidence,
    FieldSample,
    ImportRun,
    IndicatorRevision,
    IndicatorValue,
    Opinion,
    Quarter,
    Reminder,
    Report,
    ReportEvent,
    ReportTemplate,
    ReportWords,
    Result,
    ResultChange,
    ReturnedCell,
    Revision,
    RevisionRemark,
    RevisionWords,
    SampledClaim,
    SheetLayout,
    SignedPaper,
    Snapshot,
    TextChange,
    ValueChange,
)
from tests.world import approve

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
FROZEN = [
    CapitalChange,
    CapitalDraft,
    CapitalEvent,
    CapitalFigure,
    CapitalImport,
    CapitalReport,
    CapitalReturn,
    CapitalRevision,
    Comment,
    CommuneSummary,
    DeadlineException,
    DraftRemark,
    DraftResult,
    DraftValue,
    Evidence,
    FieldSample,
    ImportRun,
    IndicatorRevision,
    IndicatorValue,
    Opinion,
    Reminder,
    Report,
    ReportEvent,
    ReportTemplate,
    ReportWords,
    Result,
    ResultChange,
    ReturnedCell,
    Revision,
    RevisionRemark,
    RevisionWords,
    SampledClaim,
    SheetLayout,
    SignedPaper,
    Snapshot,
    TextChange,
    ValueChange,
]


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    return client


def address(model, name, *args):
    label = f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"
    return reverse(label, args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_answers_with_data_in_it(office, model):
    approve("618", "2019Q3")
    assert office.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize(
    "model",
    [model for model in MODELS if model not in FROZEN],
    ids=lambda model: model._meta.label,
)
def test_a_row_that_exists_can_be_looked_at(office, model):
    row = model._default_manager.first()
    if row is None:
        assert model._meta.model_name in {
            "quarter",
            "communeplan",
            "communetarget",
            "boundaryset",
            "withdrawalrule",
            "agencyhead",
            "communearea",
            "exitrule",
        }
        return
    assert office.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model._meta.label)
def test_what_services_write_cannot_be_added_by_hand(office, model):
    assert office.get(address(model, "add")).status_code == 403


def test_a_frozen_result_cannot_be_changed_by_hand(office):
    approve("618", "2019Q3")
    result = Result.objects.first()
    office.post(address(Result, "change", result.pk), {"state": "met"})
    assert Result.objects.get(pk=result.pk).state == "unmet"


def test_the_back_office_speaks_vietnamese(office):
    html = office.get("/quan-tri/").content.decode()
    assert "Quản trị cổng theo dõi tiêu chí nông thôn mới" in html
    assert "Bộ tiêu chí và phân công" in html


def test_an_account_is_made_with_role_and_scope(office):
    office.post(
        "/quan-tri/accounts/user/add/",
        {
            "username": "huyen.moi",
            "password1": "mật khẩu đủ dài 2021",
            "password2": "mật khẩu đủ dài 2021",
            "role": "district",
            "district": "610",
            "agency": "",
            "full_name": "",
        },
    )
    account = User.objects.get(username="huyen.moi")
    assert account.district_id == "610"
    assert account.check_password("mật khẩu đủ dài 2021")


def test_an_officer_without_a_district_is_refused_in_vietnamese(office):
    answer = office.post(
        "/quan-tri/accounts/user/add/",
        {
            "username": "huyen.moi",
            "password1": "mật khẩu đủ dài 2021",
            "password2": "mật khẩu đủ dài 2021",
            "role": "district",
        },
    )
    assert "chỉ cán bộ huyện, có huyện" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER])
def test_other_roles_are_told_whom_to_ask_and_see_no_second_login(client, role):
    client.force_login(User.objects.create_user("ai", role=role))
    answer = client.get("/quan-tri/accounts/user/", follow=True)
    assert answer.status_code == 403
    html = answer.content.decode()
    assert "Trang quản trị chỉ dành cho tài khoản quản trị." in html
    assert "thì hỏi Văn phòng Điều phối nông thôn mới tỉnh." in html
    assert 'type="password"' not in html


def test_without_an_account_the_portal_s_login_leads_back_here(client):
    answer = client.get("/quan-tri/accounts/user/", follow=True)
    assert answer.redirect_chain[-1][0] == "/dang-nhap/?next=/quan-tri/accounts/user/"


def test_the_admin_who_is_sent_to_log_in_goes_straight_on(office):
    answer = office.get("/quan-tri/login/?next=https://xa.example/")
    assert answer.headers["Location"] == "/quan-tri/"


def test_a_deadline_set_here_is_told_on_the_board_too(office):
    Quarter.objects.create(code="2021Q1", due_on=dt.date(2021, 3, 20))
    office.post(
        address(Quarter, "change", "2021Q1"), {"code": "2021Q1", "due_on": "25/03/2021"}
    )
    html = office.get("/bao-cao/ai-chua-nop/?ky=2021Q1").content.decode()
    assert "Hạn báo cáo: 20/03/2021 → 25/03/2021" in html


def test_phone_and_head_of_an_account_are_kept_here(office):
    account = User.objects.create_user("a", role=Role.DISTRICT, district_id="610")
    form = office.get(address(User, "change", account.pk)).context["adminform"].form
    asked = {name: form[name].value() or "" for name in form.fields}
    asked |= {"phone": "0260 3 812 345", "is_head": "on", "date_joined_0": "01/01/2021"}
    office.post(
        address(User, "change", account.pk),
        {**asked, "date_joined_1": "08:00", "last_login_0": "", "last_login_1": ""},
    )
    account.refresh_from_db()
    assert (account.phone, account.is_head) == ("0260 3 812 345", True)
