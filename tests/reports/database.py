"""The whole database as values, to be compared before and after."""

from django.apps import apps

Rows = dict[str, list[tuple[object, ...]]]


def everything() -> Rows:
    """Return every row of every table, in the order of their keys."""
    return {
        model._meta.label: sorted(map(_plain, model._base_manager.values_list()))
        for model in apps.get_models()
    }


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    # PostgreSQL returns a file as a view of memory, and NULL does not sort.
    return tuple(repr(bytes(x) if isinstance(x, memoryview) else x) for x in row)
