"""What every page of figures asks for: the figures, and where they come from."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from communes.models import District
from dashboards.views.period import Chosen
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, NoLaw, figures_at
from reports.analytics.series import figures_over


def figures_or_404(chosen: Chosen) -> Figures:
    """Return the figures of the chosen period; 404 before the first set of criteria."""
    try:
        return figures_at(chosen.period, as_of=chosen.as_of)
    except NoLaw as none:
        raise Http404(str(none)) from none


def series_or_404(chosen: Chosen) -> tuple[Figures, ...]:
    """Return the figures of every quarter up to the chosen one, which is the last.

    Only the chosen one without any data; 404 before the first set of criteria.
    """
    series = figures_over(chosen.period, as_of=chosen.as_of)
    return series or (figures_or_404(chosen),)


def frame(
    chosen: Chosen, figures: Figures, districts: Mapping[str, District]
) -> dict[str, Any]:
    """Return the context that templates/dashboards/_source.html needs."""
    return {
        "chosen": chosen,
        "figures": figures,
        "carried": [
            (districts[source.district_code].short_name, Quarter.parse(source.quarter))
            for source in figures.carried
        ],
    }
