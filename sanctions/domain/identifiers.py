"""Check digits of the identifiers that matter for sanctions.

IMO numbers of ships (IMO resolution A.1117) and of companies (MSC.160(78)), Russian INN and OGRN
(orders of the Federal Tax Service) and OKPO (Rosstat's rules PR 50.1.024-2005), LEI (ISO 17442,
mod 97-10), Chinese USCC (GB 32100-2015). A published identifier is nearly always right and never
surely so: a false one is flagged and kept. Types without check digits, BIC (ISO 9362) and KPP among
them, answer None, which is not the same as valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

#: Numbers of one party alone. Others are shared: a company's number stands on all of its ships.
OF_ONE_PARTY = ("imo", "inn", "ogrn", "lei", "uscc")
#: Numbers by which a list itself names a party of another list.
OF_ANOTHER_LIST = ("un_reference",)

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def valid(*, type: str, value: str) -> bool | None:
    """Say whether the check digits of `value` agree; None where `type` has none."""
    check = _CHECKS.get(type)
    return None if check is None else check(value.replace(" ", "").upper())


def _weighted(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _digits(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _imo(value: str) -> bool:
    return (
        _digits(value)
        and len(value) == 7
        and _weighted(value, range(7, 1, -1)) % 10 == int(value[6])
    )


def _imo_company(value: str) -> bool:
    if not _digits(value) or len(value) != 7:
        return False
    return (11 - _weighted(value, (8, 6, 4, 2, 9, 7)) % 11) % 10 == int(value[6])


def _inn(value: str) -> bool:
    if not _digits(value) or len(value) not in (10, 12):
        return False
    if len(value) == 10:
        return _weighted(value, _INN_10) % 11 % 10 == int(value[9])
    eleventh = _weighted(value, _INN_11) % 11 % 10 == int(value[10])
    return eleventh and _weighted(value, _INN_12) % 11 % 10 == int(value[11])


def _ogrn(value: str) -> bool:
    if not _digits(value) or len(value) not in (13, 15):
        return False
    return int(value[:-1]) % (len(value) - 2) % 10 == int(value[-1])


def _okpo(value: str) -> bool:
    if not _digits(value) or len(value) not in (8, 10):
        return False
    checked = value[:-1]
    control = _weighted(checked, range(1, len(checked) + 1)) % 11
    if control == 10:
        control = _weighted(checked, range(3, len(checked) + 3)) % 11 % 10
    return control == int(value[-1])


def _lei(value: str) -> bool:
    if len(value) != 20 or not (value.isascii() and value.isalnum()):
        return False
    return int("".join(str(int(letter, 36)) for letter in value)) % 97 == 1


def _uscc(value: str) -> bool:
    if len(value) != 18 or any(letter not in _USCC for letter in value):
        return False
    total = sum(_USCC.index(letter) * pow(3, place, 31) for place, letter in enumerate(value[:17]))
    return _USCC.index(value[17]) == -total % 31


_CHECKS: dict[str, Callable[[str], bool]] = {
    "imo": _imo,
    "imo_company": _imo_company,
    "inn": _inn,
    "ogrn": _ogrn,
    "okpo": _okpo,
    "lei": _lei,
    "uscc": _uscc,
}
