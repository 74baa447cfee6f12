"""What an annex does."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import Measure
from sanctions.lists.eu_annexes import Effect, effects_of, is_known

SECTORAL = "32014R0833"


@pytest.mark.parametrize(
    ("annex", "measures"),
    [
        ("III", [Measure.SECTORAL_FINANCE]),
        ("IV", [Measure.EXPORT_CONTROL]),
        ("XIV", [Measure.MESSAGING_BAN, Measure.TRANSACTION_BAN]),
        ("XV", [Measure.SERVICES_BAN]),
        ("XIX.A", [Measure.TRANSACTION_BAN]),
        ("XLII", [Measure.PORT_BAN, Measure.SERVICES_BAN]),
        ("XLV.D", [Measure.TRANSACTION_BAN]),
        ("XLVII.A", [Measure.TRANSACTION_BAN]),
        ("LII.B", [Measure.INVESTMENT_BAN]),
        ("LIII", [Measure.TRANSACTION_BAN]),
    ],
)
def test_the_annex_decides_whatever_the_table_prints(annex: str, measures: list[Measure]) -> None:
    effects = effects_of(celex=SECTORAL, annex=annex, printed="Asset freeze")
    assert [effect.measure for effect in effects] == measures


def test_the_ban_on_transactions_of_annex_xiv_came_later_than_its_banks() -> None:
    _messaging, transactions = effects_of(celex=SECTORAL, annex="XIV", printed="")
    assert transactions.since == date(2025, 7, 20)


def test_where_annexes_do_not_differ_the_table_s_word_counts() -> None:
    assert effects_of(celex="32014R0269", annex="I.PERSONS", printed="Asset freeze") == (
        Effect(Measure.ASSET_FREEZE),
    )
    assert effects_of(celex="32017R1509", annex="XIV.B", printed="Transportation restrictions") == (
        Effect(Measure.PORT_BAN),
    )


def test_a_new_annex_of_a_known_act_takes_the_printed_word_and_is_not_known() -> None:
    assert effects_of(celex=SECTORAL, annex="LXX", printed="Services ban") == (
        Effect(Measure.SERVICES_BAN),
    )
    assert not is_known(celex=SECTORAL, annex="LXX")
    assert is_known(celex=SECTORAL, annex="XLVII.A")
    assert is_known(celex="32014R0269", annex="I.PERSONS")


def test_a_word_that_nobody_knows_is_never_guessed_at() -> None:
    with pytest.raises(UnknownValue, match="measure 'Banishment' of annex I of 32014R0269"):
        effects_of(celex="32014R0269", annex="I", printed="Banishment")
