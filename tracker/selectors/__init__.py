"""Reads for the dashboard's pages, one module for each page; all are set-based."""
