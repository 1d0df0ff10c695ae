"""People and rows for the tests of registers, cooperatives and villages."""

import datetime as dt

from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from communes.models import Cooperative, Village
from programme.models import RegisterKind, RegisterRecord
from programme.services.registers.cooperatives import save_cooperative
from programme.services.registers.records import save_record

# Đắk Glei and one of its communes; Đắk Hà and one of its.
OWN, OWN_COMMUNE = "610", "23344"
OTHER, OTHER_COMMUNE = "615", "23504"
TODAY = dt.date(2021, 3, 20)


def office() -> User:
    return _user("van.phong", Role.OFFICE)


def officer(district: str = OWN) -> User:
    return _user(f"huyen.{district}", Role.DISTRICT, district_id=district)


def department(agency: str = "HLHPN") -> User:
    return _user(f"so.{agency}", Role.DEPARTMENT, agency_id=agency)


def leader() -> User:
    return _user("lanh.dao", Role.LEADER)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def cooperative(commune: str = OWN_COMMUNE, **given: object) -> Cooperative:
    values = {"name": "HTX Một", "follows_law_2012": True} | given
    row = Cooperative(commune_id=commune, **values)
    return save_cooperative(cooperative=row, by=office(), at=timezone.now())


def village(commune: str = OWN_COMMUNE, name: str = "1") -> Village:
    return Village.objects.create(commune_id=commune, name=name)


def record(kind: str, **given: object) -> RegisterRecord:
    row = RegisterRecord(kind=RegisterKind.objects.get(pk=kind), title="Việc", **given)
    return save_record(record=row, by=office(), at=timezone.now())


def _user(name: str, role: Role, **scope: str) -> User:
    found = User.objects.filter(username=name).first()
    return found or User.objects.create(username=name, role=role, **scope)
