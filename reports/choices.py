"""The words of reports."""

from django.db import models

from ntm_portal.lib.periods import Quarter


class ResultState(models.TextChoices):
    """Result of one commune on one criterion; unknown is a state, never 0."""

    MET = "met", "đạt"
    UNMET = "unmet", "chưa đạt"
    UNKNOWN = "unknown", "chưa đánh giá"


class ReportState(models.TextChoices):
    """Where the report of a district and quarter stands."""

    DRAFT = "draft", "Nháp"
    SIGNING = "signing", "Chờ lãnh đạo huyện"
    SUBMITTED = "submitted", "Đã gửi"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đã duyệt"
    REOPENED = "reopened", "Mở lại"


class EventKind(models.TextChoices):
    """Steps kept in a report's history."""

    SENT_TO_HEAD = "to_head", "trình lãnh đạo huyện"
    SUBMITTED = "submitted", "gửi báo cáo"
    RETURNED = "returned", "trả lại báo cáo"
    CELLS_RETURNED = "cells", "duyệt phần còn lại, trả lại một số ô"
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


class Door(models.TextChoices):
    """By which way a change of a report came in."""

    PAGE = "page", "gõ trên lưới"
    PASTE = "paste", "dán từ bảng tính"
    FILE = "file", "nạp từ tệp của huyện"
    IMPORT = "import", "nhập phụ lục"
    CELL = "cell", "ghi ở ô"
    CAUSES = "causes", "ghi ở danh sách ô giảm"
    WORDS = "words", "viết phần lời"


class TextPart(models.TextChoices):
    """What people write beside the figures: of a cell, or of the report."""

    NOTE = "note", "ghi chú"
    FALL_CAUSE = "fall_cause", "vì sao không còn đạt"
    AGAINST_REASON = "against_reason", "vì sao khác gợi ý"
    ANSWER = "answer", "trả lời ô bị trả lại"
    HIGHLIGHTS = "highlights", "kết quả nổi bật"
    DIFFICULTIES = "difficulties", "khó khăn, vướng mắc"
    PROPOSALS = "proposals", "kiến nghị"
    NEXT_TASKS = "next_tasks", "nhiệm vụ quý tới"

    @classmethod
    def of_cells(cls) -> tuple["TextPart", ...]:
        """Return those that are written about one cell."""
        return cls.NOTE, cls.FALL_CAUSE, cls.AGAINST_REASON, cls.ANSWER


class Punctuality(models.TextChoices):
    """Whether a district sent a report in time; the first sending counts."""

    ON_TIME = "on_time", "đúng hạn"
    LATE = "late", "trễ"
    MISSING = "missing", "thiếu"
    NOT_DUE = "not_due", "chưa đến hạn"
    FROM_FILE = "from_file", "số liệu từ phụ lục"
    NO_DUE = "no_due", "không đặt hạn"


class ReminderKind(models.TextChoices):
    """When a district is reminded of a report, told from its deadline."""

    WEEK_BEFORE = "before", "trước hạn một tuần"
    ON_THE_DAY = "on", "đúng ngày hạn"
    AFTER = "after", "đã quá hạn"


class OpinionVerdict(models.TextChoices):
    """What the lead agency of a criterion says of a result sent in."""

    CONFIRMED = "confirmed", "xác nhận"
    DISPUTED = "disputed", "không đồng ý"


class CheckVerdict(models.TextChoices):
    """What a field check found of a result claimed to be đạt."""

    AGREES = "agrees", "đúng là đạt"
    DIFFERS = "differs", "không đạt"
    NOT_CHECKED = "not_checked", "không kiểm tra được"


class FallCause(models.TextChoices):
    """Why a criterion is no longer đạt."""

    RULE_CHANGED = "rule_changed", "đổi quy định"
    DATA_CORRECTED = "data_corrected", "sửa số liệu cũ"
    REAL_DROP = "real_drop", "thực sự giảm"


class RuleLevel(models.TextChoices):
    """How much what a rule finds weighs when a report is sent."""

    BLOCK = "block", "chặn"
    WARN = "warn", "cảnh báo"
    NOTE = "note", "lưu ý"


class InboxFilter(models.TextChoices):
    """Which lines of the inbox are shown."""

    ALL = "tat-ca", "Tất cả"
    UNREAD = "chua-doc", "Chưa đọc"
    MENTIONS = "nhac-den-toi", "Nhắc đến tôi"
    FOLLOW_UP = "can-theo-doi", "Cần theo dõi"


class ReportKind(models.TextChoices):
    """What the province's report sums up; the second is of Quý II, the third of IV."""

    QUARTER = "quarter", "Báo cáo quý"
    HALF = "half", "Báo cáo 6 tháng đầu năm"
    YEAR = "year", "Báo cáo năm"


def kinds_of(period: Quarter) -> tuple[ReportKind, ...]:
    """Return the reports that a quarter has, the one that sums up most first."""
    summing = {2: (ReportKind.HALF,), 4: (ReportKind.YEAR,)}
    return (*summing.get(period.number, ()), ReportKind.QUARTER)


class OutputFormat(models.TextChoices):
    """The file that an output is given out as."""

    WORD = "docx", "Word (.docx)"
    EXCEL = "xlsx", "Excel (.xlsx)"
    PDF = "pdf", "PDF"
    CSV = "csv", "CSV kèm từ điển dữ liệu (.zip)"


class DrawingState(models.TextChoices):
    """How far the writing of an output's file is."""

    WAITING = "waiting", "đang chờ"
    DRAWING = "drawing", "đang viết"
    READY = "ready", "xong"
    FAILED = "failed", "hỏng"
