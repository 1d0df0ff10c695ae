"""Communes that a person may write of, as a list to choose from."""

import datetime as dt

from django.http import Http404

from accounts.choices import Role
from accounts.models import User
from communes.analytics.places import districts_by_code, programme_communes

Choices = list[tuple[str, list[tuple[str, str]]]]


def commune_choices(user: User, day: dt.date) -> Choices:
    """Return the communes of a day by district; 404 for whoever only reads.

    Two queries.
    """
    if not user.can_review and user.role != Role.DISTRICT:
        raise Http404("Tài khoản này chỉ xem.")
    own = None if user.can_review else user.district_id
    districts = districts_by_code()
    found: dict[str, list[tuple[str, str]]] = {}
    for place in programme_communes(day, district_code=own):
        found.setdefault(place.district_code, []).append((place.code, place.name))
    return [(districts[code].full_name, places) for code, places in found.items()]
