"""Whose rows of the programme a person may write: by place, or by body.

The coordination office and the admin write everywhere; a district officer where the
place is in the own district; people of an agency what is their own agency's.
"""

from accounts.choices import Role
from accounts.models import User
from reports.services.guard import NotAllowed, OutOfScope

OFFICE_BODY = "VPDP"


def body_of(user: User) -> str:
    """Return the code of the body that a person works for, "" for none."""
    if user.role == Role.OFFICE:
        return OFFICE_BODY
    if user.role == Role.DISTRICT:
        return f"UBND{user.district_id}"
    return user.agency_id or ""


def may_write_place(user: User, district_code: str) -> bool:
    """Whether rows of a district, its communes and villages are this person's."""
    return user.can_review or (
        user.role == Role.DISTRICT and user.district_id == district_code
    )


def may_write_body(user: User, agency_code: str) -> bool:
    """Whether rows of an agency are this person's; a committee is its district's."""
    if user.can_review:
        return True
    if user.role == Role.DEPARTMENT:
        return user.agency_id == agency_code
    return user.role == Role.DISTRICT and agency_code == f"UBND{user.district_id}"


def check_place(user: User, district_code: str) -> None:
    """Raise OutOfScope, or NotAllowed for whoever only reads."""
    if may_write_place(user, district_code):
        return
    if user.role == Role.DISTRICT:
        raise OutOfScope("Xã này thuộc huyện khác.")
    raise NotAllowed("Tài khoản này chỉ xem, không ghi số liệu của địa bàn.")


def check_body(user: User, agency_code: str) -> None:
    """Raise OutOfScope, or NotAllowed for whoever only reads."""
    if may_write_body(user, agency_code):
        return
    if user.role in (Role.DEPARTMENT, Role.DISTRICT):
        raise OutOfScope("Việc này của đơn vị khác.")
    raise NotAllowed("Tài khoản này chỉ xem, không ghi.")
