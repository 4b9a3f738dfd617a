"""What two days of two models' lives leave behind: the sample's model, and its Parquet twin."""

import datetime
from dataclasses import dataclass
from pathlib import Path

import published
from product import Record, plumbline, record

DAYS = 32
ROWS_PER_DAY = 300
AS_OF = [datetime.date(2026, 1, 30), datetime.date(2026, 1, 31)]

# Least squares of the Parquet tables, its rows told apart by two keys, one of them text.
PARQUET = """
include "house-prices.conf"
name = house-prices-parquet
data.table { format = parquet, path = "sample/sales-parquet" }
data.features = [area, rooms, distance, garage, { column = district, kind = category }]
split.by = [sale_id, district]
training.penalty { lambda = 0, l1-ratio = 0 }
scoring.output { format = parquet, path = "sample/scores-parquet" }
"""


@dataclass(frozen=True)
class Published:
    """Sample tables, and the results of both models, a day after the other."""

    sample: Path
    results: list[Record]

    def home(self, name: str) -> Path:
        return self.sample / "home" / name

    def results_of(self, name: str) -> list[Record]:
        return [result for result in self.results if result["name"] == name]

    def model(self, name: str) -> Record:
        """The challenger of the last day."""
        return record(self.results_of(name)[-1]["model"]["path"])

    def champion(self, name: str) -> Record:
        """The model in force before the last day."""
        champion = self.results_of(name)[-1]["champion"]["before"]
        return record(self.home(name) / "models" / champion / "model.json")

    @property
    def tables(self) -> dict[str, published.Table]:
        sample = self.sample
        return {
            "sales": published.delta_table(sample / "sales", "sale_id"),
            "listings": published.delta_table(sample / "listings", "listing_id"),
            "sales-parquet": published.parquet_table(sample / "sales-parquet", "sale_id"),
            "scores": published.delta_table(sample / "scores", "listing_id"),
            "scores-parquet": published.manifest_table(sample / "scores-parquet", "listing_id"),
        }

    def store(self, name: str) -> published.Table:
        return published.parquet_table(self.home(name) / "statistics", "file")


def run(folder: Path) -> Published:
    """Makes the sample tables and runs both models over two days."""
    plumbline(
        *("sample", "--out", "sample", "--seed", "7"),
        *("--days", str(DAYS), "--rows-per-day", str(ROWS_PER_DAY)),
        cwd=folder,
    )
    sample = folder / "sample"
    (sample / "parquet.conf").write_text(PARQUET)
    days = f"{AS_OF[0]}..{AS_OF[-1]}"
    return Published(sample, plumbline("retrain", "--conf", "sample", "--as-of", days, cwd=folder))
