from reports.importing.problems import Problem


def test_a_problem_is_printed_with_its_five_parts() -> None:
    problem = Problem("PL01", "G49", "Hạ tầng › 5. Trường học", "2109", "Sai năm.")
    assert problem.as_json() == {
        "sheet": "PL01",
        "cell": "G49",
        "header": "Hạ tầng › 5. Trường học",
        "value": "2109",
        "message": "Sai năm.",
    }
