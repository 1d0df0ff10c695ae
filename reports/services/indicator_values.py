"""Writing and withdrawal of approved values of indicators."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from communes.analytics.places import programme_communes
from ntm_portal.lib import periods
from reports.models import (
    ImportRun,
    IndicatorRevision,
    IndicatorValue,
    Quarter,
    Report,
)
from reports.services.guard import ChangeRefused, check_quarter_open, import_refusal
from reports.services.revisions import Approval
from reports.services.value_rows import typed_values_told


class LaterValuesStand(ChangeRefused):
    """Values that came later stand on these; the message names the districts."""


class StrayCommune(Exception):
    """A value is not of a commune that the district has in the programme."""


@transaction.atomic
def record_values(
    *,
    quarter: Quarter,
    districts: Mapping[str, Sequence[IndicatorValue]],
    approval: Approval,
    demo_districts: Iterable[str] = (),
) -> dict[str, IndicatorRevision]:
    """Write the next revision of every district given, whole, all or none.

    ``districts`` maps district codes to unsaved values: all that hold from now on.
    ``demo_districts`` keep illustrative values whatever the approval says. The number
    of queries does not grow with the districts. Raises QuarterClosed, and
    StrayCommune for a commune that is not the district's on the quarter's last day.
    """
    check_quarter_open(quarter)
    _check_places(quarter.period, districts)
    last = _last_numbers(quarter)
    demo = set(demo_districts)
    revisions = IndicatorRevision.objects.bulk_create(
        _revision(
            code,
            quarter,
            last.get(code, 0) + 1,
            replace(approval, is_demo=approval.is_demo or code in demo),
        )
        for code in districts
    )
    IndicatorValue.objects.bulk_create(
        value
        for revision in revisions
        for value in _of(revision, districts[revision.district_id])
    )
    return {revision.district_id: revision for revision in revisions}


def withdraw_values(*, run: ImportRun, on: dt.date, at: dt.datetime) -> None:
    """Withdraw the revisions that an import brought; those before hold again.

    ``on`` is the working date. Raises QuarterClosed, and LaterValuesStand when a
    district has a later standing revision of the quarter, or a report that
    import_refusals() names. Belongs to the caller's transaction.
    """
    quarter = Quarter.objects.select_for_update().get(pk=run.quarter_id)
    check_quarter_open(quarter)
    revisions = list(
        run.indicator_revisions.select_related("district").order_by("district_id")
    )
    later = " ".join(_later(quarter, revisions))
    if later:
        raise LaterValuesStand(later)
    for revision in revisions:
        # The database refuses a withdrawal before the approval.
        revision.withdrawn_on = max(on, revision.approved_on)
        revision.withdrawn_at = at
    IndicatorRevision.objects.bulk_update(revisions, ["withdrawn_on", "withdrawn_at"])


def later_values(run: ImportRun) -> list[str]:
    """Return in sentences what came after an import's values.

    Four queries, and one for each report of a district that was given back.
    """
    if run.quarter is None:
        return []
    revisions = run.indicator_revisions.select_related("district")
    return list(_later(run.quarter, list(revisions.order_by("district_id"))))


def import_refusals(
    quarter_code: str, district_codes: Collection[str]
) -> dict[str, str]:
    """Return by district code why an import must leave its values alone.

    Changed cells alone are no reason: values are written beside them. Two queries,
    and one for each report that was given back.
    """
    typed = typed_values_told(quarter_code, district_codes)
    told = {code: f"{words}, không nhập đè được." for code, words in typed.items()}
    reports = Report.objects.filter(
        quarter_id=quarter_code, district_id__in=district_codes
    )
    for report in reports.select_related("district"):
        refusal = import_refusal(report, has_changes=False)
        if refusal:
            told[report.district_id] = refusal
    return dict(sorted(told.items()))


def _revision(
    code: str, quarter: Quarter, number: int, approval: Approval
) -> IndicatorRevision:
    return IndicatorRevision(
        district_id=code,
        quarter=quarter,
        number=number,
        approved_on=approval.on,
        recorded_at=approval.at,
        approved_by=approval.by,
        import_run=approval.import_run,
        is_demo=approval.is_demo,
    )


def _of(
    revision: IndicatorRevision, values: Iterable[IndicatorValue]
) -> Iterator[IndicatorValue]:
    for value in values:
        value.revision = revision
        yield value


def _last_numbers(quarter: Quarter) -> dict[str, int]:
    """Return the number of the last revision of each district, withdrawn ones too."""
    numbered = IndicatorRevision.objects.filter(quarter=quarter)
    return dict(numbered.values_list("district_id").annotate(Max("number")).order_by())


def _check_places(
    period: periods.Quarter, districts: Mapping[str, Sequence[IndicatorValue]]
) -> None:
    of = {
        place.code: place.district_code for place in programme_communes(period.last_day)
    }
    for code, values in districts.items():
        stray = next((v for v in values if of.get(v.commune_id) != code), None)
        if stray:
            raise StrayCommune(
                f"Xã {stray.commune_id} không thuộc chương trình ở huyện {code} ngày "
                f"{period.last_day:%d/%m/%Y}."
            )


def _later(quarter: Quarter, revisions: Sequence[IndicatorRevision]) -> Iterator[str]:
    standing = IndicatorRevision.objects.standing(None).filter(
        quarter=quarter, district_id__in=[each.district_id for each in revisions]
    )
    last = dict(standing.values_list("district_id").annotate(Max("number")).order_by())
    for revision in revisions:
        if last.get(revision.district_id, 0) > revision.number:
            yield (
                f"{revision.district.full_name}: đã có bản giá trị chỉ tiêu sau lần "
                "nhập này, không hoàn tác được."
            )
    codes = [each.district_id for each in revisions]
    for refusal in import_refusals(quarter.code, codes).values():
        yield refusal.replace("không nhập đè được", "không hoàn tác được")
