"""Illustrative capital: it adds up to what was published of 2017 and 2018.

How it is spread over communes is made up, and marked as illustration. In 2020 one
budget of one commune is short of its part, for the checks to find.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from communes.analytics.places import Place, programme_communes
from ntm_portal.lib.periods import Quarter
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import Amounts, CapitalReport, CapitalRevision
from programme.services.capital.drafts import TypedAmount, set_amounts
from programme.services.capital.revisions import CapitalApproval, record_capital
from programme.services.capital.workflow import submit_capital
from reports.models import Quarter as QuarterRow

PLANNED, ALLOCATED = str(CapitalMeasure.PLANNED), str(CapitalMeasure.ALLOCATED)
DISBURSED, DEBT = str(CapitalMeasure.DISBURSED), str(CapitalMeasure.DEBT)
WHOLE = str(CapitalSource.WHOLE)
# Million đồng. 2017: 118 + 67 + 11 + 9 = 205 billion.
OF_2017 = {
    "central_investment": 88_000,
    "central_recurrent": 30_000,
    "province": 67_000,
    "people_cash": 2_500,
    "people_labour": 3_500,
    "people_land": 1_500,
    "other": 1_500,
}
DISTRICT_2017 = 11_000
# The plan of 2018: 127 billion of the central budget, as much of the local ones.
CENTRAL_2018 = {"central_investment": 97_000, "central_recurrent": 30_000}
CENTRAL_2020 = {"central_investment": 96_000, "central_recurrent": 28_000}
OTHERS_2020 = {
    "integrated": 45_000,
    "credit": 30_000,
    "business": 6_000,
    "people_cash": 3_000,
    "people_labour": 2_600,
    "people_land": 1_900,
    "other": 1_000,
}
SHARES = {"province": "0.5", "district": "0.3", "commune": "0.2"}
SHORT_DISTRICT, SHORT_BY = "615", Decimal(300)
DEBT_2017, DEBT_2020 = 6_400, 3_900
OPEN, SENT, TYPED = "2021Q1", "611", "610"
TYPED_AT = dt.datetime(2021, 3, 15, 9)  # noqa: DTZ001 - made aware in local time


def load_demo_capital() -> int:
    """Record the capital unless there is any; return how many amounts there are."""
    if CapitalRevision.objects.exists() or CapitalReport.objects.exists():
        return 0
    count = 0
    for code, amounts in _years():
        period = Quarter.parse(code)
        quarter, _ = QuarterRow.objects.get_or_create(code=code)
        if quarter.is_closed:
            continue
        on = period.last_day + dt.timedelta(days=12)
        at = timezone.make_aware(dt.datetime.combine(on, dt.time(9)))
        approval = CapitalApproval(on=on, at=at, is_demo=True)
        record_capital(quarter=quarter, districts=amounts, approval=approval)
        count += sum(map(len, amounts.values()))
    return count


def type_demo_capital() -> bool:
    """Let two districts work on the open quarter; one has sent its sheet."""
    at = timezone.make_aware(TYPED_AT)
    if CapitalReport.objects.filter(quarter_id=OPEN).exists():
        return False
    people = User.objects.filter(username__in=(f"huyen.{SENT}", f"huyen.{TYPED}"))
    for person in people:
        code = person.district_id or ""
        places = programme_communes(Quarter.parse(OPEN).last_day, district_code=code)
        typed = {
            (place.code, source, PLANNED): Decimal(800 + 150 * at_row)
            for at_row, place in enumerate(places)
            for source in ("central_investment", "province")
        }
        set_amounts(
            district_code=code,
            quarter_code=OPEN,
            amounts={key: TypedAmount(each, None) for key, each in typed.items()},
            by=person,
            at=at,
        )
        if code == SENT:
            submit_capital(district_code=code, quarter_code=OPEN, by=person, at=at)
    return bool(people)


def _years() -> Iterator[tuple[str, Mapping[str, Amounts]]]:
    """Yield every quarter with its amounts by district."""
    whole = _sample_2017(programme_communes(dt.date(2017, 12, 31)))
    yield "2017Q2", _in_part(whole, allocated=55, disbursed=28)
    yield "2017Q4", _in_part(whole, allocated=100, disbursed=94, debt=DEBT_2017)
    plan = _matched(programme_communes(dt.date(2018, 3, 31)), CENTRAL_2018)
    yield "2018Q1", _in_part(plan, allocated=0, disbursed=0)
    whole = _sample_2020(programme_communes(dt.date(2020, 12, 31)))
    yield "2020Q2", _in_part(whole, allocated=60, disbursed=31)
    yield "2020Q4", _in_part(whole, allocated=100, disbursed=91, debt=DEBT_2020)


def _sample_2017(places: Sequence[Place]) -> dict[str, Amounts]:
    planned = _spread_all(places, OF_2017)
    owed = {code: 1 + at for at, code in enumerate(sorted(planned))}
    for code, amount in _spread(DISTRICT_2017, owed).items():
        planned[code]["", "district", PLANNED] = amount
    return planned


def _sample_2020(places: Sequence[Place]) -> dict[str, Amounts]:
    planned = _matched(places, CENTRAL_2020)
    for code, amounts in _spread_all(places, OTHERS_2020).items():
        planned[code].update(amounts)
    short = planned[SHORT_DISTRICT]
    cell = next(key for key in sorted(short) if key[1] == "district")
    short[cell] -= min(SHORT_BY, short[cell])
    return planned


def _matched(places: Sequence[Place], central: Mapping[str, int]) -> dict[str, Amounts]:
    """Spread the central budget; give each commune its local parts exactly."""
    planned = _spread_all(places, central)
    for place in places:
        amounts = planned[place.district_code]
        given = sum(amounts[place.code, source, PLANNED] for source in central)
        for source, share in SHARES.items():
            amounts[place.code, source, PLANNED] = given * Decimal(share)
    return planned


def _spread_all(places: Sequence[Place], sums: Mapping[str, int]) -> dict[str, Amounts]:
    planned: dict[str, Amounts] = {place.district_code: {} for place in places}
    of = {place.code: place.district_code for place in places}
    for at, (source, whole) in enumerate(sums.items()):
        weights = {code: 4 + int(code) * (at + 3) % 7 for code in of}
        for code, amount in _spread(whole, weights).items():
            planned[of[code]][code, source, PLANNED] = amount
    return planned


def _spread(whole: int, weights: Mapping[str, int]) -> dict[str, Decimal]:
    """Divide a sum of million đồng into whole ones that add up to it."""
    all_weights, given, spread = sum(weights.values()), 0, {}
    so_far = 0
    for key, weight in weights.items():
        so_far += weight
        until = whole * so_far // all_weights
        spread[key] = Decimal(until - given)
        given = until
    return spread


def _in_part(
    planned: Mapping[str, Amounts], *, allocated: int, disbursed: int, debt: int = 0
) -> dict[str, Amounts]:
    """Return the amounts of a quarter: so many percent of what is planned."""
    parts = ((ALLOCATED, allocated), (DISBURSED, disbursed))
    sheets = {
        code: {
            **amounts,
            **{
                (place, source, measure): _percent(amount, percent)
                for (place, source, _), amount in amounts.items()
                for measure, percent in parts
                if percent
            },
        }
        for code, amounts in planned.items()
    }
    for (code, place), amount in _debts(planned, debt).items():
        sheets[code][place, WHOLE, DEBT] = amount
    return sheets


def _debts(planned: Mapping[str, Amounts], debt: int) -> dict[tuple[str, str], Decimal]:
    """Spread a debt over every fourth commune."""
    places = sorted(
        {(code, key[0]) for code, those in planned.items() for key in those}
    )
    indebted = [each for each in places if each[1] and int(each[1]) % 4 == 1]
    if not debt or not indebted:
        return {}
    weights = {f"{code}/{place}": 2 + int(place) % 5 for code, place in indebted}
    spread = _spread(debt, weights)
    return {each: spread["/".join(each)] for each in indebted}


def _percent(amount: Decimal, percent: int) -> Decimal:
    return (amount * percent / 100).quantize(Decimal("0.001"))
