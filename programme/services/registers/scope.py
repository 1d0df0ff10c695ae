"""Who writes which rows of the registers: by place, by body, as the kind lets them."""

from django.db.models import Q

from accounts.choices import Role
from accounts.models import User
from programme.models import RegisterKind, RegisterRecord
from programme.models.registers import BY_AGENCIES, BY_DISTRICTS
from programme.services.scope import may_write_body, may_write_place
from reports.services.guard import NotAllowed, OutOfScope


def may_add_records(user: User, kind: RegisterKind) -> bool:
    """Whether a person writes any rows of a register at all."""
    if not kind.is_active:
        return False
    if user.can_review:
        return True
    if user.role == Role.DISTRICT:
        return kind.writers in BY_DISTRICTS
    return user.role == Role.DEPARTMENT and kind.writers in BY_AGENCIES


def own_records(user: User, kind: RegisterKind) -> Q:
    """Return the condition of the rows of a register that a person may write."""
    if not may_add_records(user, kind):
        return Q(pk__in=[])
    if user.can_review:
        return Q()
    if user.role == Role.DEPARTMENT:
        return Q(agency_id=user.agency_id)
    if kind.has_place:
        return Q(district_id=user.district_id)
    return Q(agency_id=f"UBND{user.district_id}")


def check_record(user: User, record: RegisterRecord) -> None:
    """Raise NotAllowed or OutOfScope when a row is not this person's to write."""
    kind = record.kind
    if not kind.is_active:
        raise NotAllowed(f"Sổ “{kind.name}” đã ngừng dùng, chỉ còn để xem.")
    if not may_add_records(user, kind):
        raise NotAllowed(f"Tài khoản này chỉ xem, không ghi sổ “{kind.name}”.")
    by_place = user.role != Role.DEPARTMENT and kind.has_place
    if by_place and not may_write_place(user, record.district_id or ""):
        raise OutOfScope(
            "Địa bàn của dòng này thuộc huyện khác."
            if record.district_id
            else "Hãy ghi địa bàn: huyện chỉ ghi dòng của địa bàn mình."
        )
    if not by_place and not may_write_body(user, record.agency_id or ""):
        raise OutOfScope(
            "Dòng này của đơn vị khác."
            if record.agency_id
            else "Hãy ghi đơn vị: chỉ ghi được dòng của đơn vị mình."
        )
