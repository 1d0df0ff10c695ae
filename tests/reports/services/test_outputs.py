"""Outputs are written once; templates have versions and one in use."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from ntm_portal.lib.file_kinds import DOCX
from reports.choices import ReportKind
from reports.models import ReportTemplate
from reports.services import outputs
from reports.services.files import CheckedFile, FileRefused
from reports.services.outputs import (
    TemplateUnfit,
    add_template,
    template_in_use,
    use_own_template,
    use_template,
)
from tests.dashboards.output_world import given_out, office
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

FILE = CheckedFile(name="mau.docx", kind=DOCX, data=b"PK")


def added(kind=ReportKind.YEAR, unknown=()):
    return add_template(
        kind=kind, file=FILE, unknown=unknown, by=office(), at=timezone.now()
    )


def test_an_output_cannot_be_written_again():
    approve("618", "2019Q4", {"23535": [1]})
    made = given_out()
    with pytest.raises(ValueError, match="không sửa được"):
        made.save()
    assert str(made) == made.code == f"2019Q4-{made.pk:04}"
    assert made.short_hash == made.sha256[:12]


def test_versions_are_numbered_by_report():
    first, other, second = added(), added(ReportKind.HALF), added()
    assert [first.number, other.number, second.number] == [1, 1, 2]
    assert str(second) == "Báo cáo năm, mẫu 2"


def test_one_template_of_a_report_is_in_use():
    first, second = added(), added()
    use_template(template=first)
    use_template(template=second)
    assert template_in_use(ReportKind.YEAR) == second
    assert template_in_use(ReportKind.HALF) is None
    use_own_template(kind=ReportKind.YEAR)
    assert template_in_use(ReportKind.YEAR) is None
    assert ReportTemplate.objects.count() == 2


def test_a_template_with_unknown_fields_is_not_put_to_use():
    with pytest.raises(TemplateUnfit, match="so_xa"):
        use_template(template=added(unknown=["so_xa"]))


def test_two_templates_of_the_same_moment_do_not_share_a_number(monkeypatch):
    def taken(**_values):
        raise IntegrityError("report_template_number_unique")

    monkeypatch.setattr(outputs.ReportTemplate.objects, "create", taken)
    with pytest.raises(FileRefused, match="hãy gửi lại"):
        added()
