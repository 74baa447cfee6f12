"""Writes a case as YAML that people like to read, or as JSON.

Method: PyYAML's emitter, with rows that fit on a line kept on one. Text that any reader of YAML 1.1
or 1.2 could take for something else (on, yes, 12:30, 1e3) is quoted; days are not. Source: the case
file format, preamble: what goes in comes out, equal as data. Limits: comments of a file that was
read are not kept, nor is the way it was laid out.
"""

import json
import re
from datetime import date
from typing import Any

import yaml

from scenarios.casefiles.plain_values import Document

#: Rows up to this width stand on one line.
_ROW_WIDTH = 96
_LINE_WIDTH = 100
_ONE_LINE = 2**31 - 1

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: What PyYAML takes for text but other readers may not: y and n, 0o17, 1e3, and the like.
_AMBIGUOUS = re.compile(r"[yYnN]|[-+]?(0o[0-7]+|0x[0-9a-fA-F]+|[0-9][0-9_.]*([eE][-+]?[0-9]+)?)")
_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_STRING_TAG = "tag:yaml.org,2002:str"
_DAY_TAG = "tag:yaml.org,2002:timestamp"


def to_yaml(document: Document) -> str:
    """Return the document as YAML; reading it gives equal data."""
    return _dumped(document, _CaseDumper, width=_LINE_WIDTH)


def to_json(document: Document) -> str:
    """Return the document as JSON; reading it gives equal data."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def on_one_line(value: Any) -> str:
    """Return a value of a case file, such as a row, on one line as in a file."""
    text = _dumped(value, _RowDumper, width=_ONE_LINE)
    return text.removesuffix("...\n").rstrip("\n")


def _dumped(value: Any, dumper: type[Any], *, width: int) -> str:
    text: str = yaml.dump(
        value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=width, indent=2
    )
    return text


class _CaseDumper(yaml.CSafeDumper):
    """Represents documents: days plain, ambiguous text quoted, short rows on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write every value out; a case file shows each row whole."""
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Represent text, in the style that suits it."""
        if _is_day(text):
            return self.represent_scalar(_DAY_TAG, text)
        style = "'" if _AMBIGUOUS.fullmatch(text) else "|" if _has_lines(text) else None
        return self.represent_scalar(_STRING_TAG, text, style=style)

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:
        """Represent a mapping, on one line where it fits."""
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = _flow_width(node) <= _ROW_WIDTH
        return node

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:
        """Represent a list, on one line where it is of single values and fits."""
        node = super().represent_sequence(tag, sequence, flow_style)
        members_are_single = not any(isinstance(each, yaml.MappingNode) for each in node.value)
        node.flow_style = members_are_single and _flow_width(node) <= _ROW_WIDTH
        return node


class _RowDumper(_CaseDumper):
    """Represents everything on one line."""

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Represent text, its line breaks escaped."""
        if _LINE_BREAK.search(text):
            return self.represent_scalar(_STRING_TAG, text, style='"')
        return super().represent_text(text)

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:
        """Represent a mapping, on one line."""
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = True
        return node

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:
        """Represent a list, on one line."""
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = True
        return node


_CaseDumper.add_representer(str, _CaseDumper.represent_text)
_RowDumper.add_representer(str, _RowDumper.represent_text)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _has_lines(text: str) -> bool:
    return "\n" in text.rstrip("\n")


def _flow_width(node: Any) -> int:
    """Return how wide the node would be on one line; too wide where it holds several lines."""
    if isinstance(node, yaml.ScalarNode):
        return _ONE_LINE if "\n" in node.value else len(node.value) + 2
    known: int | None = getattr(node, "flow_width", None)
    if known is None:
        members = node.value
        if isinstance(node, yaml.MappingNode):
            members = [member for pair in node.value for member in pair]
        known = 2 + sum(_flow_width(member) + 2 for member in members)
        node.flow_width = known
    return known
