"""The answer for whoever watches the server."""

from unittest import mock

import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_a_healthy_server_answers_ok_without_a_login(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_database_that_is_away_answers_503(client):
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError):
        answer = client.get("/healthz")
    assert answer.status_code == 503
