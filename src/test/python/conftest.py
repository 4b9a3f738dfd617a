"""What is run once for all tests."""

import pytest

import fits
import quickstart
from datasets import REAL
from designs import PENALISED, SEEDED
from fits import Fit
from quickstart import Published


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return quickstart.run(tmp_path_factory.mktemp("quickstart"))


@pytest.fixture(scope="session")
def fitted(product: Published, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fit]:
    designs = tmp_path_factory.mktemp("designs")
    return fits.of_sales(product) | fits.of_designs(SEEDED | REAL, designs)


@pytest.fixture(scope="session")
def penalised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fit]:
    return fits.of_designs(PENALISED, tmp_path_factory.mktemp("penalised"))
