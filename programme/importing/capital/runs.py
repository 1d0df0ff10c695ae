"""A workbook of capital brought in: one way for the page and for the command."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.models import User
from ntm_portal.lib.periods import Quarter
from programme.importing.capital.files import CapitalFile, read_capital_file
from programme.models import CapitalImport, CapitalRevision
from programme.services.capital.drafts import TypedAmount
from programme.services.capital.imports import (
    apply_district_file,
    apply_office_file,
    keep_file,
)
from reports.importing.problems import Problem
from reports.models import Quarter as QuarterRow
from reports.services.guard import ChangeRefused


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A whole-province file: for which quarter, approved when, illustrative or not."""

    data: bytes
    name: str
    period: Quarter
    on: dt.date
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file said, and the run that it became; None when it changed nothing."""

    read: CapitalFile
    run: CapitalImport | None = None


class CannotBringIn(ChangeRefused):
    """The kept file has errors, changes nothing, or what it stood on has moved."""


@transaction.atomic
def apply_kept(
    *, run: CapitalImport, seen: str, by: User, at: dt.datetime
) -> CapitalFile:
    """Write what a kept file changes, all or nothing, and return how it was read.

    ``seen`` is what the file stood on when it was looked at. Raises CannotBringIn and
    what else refuses a change.
    """
    _lock(run.quarter_id)
    read = read_kept(run)
    if read.errors:
        raise CannotBringIn("Tệp còn lỗi nên chưa nhập ô nào.")
    if read.stands_on != seen:
        raise CannotBringIn(
            "Số liệu đã đổi sau khi trang này mở; hãy xem lại rồi nhập."
        )
    if not read.changing:
        raise CannotBringIn("Tệp không làm thay đổi số nào.")
    _apply(run=run, read=read, by=by, at=at)
    return read


def read_kept(run: CapitalImport) -> CapitalFile:
    """Hold a kept file against what stands now."""
    return read_capital_file(
        bytes(run.content),
        name=run.file_name,
        period=Quarter.parse(run.quarter_id),
        own=run.district,
    )


@transaction.atomic
def bring_in(
    file: OfficeFile, *, by: User | None, at: dt.datetime, is_dry: bool = False
) -> Brought:
    """Read a file and approve what it changes, in one transaction.

    Nothing is written when it has errors, when something forbids it (that is an error,
    too), or for a dry run, which answers what would be.
    """
    _lock(file.period.code)
    read = read_capital_file(file.data, name=file.name, period=file.period, own=None)
    if read.errors or not read.changing:
        return Brought(read)
    try:
        with transaction.atomic():
            run = keep_file(
                name=file.name,
                data=file.data,
                quarter_code=file.period.code,
                district=None,
                by=by,
                at=at,
            )
            run.approved_on = file.on
            run.save(update_fields=["approved_on"])
            _apply(run=run, read=read, by=by, at=at, is_demo=file.is_demo)
            if is_dry:
                transaction.set_rollback(True)
    except ChangeRefused as refused:
        forbidden = Problem("", "", "", "", str(refused))
        return Brought(replace(read, errors=(forbidden,)))
    return Brought(read, None if is_dry else run)


def _apply(
    *,
    run: CapitalImport,
    read: CapitalFile,
    by: User | None,
    at: dt.datetime,
    is_demo: bool = False,
) -> None:
    if run.district is None or by is None:
        apply_office_file(
            run=run,
            districts={each.district.code: each.after for each in read.changing},
            demo_districts=_illustrative(run, read, is_demo=is_demo),
            changed=read.changed_count,
            by=by,
            at=at,
        )
        return
    amounts = {
        key: TypedAmount(found.amount, each.before.get(key))
        for each in read.changing
        for key, found in each.changed.items()
    }
    apply_district_file(run=run, amounts=amounts, by=by, at=at)


def _lock(quarter_code: str) -> None:
    """Let whoever approves meanwhile wait: what the file is held against stands."""
    QuarterRow.objects.select_for_update().filter(code=quarter_code).first()


def _illustrative(run: CapitalImport, read: CapitalFile, *, is_demo: bool) -> set[str]:
    """Return the districts whose amounts stay, or are now, marked as illustration."""
    if is_demo:
        return {each.district.code for each in read.changing}
    standing = CapitalRevision.objects.standing().filter(quarter_id=run.quarter_id)
    return set(standing.filter(is_demo=True).values_list("district_id", flat=True))
