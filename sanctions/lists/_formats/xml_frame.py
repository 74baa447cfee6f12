"""What an XML list holds outside its records: its head, its sections, and what nobody expects.

Method: expat over those bytes alone, as if the records were not there, so that an end tag too many,
a second document element or a renamed record shows. Limits follow `docs/threat-model.md`: depth 64,
200 attributes, 1 MB of text, and 16 MB of frame.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from xml.parsers import expat

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists._formats.xml_checks import refuse_markup

MAX_DEPTH = 64
MAX_ATTRIBUTES = 200
MAX_TEXT = 1_000_000
MAX_FRAME = 16_000_000


class Frame:
    """What a document holds outside its records; it must be well-formed, and known by name.

    `names` are those of elements, and with a sign (`@day`) those of their attributes. An element
    holds text or elements, never both.
    """

    def __init__(self, part: str, *, names: Collection[str]) -> None:
        self.part, self.unknown = part, dict[str, int]()
        self._names = names
        self._path: list[str] = []
        self._holds: list[str] = [""]
        self._text = self._bytes = self._fed = 0
        self._starts: list[tuple[int, int]] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.ProcessingInstructionHandler = self._refuse_instruction

    def feed(self, gap: bytes, line: int) -> None:
        """Take what stands between two records, from `line` on. Raises SnapshotRefused."""
        self._bytes += len(gap)
        if self._bytes > MAX_FRAME:
            raise SnapshotRefused(f"{self.part} line {line}: too much outside the records")
        self._starts.append((self._fed + 1, line))
        self._fed += gap.count(b"\n")
        self._parse(gap, final=False)

    def close(self) -> None:
        """Say that there is no more. Raises SnapshotRefused."""
        self._parse(b"", final=True)

    def _parse(self, gap: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(gap, final)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise SnapshotRefused(f"{self.part} line {self._line()}: {reason}") from error

    def _line(self) -> int:
        """The line of the document; the parser counts those of the frame alone."""
        counted = self._parser.CurrentLineNumber
        fed, line = self._starts[max(0, bisect_right(self._starts, (counted, 1 << 60)) - 1)]
        return line + counted - fed

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._text = 0
        self._hold("elements")
        self._holds.append("")
        self._path.append(tag.rpartition(":")[2])
        if len(self._path) > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise SnapshotRefused(f"{self.part} line {self._line()}: <{tag}> is too deep or wide")
        if not self._names:
            return
        given = [name for name in attributes if not name.startswith(("xmlns", "xsi:"))]
        for name in (self._path[-1], *(f"@{name}" for name in given)):
            if name not in self._names:
                self.unknown.setdefault(name, self._line())

    def _end(self, _tag: str) -> None:
        self._path.pop()
        self._holds.pop()

    def _characters(self, text: str) -> None:
        self._text += len(text)
        if self._text > MAX_TEXT:
            raise SnapshotRefused(f"{self.part} line {self._line()}: more than 1 MB of text")
        if text.strip():
            self._hold("text")

    def _hold(self, what: str) -> None:
        """Note what the element that is open holds."""
        if self._holds[-1] not in ("", what):
            line, name = self._line(), self._path[-1]
            raise SnapshotRefused(f"{self.part} line {line}: <{name}> holds text beside elements")
        self._holds[-1] = what

    def _refuse_doctype(self, name: str, *_ids: object) -> None:
        refuse_markup(self.part, self._line(), f"<!DOCTYPE {name}")

    def _refuse_instruction(self, target: str, _data: str) -> None:
        refuse_markup(self.part, self._line(), f"<?{target}")
