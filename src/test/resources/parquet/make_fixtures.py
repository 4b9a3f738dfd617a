"""Writes the Parquet files beside this script; PyarrowFilesTest knows the same formulas.

    python3 -m venv target/venv && target/venv/bin/pip install pyarrow==26.0.1
    target/venv/bin/python src/test/resources/parquet/make_fixtures.py
"""

import base64
import datetime
import decimal
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe

HERE = pathlib.Path(__file__).parent
ROWS = 70


def column(type, value, gap):
    """Row r holds value(r), and null where (r + gap) % 7 == 0."""
    return pa.array([None if (r + gap) % 7 == 0 else value(r) for r in range(ROWS)], type)


def scaled(value, scale):
    return decimal.Decimal(value).scaleb(-scale)


table = pa.table(
    {
        "i8": column(pa.int8(), lambda r: r - 35, 0),
        "u8": column(pa.uint8(), lambda r: r + 180, 1),
        "i16": column(pa.int16(), lambda r: r * 400 - 15000, 2),
        "u16": column(pa.uint16(), lambda r: 65535 - r, 3),
        "i32": column(pa.int32(), lambda r: r * 30_000_000 - 1_000_000_000, 4),
        "u32": column(pa.uint32(), lambda r: 4294967295 - r, 5),
        "i64": column(pa.int64(), lambda r: r * 130_000_000_000_000_000 - 4_000_000_000_000_000_000, 6),
        "u64": column(pa.uint64(), lambda r: 9223372036854775807 - r, 0),
        "f32": column(pa.float32(), lambda r: r / 4 - 10, 1),
        "f64": column(pa.float64(), lambda r: r / 3 - 20, 2),
        "flag": column(pa.bool_(), lambda r: r % 3 == 0, 3),
        "day": column(pa.date32(), lambda r: r * 100 - 5000, 4),
        "millis": column(pa.timestamp("ms", "UTC"), lambda r: r * 86_400_001 - 7, 5),
        "micros": column(pa.timestamp("us"), lambda r: r * 86_400_000_001 - 7, 6),
        "nanos": column(pa.timestamp("ns", "UTC"), lambda r: r * 86_400_000_000_001 - 7, 0),
        "dec9": column(pa.decimal128(9, 2), lambda r: scaled(r * 1001 - 70_000, 2), 1),
        "dec18": column(pa.decimal128(18, 6), lambda r: scaled(r * 13_000_000_000_000_000 - 1, 6), 2),
        "dec38": column(pa.decimal128(38, 3), lambda r: scaled((r - 35) * 10**30, 3), 3),
        "text": column(pa.string(), lambda r: "naïve " + str(r % 40), 4),
        "bytes": column(pa.binary(), lambda r: bytes([r, 255 - r]), 5),
        "three": column(pa.binary(3), lambda r: bytes([r, 7, r // 2]), 6),
        "nothing": pa.nulls(ROWS, pa.float64()),
    }
)

delta = {
    name: "DELTA_BINARY_PACKED"
    for name in table.column_names
    if name[0] in "iu" or name in ("day", "millis", "micros", "nanos")
} | {"text": "DELTA_BYTE_ARRAY", "bytes": "DELTA_LENGTH_BYTE_ARRAY", "flag": "RLE"}
split = {
    name: "BYTE_STREAM_SPLIT"
    for name in ("i32", "i64", "f32", "f64", "three", "dec18", "dec38")
}
pages = {"write_page_checksum": True, "data_page_size": 100, "write_batch_size": 25}


def write(name, content=table, **options):
    # Arrow's copy of the schema and the statistics would be larger than the data.
    pq.write_table(content, HERE / f"{name}.parquet", store_schema=False, write_statistics=False, **options)


write("snappy-v1", compression="snappy", **pages)
write("zstd-v2", compression="zstd", data_page_version="2.0", row_group_size=40, **pages)
write("gzip-plain", compression="gzip", use_dictionary=False)
write("lz4-delta", compression="lz4", use_dictionary=False, column_encoding=delta, **pages)
write("split-v2", compression="none", use_dictionary=False, column_encoding=split, data_page_version="2.0")
write("decimal-integers", table.select(["dec9", "dec18", "dec38"]), store_decimal_as_integer=True)
write("int96", table.select(["millis", "micros", "nanos"]), use_deprecated_int96_timestamps=True)
write("brotli", table.select(["f64"]), compression="brotli")
write("empty", table.slice(0, 0).select(["f64", "text"]))
write("large-unsigned", pa.table({"u64": pa.array([1, 2**64 - 1], pa.uint64())}))
write(
    "unserved",
    pa.table(
        {
            "half": pa.array([1.0], pa.float16()),
            "time": pa.array([datetime.time(1, 2)], pa.time64("us")),
            "id": pa.array([bytes(16)], pa.uuid()),
            "list": pa.array([[1, 2]], pa.list_(pa.int32())),
            "struct": pa.array([{"x": 1}], pa.struct([("x", pa.int32())])),
            "map": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int32())),
            "plain.number": pa.array([1.5], pa.float64()),
        }
    ),
)


class OpenVault(pe.KmsClient):
    """Keeps no secret: the file is only to be encrypted."""

    def __init__(self, configuration):
        super().__init__()

    def wrap_key(self, key, name):
        return base64.b64encode(key)

    def unwrap_key(self, key, name):
        return base64.b64decode(key)


factory = pe.CryptoFactory(lambda configuration: OpenVault(configuration))
for name, plaintext in (("encrypted-footer", False), ("encrypted-column", True)):
    properties = factory.file_encryption_properties(
        pe.KmsConnectionConfig(),
        pe.EncryptionConfiguration(
            footer_key="footer", column_keys={"key": ["f64"]}, plaintext_footer=plaintext
        ),
    )
    write(name, table.select(["f64", "i32"]), encryption_properties=properties)
