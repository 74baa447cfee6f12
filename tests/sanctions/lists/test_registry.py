"""Finding a list by its key."""

from __future__ import annotations

import pytest

from sanctions.domain.errors import UnknownList
from sanctions.lists import ofac_sdn
from sanctions.lists.registry import all_lists, find_list


def test_a_list_is_found_by_its_key() -> None:
    assert find_list("us_ofac_sdn").SOURCE is ofac_sdn.SOURCE


def test_an_unknown_key_is_answered_with_those_that_are_known() -> None:
    with pytest.raises(UnknownList, match="no list is called 'moon'; known: us_ofac_sdn"):
        find_list("moon")


def test_keys_are_unique() -> None:
    keys = [module.SOURCE.key for module in all_lists()]
    assert len(set(keys)) == len(keys)
