"""Reads of the sanctions app that span models, one module for each kind of question."""
