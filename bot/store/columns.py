"""What every table is made of: times, row ids, named constraints."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    MetaData,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.clock import from_ms, to_ms


class Moment(TypeDecorator[datetime]):
    """An aware UTC time, kept as whole milliseconds: it compares rightly in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_ms(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_ms(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers its rows only in a column declared INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")


def one_of(column: str, *values: str) -> str:
    """The condition that a column holds one of these words."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"
