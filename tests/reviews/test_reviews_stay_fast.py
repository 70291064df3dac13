"""The questions of a review find their rows through an index, however many years lie behind."""

import re
from collections.abc import Mapping
from contextlib import closing

import pytest

from storage.own_figures import OWN_QUERIES
from storage.review_figures import QUERIES, STANDING
from tests.storage.rows import empty_database

SMALL = re.compile(r"SCAN (place|at|said|outage)\b")
"""A school's places, what one record says, and the few times that the bot was down."""
ASKED: Mapping[str, str] = {**QUERIES, **STANDING, **OWN_QUERIES}


@pytest.mark.parametrize("name", ASKED)
def test_no_question_of_a_review_reads_a_whole_table_that_grows(name: str) -> None:
    values = {"after": "2026-11-22T12:30:00.000000+00:00", "until": "2026-11-29T12:30:00.000000+00:00", "person": "P21"}
    asked = {key: value for key, value in values.items() if f":{key}" in ASKED[name]}
    with closing(empty_database()) as here:
        plan = [row["detail"] for row in here.execute("EXPLAIN QUERY PLAN " + ASKED[name], asked)]
    assert [step for step in plan if step.startswith("SCAN") and not SMALL.match(step)] == []
