"""Spellings that a person has explained, kept for the next paper."""

from communes.models import CommuneVariant, DistrictVariant

LONGEST = 80


def remember_commune(*, code: str, written: str) -> None:
    """Keep another spelling of a commune; one too long for a name is not kept."""
    if len(written) <= LONGEST:
        CommuneVariant.objects.get_or_create(commune_id=code, name=written)


def remember_district(*, code: str, written: str) -> None:
    """Keep another spelling of a district; one too long for a name is not kept."""
    if len(written) <= LONGEST:
        DistrictVariant.objects.get_or_create(district_id=code, name=written)
