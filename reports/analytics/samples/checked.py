"""Samples checked in the field: what was drawn, what was found, who agreed."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from communes.analytics.places import districts_by_code, programme_communes
from communes.models import District
from ntm_portal.lib import periods
from ntm_portal.lib.text import format_number, percent
from reports.analytics.samples.claims import Claims
from reports.analytics.samples.drawing import Claim, claims_hash, draw
from reports.choices import CheckVerdict
from reports.models import FieldSample, Revision, SampledClaim

NONE = "–"
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many claims were found true; ``waiting`` have no result yet."""

    agrees: int = 0
    differs: int = 0
    not_checked: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.agrees + self.differs + self.not_checked + self.waiting

    @property
    def checked(self) -> int:
        return self.agrees + self.differs

    @property
    def rate(self) -> str:
        """Return đúng ÷ (đúng + không đạt) in percent, "–" when none was checked."""
        exact = percent(self.agrees, self.checked)
        return NONE if exact is None else f"{format_number(exact, 1)}{NBSP}%"


@dataclass(frozen=True, slots=True)
class DistrictAgreement:
    district: District
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One claim of a sample under the commune's name at the end of the quarter."""

    claim: SampledClaim
    commune_name: str

    @property
    def criterion_title(self) -> str:
        return f"{self.claim.criterion.number}. {self.claim.criterion.name}"


@dataclass(frozen=True, slots=True)
class DistrictPart:
    """What is to be checked in one district, by commune and criterion."""

    district: District
    lines: tuple[SampleLine, ...]

    @property
    def agreement(self) -> Agreement:
        return _agreement(Counter(line.claim.verdict for line in self.lines))


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample, district by district."""

    sample: FieldSample
    parts: tuple[DistrictPart, ...]

    @property
    def period(self) -> periods.Quarter:
        return self.sample.quarter.period

    @property
    def agreement(self) -> Agreement:
        lines = (line for part in self.parts for line in part.lines)
        return _agreement(Counter(line.claim.verdict for line in lines))

    @property
    def differing(self) -> tuple[DistrictPart, ...]:
        """Return only the claims found not to be true, and their districts."""
        found = (
            DistrictPart(
                part.district,
                tuple(
                    line
                    for line in part.lines
                    if line.claim.verdict == CheckVerdict.DIFFERS
                ),
            )
            for part in self.parts
        )
        return tuple(part for part in found if part.lines)


@dataclass(frozen=True, slots=True)
class Redraw:
    """The same draw made again from what is approved by the day of the first one.

    ``pool`` counts the claims it is drawn from, ``same`` those drawn both times.
    """

    pool: int
    hash: str
    is_same_pool: bool
    is_same_draw: bool
    same: int

    @property
    def is_same(self) -> bool:
        return self.is_same_pool and self.is_same_draw


def claimed_quarters(as_of: dt.date) -> list[periods.Quarter]:
    """Return the quarters with approved results of their own, latest first.

    One query.
    """
    codes = Revision.objects.standing(as_of).order_by("-quarter_id")
    return [
        periods.Quarter.parse(code)
        for code in codes.values_list("quarter_id", flat=True).distinct()
    ]


def suggested_seed(
    period: periods.Quarter, *, on: dt.date, taken: Iterable[str]
) -> str:
    """Return a seed of the quarter and the day that was not used: KT-2019Q4-20200110.

    The day itself is nobody's choice, so nobody can be said to have picked the seed.
    """
    base = f"KT-{period.code}-{on:%Y%m%d}"
    used, seed, count = set(taken), base, 1
    while seed in used:
        count += 1
        seed = f"{base}-{count}"
    return seed


def claim_rows(drawn: Iterable[Claim]) -> list[SampledClaim]:
    """Return drawn claims as unsaved rows of a sample, in the same order."""
    return [
        SampledClaim(
            district_id=each.district_code,
            commune_id=each.commune_code,
            criterion_id=each.criterion_id,
            weight=each.weight,
            why=each.why,
        )
        for each in drawn
    ]


def read_samples() -> list[tuple[FieldSample, Agreement]]:
    """Return all samples, the last drawn first, with what was found. Two queries."""
    samples = FieldSample.objects.select_related(
        "quarter", "drawn_by__district", "drawn_by__agency"
    )
    counts: Mapping[int, Counter[str]] = defaultdict(Counter)
    rows = SampledClaim.objects.order_by().values_list("sample_id", "verdict")
    for pk, verdict, count in rows.annotate(Count("pk")):
        counts[pk][verdict] += count
    return [(sample, _agreement(counts[sample.pk])) for sample in samples]


def read_agreement() -> list[DistrictAgreement]:
    """Return what all samples found in each district that was drawn. Two queries."""
    counts: Mapping[str, Counter[str]] = defaultdict(Counter)
    rows = SampledClaim.objects.order_by().values_list("district_id", "verdict")
    for code, verdict, count in rows.annotate(Count("pk")):
        counts[code][verdict] += count
    return [
        DistrictAgreement(district, _agreement(counts[code]))
        for code, district in districts_by_code().items()
        if code in counts
    ]


def together(rows: Iterable[Agreement]) -> Agreement:
    """Return the sum of what was found."""
    found = list(rows)
    return Agreement(
        agrees=sum(each.agrees for each in found),
        differs=sum(each.differs for each in found),
        not_checked=sum(each.not_checked for each in found),
        waiting=sum(each.waiting for each in found),
    )


def read_sample(sample: FieldSample, *, district_code: str | None = None) -> SamplePage:
    """Return a sample, or its part of one district. Two queries."""
    rows = SampledClaim.objects.filter(sample=sample).select_related(
        "district", "criterion", "entered_by__district", "entered_by__agency"
    )
    if district_code is not None:
        rows = rows.filter(district_id=district_code)
    names = {
        place.code: place.name
        for place in programme_communes(sample.quarter.period.last_day)
    }
    parts: dict[District, list[SampleLine]] = {}
    for row in rows.order_by("district", "commune", "criterion__number"):
        line = SampleLine(row, names.get(row.commune_id, row.commune_id))
        parts.setdefault(row.district, []).append(line)
    return SamplePage(
        sample=sample,
        parts=tuple(
            DistrictPart(district, tuple(lines)) for district, lines in parts.items()
        ),
    )


def redraw(page: SamplePage, claims: Claims) -> Redraw:
    """Draw a whole sample again from claims of its quarter, and compare. No query."""
    sample, pool = page.sample, claims.rows
    again = draw(pool, size=min(sample.size, len(pool)), seed=sample.seed)
    before = sorted(
        (line.claim for part in page.parts for line in part.lines),
        key=lambda each: each.position,
    )
    first = [(each.commune_id, each.criterion.number) for each in before]
    second: Sequence[tuple[str, int]] = [each.place for each in again]
    digest = claims_hash(pool)
    return Redraw(
        pool=len(pool),
        hash=digest,
        is_same_pool=digest == sample.claims_hash,
        is_same_draw=first == second,
        same=len(set(first) & set(second)),
    )


def _agreement(counts: Mapping[str, int]) -> Agreement:
    return Agreement(
        agrees=counts.get(CheckVerdict.AGREES, 0),
        differs=counts.get(CheckVerdict.DIFFERS, 0),
        not_checked=counts.get(CheckVerdict.NOT_CHECKED, 0),
        waiting=counts.get("", 0),
    )
