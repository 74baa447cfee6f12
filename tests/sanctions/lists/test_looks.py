"""What is no list, by its type and its first bytes."""

from __future__ import annotations

import pytest

from sanctions.lists.looks import why_no_list

PAGE = "a page for people (HTML), not a list"


@pytest.mark.parametrize(
    ("content_type", "head"),
    [
        ("text/xml; charset=utf-8", b"<?xml version='1.0'?><CONSOLIDATED_LIST>"),
        ("application/xml", b"\xef\xbb\xbf<export>"),
        ("text/csv", b"Report Date: 23-Nov-2026"),
        ("application/zip", b"PK\x03\x04"),
        ("binary/octet-stream", b"PK\x03\x04"),
        ("APPLICATION/XML", b"<export>"),
        ("", b""),
    ],
)
def test_a_file_that_may_be_a_list_is_let_through(content_type: str, head: bytes) -> None:
    assert why_no_list(content_type=content_type, head=head) == ""


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><title>Sign in</title>",
        b"\r\n  <HTML lang='en'>",
        b"\xef\xbb\xbf<html>",
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>",
        b"<!-- moved --><script src='/portal.js'>",
        "<html><body>Sign in".encode("utf-16"),
    ],
    ids=["doctype", "upper case", "mark first", "xhtml", "script", "wide"],
)
@pytest.mark.parametrize("content_type", ["text/html", "application/xml", ""])
def test_a_page_for_people_is_no_list_whatever_type_it_says(content_type: str, head: bytes) -> None:
    assert why_no_list(content_type=content_type, head=head) == PAGE


@pytest.mark.parametrize(
    ("content_type", "shown"),
    [
        ("application/json", "application/json"),
        ("image/png; q=1", "image/png"),
        ("text/html", "text/html"),
        ("<script>alert(1)</script>", "none that is one"),
    ],
)
def test_another_type_is_named(content_type: str, shown: str) -> None:
    reason = f"of the content type {shown}, where a list is XML, CSV or a zip"
    assert why_no_list(content_type=content_type, head=b"{}") == reason
