"""Names of cooperatives: kept as typed, compared without marks."""

import pytest
from django.core.exceptions import ValidationError

from tests.programme.register_world import cooperative

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["htx MOT", "Hợp tác xã Một", "HTX  Mộ\u200bt"])
def test_a_cooperative_of_the_same_name_in_other_letters_is_refused(typed):
    cooperative(name="HTX Một")
    with pytest.raises(ValidationError, match="Xã đã có “HTX Một”"):
        cooperative(name=typed)
    assert cooperative("23350", name=typed).pk


def test_the_words_before_a_cooperative_s_name_stay():
    assert cooperative(name="Hợp tác xã  Rau").name == "Hợp tác xã Rau"
