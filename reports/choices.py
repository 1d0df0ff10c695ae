"""The words of reports."""

from django.db import models


class ResultState(models.TextChoices):
    """Result of one commune on one criterion; unknown is a state, never 0."""

    MET = "met", "đạt"
    UNMET = "unmet", "chưa đạt"
    UNKNOWN = "unknown", "chưa đánh giá"


class ReportState(models.TextChoices):
    """Where the report of a district and quarter stands."""

    DRAFT = "draft", "Nháp"
    SUBMITTED = "submitted", "Đã nộp"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đã duyệt"
    REOPENED = "reopened", "Mở lại"


class EventKind(models.TextChoices):
    """Steps kept in a report's history."""

    SUBMITTED = "submitted", "gửi báo cáo"
    RETURNED = "returned", "trả lại báo cáo"
    APPROVED = "approved", "duyệt báo cáo"
    REOPENED = "reopened", "mở lại báo cáo"
    IMPORTED = "imported", "nhập từ tệp"
    WITHDRAWN = "withdrawn", "hoàn tác lần nhập"


class ImportKind(models.TextChoices):
    """Kinds of spreadsheet that the portal reads."""

    RESULTS = "results", "Kết quả tiêu chí"
    TARGETS = "targets", "Phụ lục 01 – chỉ tiêu các xã"
    RESPONSIBILITIES = "responsibilities", "Phụ lục 02 – phân công trách nhiệm"
    INDICATORS = "indicators", "Giá trị chỉ tiêu"

    @property
    def is_quarterly(self) -> bool:
        """Whether the figures are those of a quarter, not of a document."""
        return self in (ImportKind.RESULTS, ImportKind.INDICATORS)


class ImportState(models.TextChoices):
    """What became of an uploaded file."""

    PREVIEW = "preview", "Đang xem trước"
    APPLIED = "applied", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"
