"""Read an element so that nothing of it is dropped: what nobody takes is told by its path.

A parser takes each attribute and each child by name, or says that it ignores it; what is left over
goes into the record's `unread`, and the import reports it. Text between children counts as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from sanctions.domain.errors import UnknownValue

_SHOWN = 200


class XmlReader:
    """One element, of which every part can be taken once."""

    __slots__ = ("_attributes", "_children", "_given", "_text", "name")

    def __init__(self, element: etree._Element) -> None:
        self.name: str = element.tag
        self._attributes: dict[str, str] = dict(element.attrib) if element.attrib else {}
        self._text = element.text or ""
        self._given: list[XmlReader] = []
        self._children: defaultdict[str, list[etree._Element]] = defaultdict(list)
        for child in element:
            self._children[child.tag].append(child)
            if child.tail is not None:
                self._text += child.tail

    def attribute(self, name: str) -> str:
        """Take an attribute, by its name without prefix; empty where it is not there."""
        if name in self._attributes:
            return self._attributes.pop(name).strip()
        for full in self._attributes:
            if full.endswith("}" + name):
                return self._attributes.pop(full).strip()
        return ""

    def own_text(self) -> str:
        """Take the element's own text."""
        text, self._text = self._text, ""
        return text.strip()

    def text(self, name: str) -> str:
        """Take the text of the only child of that name; empty where there is none.

        Raises UnknownValue where there are several.
        """
        if name not in self._children:
            return ""
        found = self.texts(name)
        if len(found) > 1:
            raise UnknownValue(f"{len(found)} times <{name}> in <{self.name}>")
        return found[0] if found else ""

    def texts(self, name: str) -> list[str]:
        """Take the texts of all children of that name, empty ones left out."""
        found = []
        for child in self._children.pop(name, ()):
            if len(child) or child.attrib:
                reader = XmlReader(child)
                self._given.append(reader)
                text = reader.own_text()
            else:
                text = (child.text or "").strip()
            if text:
                found.append(text)
        return found

    def required(self, name: str) -> str:
        """Take a text that every record has. Raises UnknownValue where it is missing or empty."""
        text = self.text(name)
        if not text:
            raise UnknownValue(f"<{self.name}> without <{name}>")
        return text

    def children(self, name: str) -> list[XmlReader]:
        """Take all children of that name; each is to be read in its turn."""
        if name not in self._children:
            return []
        readers = [XmlReader(child) for child in self._children.pop(name)]
        self._given += readers
        return readers

    def elements(self, name: str) -> list[etree._Element]:
        """Take all children of that name as they are; whoever takes them answers for all in them.

        For what comes by the million: one that is not just as expected goes back to `reader`.
        """
        return self._children.pop(name, [])

    def reader(self, element: etree._Element) -> XmlReader:
        """Read one of `elements` like a child."""
        reader = XmlReader(element)
        self._given.append(reader)
        return reader

    def child(self, name: str) -> XmlReader | None:
        """Take the only child of that name. Raises UnknownValue where there are several."""
        readers = self.children(name)
        if len(readers) > 1:
            raise UnknownValue(f"{len(readers)} times <{name}> in <{self.name}>")
        return readers[0] if readers else None

    def items(self, outer: str, inner: str) -> list[XmlReader]:
        """Take the `inner` children of each `outer` child: `akaList` and its `aka`."""
        return [item for group in self.children(outer) for item in group.children(inner)]

    def ignore(self, *names: str) -> None:
        """Leave children or attributes (`@name`) unused on purpose, whatever they hold."""
        for name in names:
            if name.startswith("@"):
                self.attribute(name[1:])
            else:
                self._children.pop(name, None)

    def unread(self) -> tuple[str, ...]:
        """Everything that was neither taken nor ignored, as `path: value`; empty parts say nothing.

        To be asked last, of the record's own element.
        """
        return tuple(self._left(self.name))

    def _left(self, path: str) -> Iterator[str]:
        for name, value in self._attributes.items():
            yield f"{path}/@{name.rpartition('}')[2]}: {value[:_SHOWN]}"
        if text := self._text.strip():
            yield f"{path}: {text[:_SHOWN]}"
        for name, children in self._children.items():
            for child in children:
                yield from _told(child, f"{path}/{name}")
        for reader in self._given:
            yield from reader._left(f"{path}/{reader.name}")


def _told(element: etree._Element, path: str) -> Iterator[str]:
    """What an element that nobody took holds; its name alone where it is empty."""
    texts = " ".join(text.strip() for text in element.itertext() if text.strip())
    attributes = " ".join(f"{key}={value}" for key, value in element.attrib.items())
    yield f"{path}: {' '.join(filter(None, (attributes, texts)))[:_SHOWN]}"
