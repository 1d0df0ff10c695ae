"""Accounts of the demonstration; never made when DEBUG is off."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from criteria.choices import AgencyKind
from criteria.models import Agency

WITHOUT_ACCOUNT = "VPDP"
WITH_HEAD = "610"


@transaction.atomic
def create_demo_accounts(*, password: str) -> int:
    """Create the missing demo accounts and return how many were created.

    ``admin``, ``vpdp``, ``lanhdao``, ``huyen.<code>`` for every district and
    ``so.<code>`` for every agency but the office and the district committees, and
    ``truong.<code>``, the head of one district. Phones and e-mails are plainly
    samples: nobody has them.
    """
    present = set(User.objects.values_list("username", flat=True))
    # One hash for all: forty slow hashes would make the first start wait.
    hashed = make_password(password)
    missing = []
    for number, user in enumerate(_accounts(), start=1):
        user.password = hashed
        user.phone = f"0900 000 {number:03} (mẫu)"
        user.email = f"{user.username}@example.test"
        if user.username not in present:
            missing.append(user)
    User.objects.bulk_create(missing)
    return len(missing)


def _accounts() -> list[User]:
    office = "VPĐP nông thôn mới tỉnh"
    return [
        User(
            username="admin",
            role=Role.ADMIN,
            full_name="Quản trị hệ thống",
            is_staff=True,
            is_superuser=True,
        ),
        User(username="vpdp", role=Role.OFFICE, full_name=office),
        User(username="lanhdao", role=Role.LEADER, full_name="Lãnh đạo UBND tỉnh"),
        *(
            User(
                username=f"huyen.{district.code}", role=Role.DISTRICT, district=district
            )
            for district in District.objects.all()
        ),
        *(
            User(
                username=f"so.{agency.code.lower()}",
                role=Role.DEPARTMENT,
                agency=agency,
            )
            for agency in Agency.objects.exclude(kind=AgencyKind.DISTRICT).exclude(
                code=WITHOUT_ACCOUNT
            )
        ),
        *(
            User(
                username=f"truong.{district.code}",
                role=Role.DISTRICT,
                district=district,
                is_head=True,
                full_name=f"Lãnh đạo UBND {district.title}",
            )
            for district in District.objects.filter(code=WITH_HEAD)
        ),
    ]
