"""What the overview says of a quarter that not every district has reported."""

import re

import pytest

from accounts.choices import Role
from accounts.models import User
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(client):
    """The words of the overview at 2019Q3: Kon Plông is carried from 2019Q2.

    Ia H'Drai has both quarters, Đắk Glei its first data.
    """
    approve("613", "2019Q2", {"23452": {18, 19}})
    approve("618", "2019Q2", {"23535": {18}})
    approve("618", "2019Q3", {"23535": {18, 19}})
    approve("610", "2019Q3", {})
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    html = client.get("/?ky=2019Q3").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'")


def test_first_data_of_a_district_is_told_beside_the_changes(text):
    assert "Quý II/2019 chưa có số liệu của Đắk Glei (11 xã)" in text
    assert "Ia H'Drai (3 xã)" not in text


def test_every_part_says_how_many_districts_have_reported(text):
    assert text.count("mới có số của 2/10 huyện, thành phố") == 6


def test_carried_figures_say_from_where_in_each_table_of_districts(text):
    assert text.count("(số Quý II/2019)") == 2
