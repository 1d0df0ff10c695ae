"""The import of an appendix: one way in for the page and for the command.

``read_appendix`` only reads; ``apply_reading`` writes everything or nothing.
"""

import datetime as dt
import hashlib
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.models import User
from ntm_portal.lib.collecting import without_collecting
from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind, ImportState
from reports.importing.indicators.reading import read_indicators
from reports.importing.readings import ImportRequest, Reading
from reports.importing.remembering import columns_said, remember, remembered_columns
from reports.importing.responsibilities import read_responsibilities
from reports.importing.results import read_results
from reports.importing.sheets import (
    NothingToRead,
    OpenedSheet,
    open_sheet,
    propose_kind,
    read_sheets,
)
from reports.importing.tables.column_choices import COLUMN_KEY, IGNORE
from reports.importing.targets import read_targets
from reports.importing.whole_files import WholeFile, unread
from reports.models import ImportRun
from reports.services.learning import LEARNED

STAMP = "stamp"
REMEMBERED = "Các cột được hiểu theo lựa chọn đã nhớ cho bố cục này."
READERS = {
    ImportKind.RESULTS: read_results,
    ImportKind.TARGETS: read_targets,
    ImportKind.RESPONSIBILITIES: read_responsibilities,
    ImportKind.INDICATORS: read_indicators,
}


class ImportRefused(Exception):
    """The file may not be imported; ``reading`` names every problem."""

    def __init__(self, reading: Reading) -> None:
        super().__init__("; ".join(problem.message for problem in reading.errors))
        self.reading = reading


class AlreadyHandled(Exception):
    """The preview was applied or discarded in the meantime."""


class PreviewMoved(Exception):
    """The preview is not what was seen; ``reading`` is what is to be seen instead.

    None when somebody else has read the file again: that is kept already.
    """

    def __init__(self, reading: Reading | None = None) -> None:
        super().__init__(
            "Bản xem trước đã đổi từ lúc trang được mở, chưa ghi gì. Hãy xem lại."
        )
        self.reading = reading


@dataclass(frozen=True, slots=True)
class Applied:
    """What was applied; ``run`` is None when the file changed nothing."""

    reading: Reading
    run: ImportRun | None


@without_collecting()
def read_appendix(request: ImportRequest) -> Reading:
    """Read a file and hold it against the stored data; write nothing."""
    try:
        return _read(request, open_sheet(request))
    except NothingToRead as nothing:
        return unread(request, nothing)


@without_collecting()
def read_any_appendix(request: ImportRequest) -> Reading | None:
    """Read a file as what it looks like; None when nothing tells its kind.

    The kind of the request does not count, and its period only for one that has any.
    """
    try:
        sheets = read_sheets(request)
        kind = propose_kind(request, sheets)
        if kind is None:
            return None
        period = request.period if kind.is_quarterly else None
        request = replace(request, kind=kind, period=period)
        return _read(request, open_sheet(request, sheets))
    except NothingToRead as nothing:
        return unread(request, nothing)


def _read(request: ImportRequest, opened: OpenedSheet) -> Reading:
    read = READERS[request.kind]
    said = columns_said(request)
    plain = replace(request, answers=_without(request.answers, said))
    reading = read(plain, opened)
    known = remembered_columns(request.kind, reading.fingerprint)
    chosen = _chosen(reading, said or known, known)
    is_remembered = bool(chosen) and chosen.items() <= known.items()
    file = WholeFile(
        opened, reading.fingerprint, (REMEMBERED,) if is_remembered else ()
    )
    if chosen:
        answers = {**plain.answers, **chosen}
        reading = read(replace(plain, answers=answers), opened)
    return file.complete(reading)


def _chosen(
    reading: Reading, said: Mapping[str, str], known: Mapping[str, str]
) -> dict[str, str]:
    """Return what is said of columns that a plain reading does not know.

    What is ``known`` of the layout is overruled only by a choice that is kept. Two
    columns with one role are both said, so that they can be told apart.
    """
    asked = {question.key for question in reading.questions}
    held = {f"{COLUMN_KEY}{use.letters}": use.role for use in reading.columns}
    chosen = {
        key: role
        for key, role in said.items()
        if key in asked or held.get(key) != role or known.get(key, role) != role
    }
    taken = {*chosen.values()} - {IGNORE}
    return chosen | {key: role for key, role in said.items() if role in taken}


def _without(answers: Mapping[str, str], keys: Container[str]) -> dict[str, str]:
    return {key: answer for key, answer in answers.items() if key not in keys}


