"""Takes a file of boundaries into the database: whole, or not at all."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from communes.importing.boundaries import Boundaries, read_boundaries
from communes.models import BoundarySet, Commune, CommuneBoundary


@dataclass(frozen=True, slots=True)
class Loading:
    """Who brings which file in, when, and where it comes from."""

    file_name: str
    source: str
    by: str
    at: dt.datetime


def read_for_communes(content: bytes) -> Boundaries:
    """Read a file against the communes of the province. Raises BadBoundaries."""
    codes = Commune.objects.order_by("pk").values_list("pk", flat=True)
    return read_boundaries(content, list(codes))


def keep_boundaries(boundaries: Boundaries, loading: Loading) -> BoundarySet:
    """Store what was read; from now on it is what maps draw."""
    with transaction.atomic():
        kept = BoundarySet.objects.create(
            file_name=loading.file_name,
            source=loading.source,
            loaded_at=loading.at,
            loaded_by=loading.by,
            width=boundaries.width,
            height=boundaries.height,
            unmatched=list(boundaries.unmatched),
        )
        CommuneBoundary.objects.bulk_create(
            CommuneBoundary(boundary_set=kept, commune_id=code, path=path)
            for code, path in boundaries.paths.items()
        )
    return kept
