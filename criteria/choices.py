"""The words of the law."""

from django.db import models


class SetSubject(models.TextChoices):
    """What a set of criteria is held against; the targets of QĐ 1334 are of xã."""

    COMMUNE = "commune", "xã nông thôn mới"
    ADVANCED = "advanced", "xã nông thôn mới nâng cao"
    MODEL = "model", "xã nông thôn mới kiểu mẫu"
    VILLAGE = "village", "thôn nông thôn mới"
    RESIDENTIAL = "residential", "khu dân cư kiểu mẫu"


class IndicatorKind(models.TextChoices):
    NUMBER = "number", "Số"
    YES_NO = "yes_no", "Đạt / không"


class Operator(models.TextChoices):
    """How a value is held against its threshold."""

    AT_LEAST = "at_least", "ít nhất"
    AT_MOST = "at_most", "nhiều nhất"
    IS_MET = "is_met", "đạt"
    NONE_LEFT = "none_left", "không còn"


class Outcome(models.TextChoices):
    """What a value says of its indicator, and indicators of their criterion."""

    MET = "met", "đạt"
    UNMET = "unmet", "chưa đạt"
    UNKNOWN = "unknown", "chưa rõ"


class AgencyKind(models.TextChoices):
    OFFICE = "office", "văn phòng"
    DEPARTMENT = "department", "sở"
    BOARD = "board", "ban"
    VERTICAL = "vertical", "ngành dọc"
    FORCES = "forces", "lực lượng vũ trang"
    PARTY = "party", "Đảng"
    FRONT = "front", "MTTQ/đoàn thể"
    ASSOCIATION = "association", "hội"
    DISTRICT = "district", "UBND cấp huyện"


class AssignmentRole(models.TextChoices):
    LEAD = "lead", "Chủ trì"
    SUPPORT = "support", "Phối hợp"
    GENERAL = "general", "Chung"


class PlanValue(models.TextChoices):
    """Phụ lục 01: already met, or planned for a year."""

    MET = "met", "đã đạt"
    PLANNED = "planned", "phấn đấu đạt"