@without_collecting()
@transaction.atomic
def apply_reading(
    reading: Reading,
    *,
    by: User | None,
    at: dt.datetime,
    preview: ImportRun | None = None,
) -> Applied:
    """Write what a reading would change, after a second look under locks.

    ``preview`` is the kept run, as it was seen, that becomes the applied one. Raises
    ImportRefused when the file has errors or something forbids it by now,
    AlreadyHandled when the preview is no longer one, PreviewMoved when something else
    than was seen would be written.
    """
    run = _as_seen(preview) if preview else ImportRun()
    if reading.source is None:
        raise ImportRefused(reading)
    reading.source.lock()
    fresh = reading.source.compare()
    if fresh.changes is None:
        raise ImportRefused(fresh)
    if preview and not fresh.changes.is_empty and fresh.stamp != stamp_of(preview):
        raise PreviewMoved(fresh)
    learned = remember(fresh, by=by, at=at)
    if fresh.changes.is_empty:
        if preview:
            run.delete()
        return Applied(fresh, None)
    _describe(run, fresh, state=ImportState.APPLIED)
    run.at, run.by = at, by
    if preview is None:
        # What is written names the run; what came of it is told once that is known.
        run.save()
    fresh.changes.write(run, at=at)
    run.outcome = _outcome(fresh, applied_as=run.pk) | {LEARNED: learned.as_json()}
    run.save()
    return Applied(fresh, run)


def keep_preview(reading: Reading, *, by: User, at: dt.datetime) -> ImportRun:
    """Keep a file with what was read of it, to be looked at and decided on."""
    run = ImportRun(at=at, by=by)
    _describe(run, reading, state=ImportState.PREVIEW)
    run.outcome = _outcome(reading) | {STAMP: reading.stamp}
    run.save()
    return run


@transaction.atomic
def renew_preview(run: ImportRun, reading: Reading) -> None:
    """Keep what a second reading found of a run as it was seen.

    Raises AlreadyHandled for a decided run, PreviewMoved for one read again since.
    """
    preview = _as_seen(run)
    _describe(preview, reading, state=ImportState.PREVIEW)
    preview.outcome = _outcome(reading) | {STAMP: reading.stamp}
    preview.save()


def stamp_of(run: ImportRun) -> str:
    """Return the mark of what a preview shows, "" for one kept before there was any."""
    stamp: str = run.outcome.get(STAMP, "")
    return stamp


def request_of(run: ImportRun) -> ImportRequest:
    """Return the request that a kept preview was read from."""
    asked = run.outcome["request"]
    return ImportRequest(
        data=bytes(run.content),
        name=run.file_name,
        kind=ImportKind(run.kind),
        on=dt.date.fromisoformat(asked["on"]),
        period=Quarter.parse(asked["period"]) if asked["period"] else None,
        sheet=asked["sheet"],
        answers=asked.get("answers", {}),
        asks=asked.get("asks", False),
        is_demo=run.is_demo,
        asked_on=dt.date.fromisoformat(asked["asked_on"])
        if asked["asked_on"]
        else None,
    )


@transaction.atomic
def discard_preview(run: ImportRun) -> None:
    """Forget a file that was only looked at; raises AlreadyHandled otherwise."""
    _locked_preview(run).delete()


def _as_seen(run: ImportRun) -> ImportRun:
    """Lock a preview; raises PreviewMoved unless it still is what the run shows."""
    locked = _locked_preview(run)
    if stamp_of(locked) != stamp_of(run):
        raise PreviewMoved
    return locked


def _locked_preview(run: ImportRun) -> ImportRun:
    locked = ImportRun.objects.select_for_update().filter(
        pk=run.pk, state=ImportState.PREVIEW
    )
    found = locked.first()
    if found is None:
        raise AlreadyHandled("Lần nhập này đã được xử lý.")
    return found


def _describe(run: ImportRun, reading: Reading, *, state: ImportState) -> None:
    """Set everything of a run that follows from its reading, but for its outcome."""
    request = reading.request
    run.kind = request.kind
    run.state = state
    run.file_name = request.name[-200:]
    run.content = request.data
    run.sha256 = hashlib.sha256(request.data).hexdigest()
    run.sheet = reading.sheet[:60]
    run.encoding = reading.encoding
    run.approved_on = request.on
    run.is_demo = request.is_demo


def _outcome(reading: Reading, *, applied_as: int | None = None) -> dict[str, object]:
    """Return all that a run tells of its reading, ``applied_as`` being its number."""
    return {
        "request": reading.request_as_json(),
        "reading": reading.as_json(applied=applied_as is not None, run=applied_as),
        **reading.details_as_json(),
    }
