"""What the pages of one table have in common: where they are and what they call it.

Every table with rows and files gets the same pages, under its own addresses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.text import fold
from programme.forms.tables.places import Places
from programme.forms.tables.rows import Scope
from programme.importing.changes import PagedTable
from programme.importing.histories import KeepsRemoved
from reports.views.clock import today


@dataclass(frozen=True, slots=True)
class TablePage:
    """One table for one person.

    ``names`` begins the names of its addresses, whose first arguments are ``args``;
    ``noun`` is what a row is called, ``parts`` other pages to go to (label, address).
    """

    table: PagedTable
    places: Places
    names: str
    tab: str
    title: str
    noun: str
    subtitle: str = ""
    args: tuple[str, ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    def url(self, what: str, *more: object) -> str:
        return reverse(f"{self.names}_{what}", args=[*self.args, *more])

    @property
    def title_beside_noun(self) -> str:
        """Return its title where a heading has said its noun: "" if they are one."""
        return "" if fold(self.title) == fold(self.noun) else self.title

    @property
    def list_url(self) -> str:
        return self.url("list")

    @property
    def removed_url(self) -> str:
        return self.url("removed")

    @property
    def new_url(self) -> str:
        return self.url("new")

    @property
    def import_url(self) -> str:
        return self.url("import")

    @property
    def export_url(self) -> str:
        return self.url("export")

    @property
    def template_url(self) -> str:
        return self.url("template")

    @property
    def file_name(self) -> str:
        return "-".join((self.names.replace("_", "-"), *self.args))


def removed_count(page: TablePage, user: User) -> int:
    """Return how many rows were deleted, 0 for whoever may not see them.

    One query, none for them.
    """
    table = page.table
    if not (user.can_review and isinstance(table, KeepsRemoved)):
        return 0
    return table.removed().count()


# Finds the table that an address means, for its person; raises Http404.
Find = Callable[..., TablePage]


def person(request: HttpRequest) -> User:
    """Return who asks; every page here needs an account."""
    return cast(User, request.user)


def places_of(request: HttpRequest) -> Places:
    """Return the names of places as they are today."""
    return Places(today(request))


def scope_of(user: User) -> Scope:
    """Return what of places and agencies a person may choose in a form."""
    if user.role == Role.DISTRICT:
        return Scope(district=user.district_id)
    if user.role == Role.DEPARTMENT:
        return Scope(agency=user.agency_id)
    return Scope()
