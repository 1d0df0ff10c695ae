"""Answers of a person to the questions of a reading: what is asked for next."""

from collections.abc import Mapping
from dataclasses import replace

from ntm_portal.lib.periods import Quarter
from reports.choices import ImportKind
from reports.importing.encodings import ENCODING_KEY
from reports.importing.placing import UNIT_KEY
from reports.importing.readings import ImportRequest
from reports.importing.sheets import KIND_KEY, SHEET_KEY
from reports.importing.tables.column_choices import COLUMN_KEY

PERIOD_KEY = "period"
# These name cells of one sheet, or what the columns of one kind may hold.
OF_A_SHEET = (UNIT_KEY, COLUMN_KEY)


def answered(request: ImportRequest, said: Mapping[str, str]) -> ImportRequest:
    """Return the request with answers added, by the keys of their questions.

    "sheet", "kind" and "period" change what is asked for; with another sheet or kind
    the answers about cells and columns go, with another sheet its encoding as well.
    An empty answer says nothing.
    """
    said = {key: answer for key, answer in said.items() if answer}
    sheet = said.pop(SHEET_KEY, request.sheet)
    kind = ImportKind(said.pop(KIND_KEY, request.kind))
    asked = said.pop(PERIOD_KEY, "")
    period = Quarter.parse(asked) if asked else request.period
    kept = dict(request.answers)
    if sheet != request.sheet:
        kept.pop(ENCODING_KEY, None)
    answers = {**kept, **said}
    if (sheet, kind) != (request.sheet, request.kind):
        answers = {
            key: answer
            for key, answer in answers.items()
            if not key.startswith(OF_A_SHEET)
        }
    return replace(
        request,
        sheet=sheet,
        kind=kind,
        period=period if kind.is_quarterly else None,
        answers=answers,
    )
