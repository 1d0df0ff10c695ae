"""The house rule on choices finds a field that the database leaves open."""

import pytest
from django.db.models import CheckConstraint

from reports.checks import choices_are_constrained
from reports.models import Result


def test_every_field_with_choices_is_constrained():
    assert choices_are_constrained(None) == []


def test_a_field_without_its_constraint_is_named(monkeypatch: pytest.MonkeyPatch):
    kept = [
        rule
        for rule in Result._meta.constraints
        if not isinstance(rule, CheckConstraint)
    ]
    monkeypatch.setattr(Result._meta, "constraints", kept)
    assert [error.msg for error in choices_are_constrained(None)] == [
        "state has choices but no CheckConstraint"
    ]
