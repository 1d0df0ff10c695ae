"""The report of a district's quarter, whether or not it is begun."""

from communes.models import District
from ntm_portal.lib import periods
from reports.models import Quarter, Report


def report_of(period: periods.Quarter, district: District) -> Report:
    """Return the report of a district's quarter, unsaved when it is not begun.

    Two queries at most.
    """
    report = (
        Report.objects.select_related("quarter")
        .filter(district=district, quarter_id=period.code)
        .first()
    )
    if report is None:
        quarter = Quarter.objects.filter(pk=period.code).first()
        report = Report(quarter=quarter or Quarter(code=period.code))
    report.district = district
    return report
