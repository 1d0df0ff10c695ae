"""Tables of the dossiers: thưởng xã đạt chuẩn, and the steps as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programme.importing.dossier_table import DossierStepTable
from programme.importing.reward_table import RewardTable
from programme.models import Reward
from programme.views.registers.table_page import (
    TablePage,
    person,
    places_of,
    removed_count,
)

TAB = "ho-so-cong-nhan"


@require_safe
def rewards(request: HttpRequest) -> HttpResponse:
    """List the rewards, the latest first."""
    page = find_rewards(request)
    context = {
        "page_of": page,
        "removed": removed_count(page, person(request)),
        "rows": Reward.objects.select_related("commune__district"),
    }
    return render(request, "programme/dossiers/rewards.html", context)


def find_rewards(request: HttpRequest) -> TablePage:
    """Return the table of rewards for its person."""
    return TablePage(
        table=RewardTable(by=person(request)),
        places=places_of(request),
        names="reward",
        tab=TAB,
        title="Thưởng công trình phúc lợi",
        noun="phần thưởng",
        subtitle="QĐ 1334, mục III.5",
    )


def find_steps(request: HttpRequest) -> TablePage:
    """Return the table of the steps of dossiers for its person."""
    return TablePage(
        table=DossierStepTable(by=person(request)),
        places=places_of(request),
        names="dossier_steps",
        tab=TAB,
        title="Các bước của hồ sơ công nhận",
        noun="bước",
        subtitle="QĐ 1334, mục III.5",
    )
