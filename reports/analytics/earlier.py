"""The figures of an earlier quarter, as something to compare with."""

import datetime as dt
from collections.abc import Callable

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, NoLaw, figures_at


def earlier_figures(
    quarter: Quarter,
    *,
    as_of: dt.date | None = None,
    laid_over: Callable[[Figures], Figures] | None = None,
) -> Figures | None:
    """Return the figures of a quarter, None without a law or any data. Five queries.

    ``laid_over`` lays other values over the approved ones before data are asked for.
    """
    try:
        found = figures_at(quarter, as_of=as_of)
    except NoLaw:
        return None
    if laid_over is not None:
        found = laid_over(found)
    return found if found.reported else None
