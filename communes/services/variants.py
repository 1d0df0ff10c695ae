"""Spellings that a person has explained, kept for the next paper."""

from communes.models import CommuneVariant, DistrictVariant

LONGEST = 80


def remember_commune(*, code: str, written: str) -> bool:
    """Keep another spelling of a commune; say whether it was new.

    One too long for a name is not kept.
    """
    if len(written) > LONGEST:
        return False
    return CommuneVariant.objects.get_or_create(commune_id=code, name=written)[1]


def remember_district(*, code: str, written: str) -> bool:
    """Keep another spelling of a district; as remember_commune()."""
    if len(written) > LONGEST:
        return False
    return DistrictVariant.objects.get_or_create(district_id=code, name=written)[1]


def forget_commune(*, code: str, written: str) -> None:
    """Drop a spelling of a commune, if it is still there."""
    CommuneVariant.objects.filter(commune_id=code, name=written).delete()


def forget_district(*, code: str, written: str) -> None:
    """Drop a spelling of a district, if it is still there."""
    DistrictVariant.objects.filter(district_id=code, name=written).delete()
