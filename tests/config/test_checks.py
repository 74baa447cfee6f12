"""A database that would miss Cyrillic names is refused, whoever made it."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from config.checks import database_knows_letters, faults_of
from tests.worker import test_database_url


@pytest.mark.django_db
def test_the_tests_own_database_is_accepted() -> None:
    assert database_knows_letters(databases=["default"]) == []


@pytest.mark.parametrize(
    ("made_with", "said"),
    [
        ("ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'", "no Cyrillic letter"),
        ("ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'", "SQL_ASCII"),
    ],
)
@pytest.mark.django_db
def test_a_database_of_another_locale_is_refused(made_with: str, said: str) -> None:
    name = f"{connection.settings_dict['NAME']}_other"
    own = psycopg.conninfo.make_conninfo(**_address())
    with psycopg.connect(own, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 {made_with}')
        try:
            with psycopg.connect(own, dbname=name) as other:
                faults = faults_of(other.cursor())
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    assert len(faults) == 1
    assert said in faults[0].msg
    assert "CREATE DATABASE" in str(faults[0].hint)


def _address() -> dict[str, str]:
    settings = connection.settings_dict
    given = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": settings["NAME"],
    }
    return {name: str(value) for name, value in given.items() if value}


def test_the_address_for_children_names_the_tests_database() -> None:
    assert connection.settings_dict["NAME"] in test_database_url()
