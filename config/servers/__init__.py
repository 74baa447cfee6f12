"""Finds, starts and stops PostgreSQL and Valkey for a data folder.

The same code serves `make run`, single commands (`manage.py …`) and the tests. It starts the
servers' programs themselves, so it depends on the wheels that carry them only for the files.
"""
