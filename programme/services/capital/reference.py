"""Loading of the rule of local budgets and of published capital from catalogues."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from ntm_portal.lib.catalogue import read_catalogue
from programme.models import CapitalRule, PublishedCapital


@transaction.atomic
def load_capital_reference(folder: Path) -> None:
    """Create what is missing; edited rows are left alone."""
    for row in read_catalogue(folder / "capital_rules.csv"):
        shares = ("match", "province_share", "district_share", "commune_share")
        CapitalRule.objects.get_or_create(
            valid_from=dt.date.fromisoformat(row["valid_from"]),
            defaults={
                "document": row["document"],
                "tolerance": Decimal(row["tolerance"]),
                **{name: Decimal(row[name]) for name in shares},
            },
        )
    published = read_catalogue(folder / "published_capital.csv")
    for position, row in enumerate(published, start=1):
        PublishedCapital.objects.get_or_create(
            period=row["period"],
            source=row["source_of_fund"],
            defaults={
                "position": position,
                "billions": Decimal(row["billion_vnd"]),
                "share": row["share"],
                "published_in": row["source"],
            },
        )
