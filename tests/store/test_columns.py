"""The kinds of column: what goes in comes out, and what does not fit is refused."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Row,
    Table,
    create_engine,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.store.columns import Day, Instant, Json, OneOf, Sealed, SealedJson, Strings, seal_with
from bot.store.vault import Vault, VaultProblem, new_key

INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.timezones(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
DIALECT = SQLiteDialect_pysqlite()
seal_with(DIALECT, Vault([new_key()]))


class Weather(StrEnum):
    SUN = "sun"
    RAIN = "rain"


metadata = MetaData()
page = Table(
    "page",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant),
    Column("day", Day),
    Column("weather", OneOf(Weather)),
    Column("extra", Json),
    Column("tags", Strings),
    Column("words", Sealed),
    Column("list", SealedJson),
)


@asynccontextmanager
async def diary(vault: Vault) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine("sqlite+aiosqlite://", hide_parameters=True)
    seal_with(engine.dialect, vault)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        yield connection
    await engine.dispose()


async def kept(connection: AsyncConnection, **values: Any) -> Row[Any]:
    await connection.execute(insert(page).values(**values))
    return (await connection.execute(select(page).order_by(page.c.id.desc()))).first()  # type: ignore[return-value]


@given(INSTANTS)
def test_an_instant_keeps_its_moment_to_the_microsecond(at: datetime) -> None:
    column = Instant()
    back = column.process_result_value(column.process_bind_param(at, DIALECT), DIALECT)
    assert back == at.astimezone(UTC)
    assert back.tzinfo is UTC


@given(INSTANTS, INSTANTS)
def test_instants_sort_in_the_file_as_in_life(one: datetime, other: datetime) -> None:
    kept_one = Instant().process_bind_param(one, DIALECT)
    kept_other = Instant().process_bind_param(other, DIALECT)
    assert kept_one is not None
    assert kept_other is not None
    assert (kept_one < kept_other) == (one.astimezone(UTC) < other.astimezone(UTC))


@given(JSON)
def test_json_comes_back_as_it_was_open_or_sealed(value: Any) -> None:
    for column in (Json(), SealedJson()):
        lies = column.process_bind_param(value, DIALECT)
        assert column.process_result_value(lies, DIALECT) == value


async def test_every_kind_survives_the_file(vault: Vault) -> None:
    second_half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
    written = {
        "at": second_half_past_two.astimezone(UTC),
        "day": date(2026, 2, 28),
        "weather": Weather.RAIN,
        "extra": {"nudge": 12, "names": ["ana", "ben"]},
        "tags": ("wins", "tip"),
        "words": "no from Acme\x00\n'; drop table page; --",
        "list": ["Acme", {"stage": "final"}],
    }
    async with diary(vault) as connection:
        row = await kept(connection, **{**written, "at": second_half_past_two})
    assert row._asdict() == {"id": 1, **written}
    assert row.at.utcoffset() == timedelta(0)


async def test_nothing_stays_nothing_in_every_kind(vault: Vault) -> None:
    empty = dict.fromkeys(column.name for column in page.columns if column.name != "id")
    async with diary(vault) as connection:
        row = await kept(connection, **empty)
        lies = (await connection.execute(text("SELECT * FROM page"))).one()
    assert row._asdict() == {"id": 1, **empty}
    assert set(lies[1:]) == {None}


async def test_only_sealed_kinds_hide_what_they_hold(vault: Vault) -> None:
    async with diary(vault) as connection:
        await kept(connection, words="Acme", list=["Acme"], extra=["Acme"], tags=("Acme",))
        lies = (await connection.execute(text("SELECT * FROM page"))).one()
    assert "Acme" in lies.extra
    assert "Acme" in lies.tags
    assert "Acme" not in lies.words + lies.list


async def test_the_empty_text_is_sealed_too(vault: Vault) -> None:
    async with diary(vault) as connection:
        row = await kept(connection, words="")
        lies = (await connection.execute(text("SELECT words FROM page"))).scalar_one()
    assert row.words == ""
    assert vault.open(lies) == ""


async def test_two_databases_with_different_keys_do_not_mix() -> None:
    ours, theirs = Vault([new_key()]), Vault([new_key()])
    async with diary(ours) as here, diary(theirs) as there:
        await kept(here, words="ours")
        await kept(there, words="theirs")
        assert (await kept(here, words="ours again")).words == "ours again"
        foreign = (await there.execute(text("SELECT words FROM page"))).scalar_one()
        await here.execute(text("UPDATE page SET words = :foreign"), {"foreign": foreign})
        result = await here.execute(select(page.c.words))
        with pytest.raises(VaultProblem):
            result.all()


async def test_a_row_can_be_opened_after_its_transaction(vault: Vault) -> None:
    async with diary(vault) as connection:
        await kept(connection, words="later")
        result = await connection.execute(select(page.c.words))
    assert result.scalar_one() == "later"


@pytest.mark.parametrize(
    "question",
    [
        lambda words: words == "Acme",
        lambda words: words != "Acme",
        lambda words: words.like("Ac%"),
        lambda words: words.in_(["Acme"]),
        lambda words: words + "!",
        lambda words: words.desc(),
    ],
)
def test_sealed_text_cannot_be_searched_or_sorted(
    question: Callable[[ColumnElement[Any]], object],
) -> None:
    for column in (page.c.words, page.c.list):
        with pytest.raises(TypeError, match="neither compared nor sorted"):
            question(column)


async def test_sealed_text_can_be_asked_whether_it_is_there(vault: Vault) -> None:
    async with diary(vault) as connection:
        await kept(connection, words="here")
        await kept(connection, words=None)
        for there in (page.c.words.is_not(None), page.c.words != None):  # noqa: E711
            found = await connection.execute(select(func.count()).where(there))
            assert found.scalar_one() == 1


@pytest.mark.parametrize(
    "unfit",
    [
        {"at": datetime(2026, 1, 1)},  # noqa: DTZ001
        {"day": datetime(2026, 1, 1, tzinfo=UTC)},
        {"weather": "fog"},
        {"extra": {"at": datetime(2026, 1, 1, tzinfo=UTC)}},
        {"extra": float("nan")},
        {"tags": "wins"},
        {"words": 7},
        {"list": {1, 2}},
    ],
    ids=str,
)
async def test_what_does_not_fit_is_refused_without_repeating_it(
    vault: Vault, unfit: dict[str, Any]
) -> None:
    async with diary(vault) as connection:
        with pytest.raises(StatementError) as caught:
            await kept(connection, **{"words": "private", **unfit})
    assert isinstance(caught.value.orig, ValueError | TypeError | AttributeError)
    assert "private" not in str(caught.value)


async def test_a_word_from_a_newer_list_is_told_when_read(vault: Vault) -> None:
    async with diary(vault) as connection:
        await connection.execute(text("INSERT INTO page (weather) VALUES ('hail')"))
        result = await connection.execute(select(page.c.weather))
        with pytest.raises(ValueError, match="hail"):
            result.all()


async def test_instants_are_compared_whatever_their_zone(vault: Vault) -> None:
    east = timezone(timedelta(hours=9))
    async with diary(vault) as connection:
        await kept(connection, at=datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
        same = page.c.at == datetime(2026, 11, 30, 18, 0, tzinfo=east)
        assert (await connection.execute(select(func.min(page.c.at)).where(same))).scalar_one()


def test_an_engine_without_a_vault_seals_nothing() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        with pytest.raises(StatementError, match="KeyError"):
            connection.execute(insert(page).values(words="open"))
    engine.dispose()
