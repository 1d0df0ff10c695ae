"""The page of results keeps what was not measured again."""

from bench.results import with_section

PAGE = "# Kết quả\n\nđầu\n\n## Một\n\ncũ\n\n## Hai\n\ncũ\n"


def test_section_takes_the_place_of_the_one_with_its_heading() -> None:
    page = with_section(PAGE, "## Một\n\nmới\n")
    assert page == "# Kết quả\n\nđầu\n\n## Một\n\nmới\n\n## Hai\n\ncũ\n"


def test_new_section_goes_to_the_end() -> None:
    page = with_section(PAGE, "## Ba\n\nmới\n")
    assert page == f"{PAGE}\n## Ba\n\nmới\n"
