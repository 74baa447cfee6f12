"""Whose record it is, after real records of OFAC that changed nearly all they hold."""

from __future__ import annotations

from typing import Any

import pytest

from sanctions.domain.identity import is_another_party, reissued_ids
from sanctions.lists.ofac_remarks import read_remarks


def record(name: str, remarks: str = "", kind: str = "organization") -> dict[str, Any]:
    read = read_remarks(remarks)
    return {
        "name": name,
        "kind": kind,
        "weak_names": [item.fields() for item in read.names],
        "identifiers": [item.fields() for item in read.identifiers],
        "dates": [one.fields() for one in read.dates],
    }


def person(name: str, remarks: str = "") -> dict[str, Any]:
    return record(name, remarks, "individual")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # 6903: the old name is a weak one now
        (
            person("ABU HAFS THE MAURITANIAN", "DOB 01 Jan 1975."),
            person("AL-WALID, Mahfouz Ould", "a.k.a. 'ABU HAFS THE MAURITANIAN'."),
        ),
        # 33398: no word in common, one registration number
        (
            record("JSC TRANSAVIAEXPORT AIRLINES", "Registration Number 100027245 (Belarus)."),
            record("OTKRYTOYE OBSCHESTVO TAE", "Registration Number 100027245 (Belarus)."),
        ),
        # 22413: transliterated otherwise, one day of birth
        (
            person("DIKIY, Aleksey Aleksandrovich", "DOB 05 Jul 1974."),
            person("DYKIY, Oleksii Oleksandrovych", "DOB 05 Jul 1974."),
        ),
        # 17255: translated; a word begins alike
        (
            record("MYTISHCHINSKI MASHINOSTROITELNY ZAVOD, OAO"),
            record("MYTISHCHI MACHINE BUILDING PLANT"),
        ),
        # 2677: another hand wrote the Arabic name
        (person("AL-ZUMAR, Abbud"), person("AL-ZOMOR, Abboud Abdul Latif Hassan")),
        (record("NORD"), record("NORD")),
    ],
)
def test_a_party_that_changed_much_is_still_the_same(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    assert not is_another_party(old=old, new=new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (person("DOE, Ivan", "DOB 1962."), person("ROE, Anna", "DOB 1980.")),
        (record("NORD TRADING"), record("NORD TRADING", kind="vessel")),
    ],
)
def test_a_record_with_nothing_in_common_is_of_another_party(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    assert is_another_party(old=old, new=new)


def test_a_party_that_came_back_under_another_id_is_paired() -> None:
    gone = {"38499": record("TORNADO CASH"), "5": record("NORD")}
    arrived = {"39796": record("Tornado  Cash"), "6": record("SUD")}
    assert reissued_ids(gone=gone, arrived=arrived) == {"38499": "39796"}


def test_people_of_one_name_are_two_where_their_days_of_birth_differ() -> None:
    gone = {"1": person("DOE, Ivan", "DOB 1962.")}
    assert reissued_ids(gone=gone, arrived={"2": person("DOE, Ivan", "DOB 1980.")}) == {}
    assert reissued_ids(gone=gone, arrived={"2": person("DOE, Ivan")}) == {"1": "2"}


def test_no_id_is_paired_twice() -> None:
    gone = {"1": record("NORD"), "2": record("NORD")}
    assert reissued_ids(gone=gone, arrived={"3": record("NORD")}) == {"1": "3"}
