"""Files are drawn in a process of their own, which ends whatever it works on."""

import signal
import subprocess
import sys
from threading import BoundedSemaphore

import pytest
from PIL import ImageFile

from dashboards.exporting import apart
from dashboards.exporting.apart import (
    NotDrawn,
    can_draw_pdf,
    draw_apart,
    unknown_fields_apart,
)
from dashboards.exporting.word import BadTemplate
from ntm_portal.lib import limited
from ntm_portal.lib.limited import Limits
from reports.choices import OutputFormat
from tests.dashboards.exporting.test_template_fields import template
from tests.dashboards.output_world import given_out
from tests.world import approve

LOOP = ("{% for i in range(9999) %}", "{% for j in range(9999) %}", "x")
ENDLESS = template("".join(LOOP) + "{% endfor %}{% endfor %}")
HUGE = template("{{ 'x' * 2000000000 }}")


@pytest.fixture
def made(reference):
    approve("618", "2019Q4", {"23535": [1]})
    return given_out(form=OutputFormat.WORD)


@pytest.fixture
def _hurried(monkeypatch):
    """Let the process have the time of its start and little more."""
    monkeypatch.setattr(limited, "START", 3)
    short = Limits(seconds=1, megabytes=1024)
    monkeypatch.setattr(apart, "TRIAL", short)
    monkeypatch.setattr(apart, "DRAWING", short)


@pytest.fixture
def _asked_anew():
    apart._has_pango.cache_clear()
    yield
    apart._has_pango.cache_clear()


@pytest.fixture
def ends(monkeypatch):
    """Let the process end so, whatever it is given."""

    def set_end(end):
        def run(command, **_options):
            if isinstance(end, Exception):
                raise end
            return subprocess.CompletedProcess(command, end, b"", b"vi sao")

        monkeypatch.setattr(limited.subprocess, "run", run)

    return set_end


@pytest.mark.usefixtures("_hurried")
def test_a_template_that_loops_without_end_is_ended_when_it_is_tried_out():
    with pytest.raises(BadTemplate, match="quá 1 giây vẫn chưa xong"):
        unknown_fields_apart(ENDLESS)


@pytest.mark.usefixtures("_hurried")
def test_a_template_that_loops_without_end_is_ended_when_a_report_is_written(made):
    with pytest.raises(BadTemplate, match="quá 1 giây vẫn chưa xong"):
        draw_apart(made, template=ENDLESS)


def test_a_template_that_asks_for_endless_memory_is_ended():
    with pytest.raises(BadTemplate, match="quá nhiều bộ nhớ"):
        unknown_fields_apart(HUGE)


def test_a_template_is_tried_out_apart():
    assert unknown_fields_apart(template("{{ communes }} {{ so_xa }}")) == ["so_xa"]


def test_a_template_written_wrongly_is_told_from_apart():
    with pytest.raises(BadTemplate, match="Mẫu không điền được"):
        unknown_fields_apart(template("{{ communes"))


def test_the_process_has_neither_secrets_nor_the_database(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bí mật")
    monkeypatch.setenv("DATABASE_URL", "postgres://ntm:mat-khau@may/ntm")
    told = limited._environment()
    assert "SECRET_KEY" not in told
    assert told["DATABASE_URL"] == "sqlite://:memory:"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (-signal.SIGXCPU, "quá 10 giây"),
        (-signal.SIGKILL, "quá 10 giây"),
        (limited.NO_MEMORY, "quá nhiều bộ nhớ"),
        (1, "thử lại sau ít phút"),
        (subprocess.TimeoutExpired("ve", 10), "quá 10 giây"),
        (OSError("hết tiến trình"), "thử lại sau ít phút"),
    ],
)
def test_however_the_process_ends_the_office_is_told(ends, end, said):
    ends(end)
    with pytest.raises(BadTemplate, match=said):
        unknown_fields_apart(b"PK")


@pytest.mark.parametrize("end", [1, limited.NO_MEMORY, -signal.SIGXCPU])
def test_with_our_own_template_the_fault_is_not_the_office_s(made, ends, end):
    ends(end)
    with pytest.raises(NotDrawn, match="Máy chủ không viết xong tệp"):
        draw_apart(made, template=None)


def test_a_drawing_does_not_wait_for_others_without_end(made, monkeypatch):
    monkeypatch.setattr(limited, "WAIT", 0.01)
    monkeypatch.setattr(limited, "AT_ONCE", BoundedSemaphore(1))
    with limited.AT_ONCE, pytest.raises(NotDrawn, match="thử lại sau ít phút"):
        draw_apart(made, template=None)


@pytest.mark.usefixtures("_asked_anew")
def test_a_server_without_the_library_of_pdf_is_known(ends):
    ends(1)
    assert not can_draw_pdf()


@pytest.mark.usefixtures("_asked_anew")
def test_a_server_too_busy_to_say_is_asked_again(ends, monkeypatch):
    monkeypatch.setattr(limited, "WAIT", 0.01)
    monkeypatch.setattr(limited, "AT_ONCE", BoundedSemaphore(1))
    with limited.AT_ONCE:
        assert can_draw_pdf()
    ends(1)
    assert not can_draw_pdf()


@pytest.mark.usefixtures("_asked_anew")
def test_asking_leaves_the_reading_of_pictures_as_strict_as_it_was():
    can_draw_pdf()
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
    assert "weasyprint" not in sys.modules
