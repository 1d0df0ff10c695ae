"""What the hub of the programme says of cooperatives, villages and registers."""

from django.http import HttpRequest

from programme.analytics.registers.cooperatives import cooperative_page
from programme.analytics.registers.villages import last_year, village_page
from programme.models import RegisterKind, RegisterRecord
from reports.views.clock import today


def registers_hub(request: HttpRequest) -> dict[str, object]:
    """Return the sums that the hub shows. Ten queries."""
    on = today(request)
    return {
        "cooperatives": cooperative_page(on),
        "villages": village_page(last_year(until=on.year), on).sum,
        "registers": {
            "kinds": RegisterKind.objects.in_use().count(),
            "rows": RegisterRecord.objects.count(),
        },
    }
