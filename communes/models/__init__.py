"""Places of the province; names and kinds of a unit hold from a day to a day.

Codes are those of the General Statistics Office (Tổng cục Thống kê) and are the
keys everywhere: names repeat and change, codes do not.
"""

from communes.models.areas import CommuneArea
from communes.models.boundaries import BoundarySet, CommuneBoundary
from communes.models.cooperatives import Cooperative
from communes.models.places import (
    Commune,
    CommunePeriod,
    CommuneQuerySet,
    CommuneVariant,
    District,
    DistrictVariant,
    holds_on,
)
from communes.models.recognitions import Recognition
from communes.models.villages import Village

__all__ = [
    "BoundarySet",
    "Commune",
    "CommuneArea",
    "CommuneBoundary",
    "CommunePeriod",
    "CommuneQuerySet",
    "CommuneVariant",
    "Cooperative",
    "District",
    "DistrictVariant",
    "Recognition",
    "Village",
    "holds_on",
]
