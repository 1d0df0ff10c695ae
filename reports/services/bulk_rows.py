"""Many rows of one table written at once, as fast as the database allows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from django.db import connection, models

Value = str | int | Decimal | dt.date | None

LINES = 2_000
NULL = r"\N"
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Insert rows of values in the order of ``columns``, such as "commune_id".

    Every column without a default of the database must be named: no default, save()
    or validation of the model is asked. Belongs to the caller's transaction and
    raises what Django raises when the database refuses a row.
    """
    if connection.vendor == "postgresql":
        _copy(model, columns, rows)
        return
    model._default_manager.bulk_create(
        model(**dict(zip(columns, row, strict=True))) for row in rows
    )


def _copy(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    quote = connection.ops.quote_name
    fields = {field.attname: field for field in model._meta.concrete_fields}
    names = ", ".join(quote(fields[each].column) for each in columns)
    command = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(command, CopyText(rows))


class CopyText:
    """Rows in the text format of PostgreSQL's COPY, a line for each.

    A file to read once: rows are taken while the server stores those before them.
    """

    def __init__(self, rows: Iterable[Sequence[Value]]) -> None:
        # Codes and states repeat. By type too: True and 1 are equal, and written apart.
        field = lru_cache(maxsize=None, typed=True)(_field)
        self._lines = ("\t".join(map(field, row)) + "\n" for row in rows)

    def read(self, _size: int = -1) -> str:
        """Return the next lines whatever size is asked for, nothing at the end."""
        return "".join(islice(self._lines, LINES))


def _field(value: Value) -> str:
    return NULL if value is None else str(value).translate(ESCAPES)
