"""Eight weeks of the example's flights, with categories and the calendar, beside statsmodels."""

import datetime

import flights_to_delta
import pyarrow.compute as pc
import pytest

import flights
from flights import Comparison
from product import ROOT, plumbline, record

AS_OF = datetime.date(2013, 2, 26)
LEAST = 8


@pytest.fixture(scope="module")
def eight_weeks(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("flights")
    table = folder / "target" / "flights" / "flights"  # as the configuration has it
    table.parent.mkdir(parents=True)
    rows = flights_to_delta.flights()
    flights_to_delta.write(str(table), rows.filter(pc.less(rows["date"], AS_OF)))
    conf = ROOT / "jobs" / "examples" / "flights.conf"
    (result,) = plumbline("train", "--conf", conf, "--as-of", str(AS_OF), cwd=folder)
    return flights.compare(table, record(folder / result["model"]["path"]))


@pytest.mark.parametrize("number", ["coefficient", "classical error", "day-clustered error", "R²"])
def test_numbers_agree(eight_weeks: Comparison, number: str) -> None:
    digits = eight_weeks.digits()[number]
    assert digits.min() >= LEAST, (
        f"{number}: digits that agree with statsmodels are {digits.round(1).tolist()} "
        f"for {eight_weeks.terms}"
    )


def test_rows_are_the_same(eight_weeks: Comparison) -> None:
    assert eight_weeks.ours["rows"].tolist() == eight_weeks.theirs["rows"].tolist()


def test_every_category_has_its_levels(eight_weeks: Comparison) -> None:
    features = {term.split("=")[0] for term in eight_weeks.terms if "=" in term}
    assert features == set(flights.CATEGORIES.values())
