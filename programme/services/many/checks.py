"""Rows checked as ``full_clean`` checks them, without a query for each of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from programme.services.many.conditions import Undecided, decide

Related = Mapping[str, Collection[object]]


def related_to(rows: Sequence[models.Model]) -> Related:
    """Return which rows that these name there are, by name of the relation.

    One query for each relation.
    """
    if not rows:
        return {}
    return {
        name: _there(model, {getattr(each, attribute) for each in rows})
        for name, attribute, model in _relations(rows[0])
    }


def check_row(
    row: models.Model,
    related: Related,
    *,
    later: Collection[str] = (),
    taken: ValidationError | None = None,
) -> None:
    """Raise the ValidationError that ``full_clean`` would.

    ``related`` is what ``related_to`` found; relations to come ``later`` are left out.
    ``taken`` says what of the row another one has that may be there once.
    """
    known = {
        name
        for name, attribute, _model in _relations(row)
        if name in later or getattr(row, attribute) in related.get(name, ())
    }
    errors: dict[str, Any] = {}
    try:
        row.full_clean(exclude=known, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    wrong = {name for name in errors if name != NON_FIELD_ERRORS}
    for fault in (*([taken] if taken else []), *_broken(row, wrong | set(later))):
        errors = fault.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _broken(row: models.Model, unread: Collection[str]) -> Iterable[ValidationError]:
    values = {
        field.name: getattr(row, field.attname)
        for field in row._meta.local_concrete_fields
        if field.name not in unread
    }
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            try:
                _check(constraint, row, values)
            except ValidationError as error:
                yield error


def _check(
    constraint: models.CheckConstraint, row: models.Model, values: Mapping[str, Any]
) -> None:
    try:
        is_broken = decide(models.Q(constraint.condition), values) is False
    except Undecided:
        unread = {field.name for field in row._meta.local_concrete_fields} - set(values)
        constraint.validate(type(row), row, exclude=unread)  # type: ignore[attr-defined]
        return
    if is_broken:
        raise ValidationError(
            constraint.get_violation_error_message(),
            code=constraint.violation_error_code,
        )


def _relations(row: models.Model) -> list[tuple[str, str, type[models.Model]]]:
    """Return name, attribute and model of each relation of a row."""
    return [
        (field.name, field.attname, field.remote_field.model)
        for field in row._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
    ]


def _there(model: type[models.Model], wanted: Collection[object]) -> set[object]:
    keys = [each for each in wanted if each is not None]
    return set(model._default_manager.in_bulk(keys)) if keys else set()
