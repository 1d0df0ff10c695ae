"""Approved revisions as they were approved, alone or held against another one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from communes.analytics.places import Place, programme_communes
from criteria.analytics.law import Law, LawCriterion, law_on
from reports.analytics.review.changes import Cell, Change, Row, changes_in
from reports.choices import ResultState
from reports.models import Result, Revision, RevisionRemark, RevisionWords
from reports.models.reports import CellStates


@dataclass(frozen=True, slots=True)
class CellNote:
    """What was approved beside a cell."""

    place: Place
    criterion: LawCriterion
    remark: RevisionRemark


@dataclass(frozen=True)
class RevisionPage:
    """A revision whole; with ``other`` each cell has its state there as ``before``.

    Communes that only one of the two has are not compared: ``only_here`` and
    ``only_there`` have their names.
    """

    revision: Revision
    other: Revision | None
    law: Law
    rows: tuple[Row, ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    words: RevisionWords | None
    other_words: RevisionWords | None
    notes: tuple[CellNote, ...]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return changes_in(self.law, self.rows)

    @property
    def cell_count(self) -> int:
        return sum(len(row.cells) for row in self.rows)

    @property
    def met(self) -> int:
        return sum(row.met_count for row in self.rows)

    @property
    def met_there(self) -> int:
        return sum(row.masks_before.met.bit_count() for row in self.rows)

    @property
    def unknown(self) -> int:
        return sum(row.masks_after.unknown.bit_count() for row in self.rows)


def revisions_of(district_code: str) -> list[Revision]:
    """Return the revisions of a district, withdrawn ones too, newest first. One query.

    Each has ``met``: how many cells of it are đạt.
    """
    return list(
        Revision.objects.filter(district_id=district_code)
        .select_related(
            "quarter",
            "approved_by__district",
            "approved_by__agency",
            "import_run__by__district",
            "import_run__by__agency",
        )
        .defer("import_run__content", "import_run__outcome")
        .annotate(met=Sum("summaries__met_count"))
        .order_by("-quarter_id", "-number")
    )


def read_revision(revision: Revision, other: Revision | None) -> RevisionPage | None:
    """Read a revision for its page; None without a law. Seven queries at most."""
    law = law_on(revision.quarter.period.last_day)
    if law is None:
        return None
    states = _states([each for each in (revision, other) if each])
    here, there = states[revision.pk], states[other.pk] if other else {}
    communes = {code for code, _ in here}
    places = _places(revision, communes)
    compared = {code for code, _ in there}
    words = _words(revision, other)
    return RevisionPage(
        revision=revision,
        other=other,
        law=law,
        rows=tuple(_row(place, law, here, there) for place in places),
        only_here=tuple(
            each.name for each in places if other and each.code not in compared
        ),
        only_there=tuple(each.name for each in _places(other, compared - communes))
        if other
        else (),
        words=words.get(revision.pk),
        other_words=words.get(other.pk) if other else None,
        notes=_notes(revision, places, law),
    )


def _places(revision: Revision, codes: Collection[str]) -> tuple[Place, ...]:
    """Return these communes under their names at the quarter."""
    day = revision.quarter.period.last_day
    known = programme_communes(day, district_code=revision.district_id)
    return tuple(each for each in known if each.code in codes)


def _states(revisions: Iterable[Revision]) -> dict[int, CellStates]:
    found: dict[int, CellStates] = {each.pk: {} for each in revisions}
    rows = Result.objects.filter(revision_id__in=found).order_by()
    for pk, commune, number, state in rows.values_list(
        "revision_id", "commune_id", "criterion__number", "state"
    ):
        found[pk][commune, number] = ResultState(state)
    return found


def _row(place: Place, law: Law, here: CellStates, there: CellStates) -> Row:
    return Row(place, tuple(_cell(place, each, here, there) for each in law.criteria))


def _cell(
    place: Place, criterion: LawCriterion, here: CellStates, there: CellStates
) -> Cell:
    key = place.code, criterion.number
    after = here.get(key, ResultState.UNKNOWN)
    return Cell(place, criterion, before=there.get(key, after), after=after)


def _words(revision: Revision, other: Revision | None) -> Mapping[int, RevisionWords]:
    wanted = [each.pk for each in (revision, other) if each]
    rows = RevisionWords.objects.filter(revision_id__in=wanted)
    return {row.revision_id: row for row in rows}


def _notes(
    revision: Revision, places: Iterable[Place], law: Law
) -> tuple[CellNote, ...]:
    by_code = {place.code: place for place in places}
    return tuple(
        CellNote(by_code[row.commune_id], law.by_id[row.criterion_id], row)
        for row in RevisionRemark.objects.filter(revision=revision).order_by(
            "commune_id", "criterion__number"
        )
        if row.commune_id in by_code and row.criterion_id in law.by_id
    )
