"""Places and law in the database: loaded once, put back whenever it was emptied."""

import io
from collections.abc import Sequence

from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model

# Emptying the tables writes the rows of these apps anew by itself.
WRITTEN_ANEW = {"auth", "contenttypes"}

Rows = Sequence[tuple[type[Model], Sequence[Model]]]


def load() -> None:
    call_command("load_reference", stdout=io.StringIO())


def rows() -> Rows:
    """Return every row there is now, table by table."""
    models = apps.get_models(include_auto_created=True)
    found = [
        (model, list(model._base_manager.all()))
        for model in models
        if model._meta.app_label not in WRITTEN_ANEW
    ]
    return [(model, kept) for model, kept in found if kept]


def put_back(kept: Rows) -> None:
    """Write the rows as they were, keys and all, if the tables were emptied.

    Loading them again from the files would take ten times as long.
    """
    if all(model._base_manager.exists() for model, _ in kept):
        return
    # Foreign keys are held against each other only when the transaction ends.
    with transaction.atomic():
        for model, objects in kept:
            model._base_manager.bulk_create(objects)
