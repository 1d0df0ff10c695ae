"""The words of the programme of action."""

from django.db import models

# Why a row has a history: it came with the catalogue that the portal loads.
LOADED = "Nạp từ quyết định"


class ColumnKind(models.TextChoices):
    """What a column of a table holds; fields of a register are of the first six."""

    TEXT = "text", "Chữ"
    WHOLE = "whole", "Số nguyên"
    DECIMAL = "decimal", "Số thập phân"
    DATE = "date", "Ngày"
    CHOICE = "choice", "Chọn trong danh sách"
    YES_NO = "yes_no", "Có / không"
    DISTRICT = "district", "Huyện, thành phố"
    COMMUNE = "commune", "Xã"
    VILLAGE = "village", "Thôn, làng"
    AGENCY = "agency", "Đơn vị"


class TableRunState(models.TextChoices):
    """What became of a file that was uploaded for a table."""

    PREVIEW = "preview", "Xem trước"
    APPLIED = "applied", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"


class TaskRhythm(models.TextChoices):
    """How often the decision wants a task done; it tells when a report is asked for."""

    ONCE = "once", "Một lần"
    QUARTERLY = "quarterly", "Hàng quý"
    HALF_YEARLY = "half_yearly", "06 tháng"
    YEARLY = "yearly", "Hàng năm"
    CONTINUOUS = "continuous", "Thường xuyên"


class TaskState(models.TextChoices):
    """Where a task stands, as its body says."""

    NOT_STARTED = "todo", "Chưa làm"
    DOING = "doing", "Đang làm"
    STUCK = "stuck", "Vướng mắc"
    DONE = "done", "Hoàn thành"


class TaskReportStage(models.TextChoices):
    """Where the report of a task stands between its body and the office."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Chờ xem"
    RETURNED = "returned", "Bị trả lại"
    ACCEPTED = "accepted", "Đã xem, chấp nhận"


class TaskCertainty(models.TextChoices):
    """Whether the document names who leads a task."""

    CERTAIN = "certain", "văn bản ghi rõ"
    IMPLIED = "implied", "theo nội dung văn bản, chưa có phân công riêng"


class TaskReminderKind(models.TextChoices):
    """When the body of a task is reminded of its report of a quarter."""

    BEFORE = "before", "sắp hết quý"
    SILENT = "silent", "quý đã hết, chưa báo cáo"


class CapitalMeasure(models.TextChoices):
    """What an amount of capital says; three are running totals of the year."""

    PLANNED = "planned", "Kế hoạch"
    ALLOCATED = "allocated", "Phân bổ"
    DISBURSED = "disbursed", "Giải ngân"
    DEBT = "debt", "Nợ đọng"


class CapitalSource(models.TextChoices):
    """Where capital comes from (II.2.5); what a paper does not split stays so."""

    CENTRAL_INVESTMENT = "central_investment", "NSTW – đầu tư phát triển"
    CENTRAL_RECURRENT = "central_recurrent", "NSTW – sự nghiệp"
    CENTRAL = "central", "NSTW – chưa tách đầu tư, sự nghiệp"
    PROVINCE = "province", "Ngân sách tỉnh"
    DISTRICT = "district", "Ngân sách huyện"
    COMMUNE = "commune", "Ngân sách xã"
    INTEGRATED = "integrated", "Vốn lồng ghép"
    CREDIT = "credit", "Vốn tín dụng"
    BUSINESS = "business", "Vốn doanh nghiệp, HTX"
    PEOPLE_CASH = "people_cash", "Dân góp – tiền mặt"
    PEOPLE_LABOUR = "people_labour", "Dân góp – ngày công"
    PEOPLE_LAND = "people_land", "Dân góp – hiến đất"
    PEOPLE = "people", "Dân góp – chưa tách"
    OTHER = "other", "Nguồn khác"
    WHOLE = "whole", "Không chia nguồn"

    @classmethod
    def of(cls, measure: CapitalMeasure) -> tuple["CapitalSource", ...]:
        """Return the sources that amounts of a measure have, in the order of pages."""
        if measure == CapitalMeasure.DEBT:
            return (cls.WHOLE,)
        if measure == CapitalMeasure.DISBURSED:
            return tuple(cls)
        return tuple(each for each in cls if each != cls.WHOLE)


class CapitalState(models.TextChoices):
    """Where the capital of a district and quarter stands."""

    DRAFT = "draft", "Nháp"
    SUBMITTED = "submitted", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Đã duyệt"


class CapitalStep(models.TextChoices):
    """Steps kept in the history of a district's capital."""

    SUBMITTED = "submitted", "gửi"
    RETURNED = "returned", "trả lại"
    PARTLY = "partly", "duyệt, trả lại một số ô"
    APPROVED = "approved", "duyệt"
    REOPENED = "reopened", "mở lại"
    IMPORTED = "imported", "nhập từ tệp"
    WITHDRAWN = "withdrawn", "hoàn tác lần nhập"


class RecognitionLevel(models.TextChoices):
    """What a commune asks to be recognised as."""

    STANDARD = "standard", "Đạt chuẩn nông thôn mới"
    ADVANCED = "advanced", "Nông thôn mới nâng cao"
    MODEL = "model", "Nông thôn mới kiểu mẫu"


class DossierState(models.TextChoices):
    """Where a dossier of recognition stands."""

    UNDER_WAY = "under_way", "Đang làm"
    RECOGNISED = "recognised", "Đã công nhận"
    REFUSED = "refused", "Không công nhận"


class DossierStepKind(models.TextChoices):
    """Steps from the request to the decision, in their order."""

    REQUEST = "request", "Đề nghị của xã"
    DISTRICT = "district", "Huyện thẩm tra"
    DEPARTMENTS = "departments", "Sở, ngành thẩm định"
    COUNCIL = "council", "Hội đồng thẩm định bỏ phiếu"
    SUBMISSION = "submission", "Trình Chủ tịch UBND tỉnh"
    DECISION = "decision", "Quyết định công nhận"

    def next(self) -> "DossierStepKind | None":
        """Return the step that follows, None after the decision."""
        kinds = list(DossierStepKind)
        position = kinds.index(self) + 1
        return kinds[position] if position < len(kinds) else None


class StepResult(models.TextChoices):
    """What came of a step; only an agreed one leads to the next."""

    AGREED = "agreed", "Đồng ý, chuyển bước sau"
    RETURNED = "returned", "Trả lại để bổ sung"
    REFUSED = "refused", "Không đồng ý, dừng hồ sơ"


class PlaceLevel(models.TextChoices):
    """Down to which place the rows of a register belong."""

    NONE = "none", "Không theo địa bàn"
    DISTRICT = "district", "Huyện"
    COMMUNE = "commune", "Xã"
    VILLAGE = "village", "Thôn, làng"


class RegisterWriters(models.TextChoices):
    """Who besides the coordination office writes rows of a register."""

    OFFICE = "office", "Chỉ Văn phòng Điều phối"
    DISTRICTS = "districts", "Huyện, dòng của địa bàn mình"
    AGENCIES = "agencies", "Sở, ngành, đoàn thể, dòng của đơn vị mình"
    BOTH = "both", "Huyện và sở, ngành, đoàn thể"


class VillageState(models.TextChoices):
    """What a year says of a village against its set of criteria."""

    MET = "met", "Đạt chuẩn"
    UNMET = "unmet", "Chưa đạt"
    UNKNOWN = "unknown", "Chưa đánh giá"


class MeetingState(models.TextChoices):
    """Where a meeting of the steering committee stands."""

    PLANNED = "planned", "Dự kiến"
    HELD = "held", "Đã họp"
