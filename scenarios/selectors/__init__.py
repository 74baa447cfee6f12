"""Reads of the scenarios app that span models, one module for each kind of question."""
