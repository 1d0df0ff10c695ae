"""The form of a page as a browser would send it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from reports.models import ImportRun
from tests.reports.views.imports.acts import LIST, act

REREAD = "doc-lai"

Attrs = list[tuple[str, str | None]]


@dataclass
class _Reader(HTMLParser):
    """Collects what the fields of the form with an action hold untouched."""

    action: str
    is_inside: bool = False
    select: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: Attrs) -> None:
        said = dict(attrs)
        name, value = said.get("name") or "", said.get("value") or ""
        if tag == "form":
            self.is_inside = said.get("action") == self.action
        elif not self.is_inside:
            return
        elif tag == "select":
            self.select = name
        elif tag == "option":
            self._offer(self.select, value, is_held="selected" in said)
            self.fields.setdefault(self.select, value)
        elif tag == "input" and said.get("type") == "radio":
            self._offer(name, value, is_held="checked" in said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False

    def _offer(self, name: str, value: str, *, is_held: bool) -> None:
        self.choices.setdefault(name, []).append(value)
        if is_held:
            self.fields[name] = value


@dataclass(frozen=True, slots=True)
class PageForm:
    """The fields of a form untouched, and the values that each may take."""

    fields: dict[str, str]
    choices: dict[str, list[str]]

    @classmethod
    def of(cls, html: str, action: str) -> "PageForm":
        reader = _Reader(action)
        reader.feed(html)
        return cls(reader.fields, reader.choices)


def form(client: Client, run: ImportRun) -> PageForm:
    """Return the form that the page of a run asks with."""
    html = client.get(f"{LIST}{run.pk}/").content.decode()
    return PageForm.of(html, f"{LIST}{run.pk}/{REREAD}/")


def say(client: Client, run: ImportRun, said: Mapping[str, str]) -> Any:
    """Fill in the form of the page and send it; return the page that follows."""
    asked = form(client, run)
    assert said.keys() <= asked.choices.keys()
    for key, answer in said.items():
        assert answer in asked.choices[key]
    response = act(client, run, REREAD, **asked.fields | said)
    run.refresh_from_db()
    return response
