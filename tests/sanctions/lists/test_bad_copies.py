"""Bad copies made of every format's example: each is turned away, says why, and changes nothing.

A new format is in here by its example alone. A list of few parties counts as a long one: every
party that goes, and every row that cannot be used, is one too many.
"""

from __future__ import annotations

import dataclasses
import io
import random
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists import guards
from sanctions.lists.base import Fault, Format, Found, ListModule, Parts
from sanctions.lists.packages import Package, package_of, read_package
from sanctions.models import Snapshot
from sanctions.services import import_list as importing
from sanctions.services.import_list import ImportResult, import_list
from tests.sanctions.lists.test_examples import EXAMPLES, FORMS
from tests.sanctions.unchanged import assert_nothing_changed

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2022, 2, 17), date(2022, 2, 28)
TURNED_AWAY = (SnapshotOutcome.HELD, SnapshotOutcome.REFUSED)
CUTS, SHRUNKEN = 100, 20
# Read as Windows-1252, in which nearly any byte is a letter.
ANY_BYTE_IS_TEXT = {"gb_hmt_conlist/conlist_csv", "eu_fsf/fsf_csv_1_0"}
# What a format ignores on purpose may have any name inside: it says nothing that is not said again.
IN_NAME_PARTS = {"namePart", "@nameId", "@nameTranslationId"}
IN_REFERENCES = {
    *("@AreaCodeID", "@DocumentedNameID", "@FeatureVersionID", "@IdentityFeatureLinkTypeID"),
}
IGNORED = {
    "us_ofac_sdn/enhanced_xml": IN_NAME_PARTS,
    "us_ofac_cons/enhanced_xml": IN_NAME_PARTS,
    "us_ofac_sdn/advanced_xml": IN_REFERENCES,
    "us_ofac_cons/advanced_xml": IN_REFERENCES,
    "eu_fsf/fsf_xml": {"@publicationUrl"},
    "gb_fcdo_sanctions/uksl_xml": {
        *("AssetFreeze", "ArmsEmbargo", "TravelBan", "Deflag", "ProhibitionOfPortEntry"),
    },
}
IS_XML = re.compile(rb"\s*<|\xef\xbb\xbf\s*<")
BOMB = b'<!DOCTYPE a [<!ENTITY b "bomb"><!ENTITY c "&b;&b;&b;&b;">]>\n'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n'
PARAMETER = b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://lists.example/a.dtd"> %b;]>\n'


@dataclasses.dataclass(frozen=True)
class Example:
    """A format's example, imported as the first copy of its list."""

    module: ListModule
    package: Package

    @property
    def key(self) -> str:
        """The list's."""
        return self.module.SOURCE.key

    @property
    def name(self) -> str:
        """Of the list and the format."""
        return f"{self.key}/{self.package.format.key}"

    @property
    def main(self) -> str:
        """The part that the format cannot lack."""
        return self.package.format.parts[0]

    def take(self, parts: Parts, *, form: Format | None = None) -> ImportResult:
        """Import another copy of it."""
        package = Package(dict(parts), form or self.package.format)
        return import_list(key=self.key, package=package, published=SECOND)

    def with_main(self, content: bytes) -> dict[str, bytes]:
        """The parts, the main one replaced."""
        return {**self.package.parts, self.main: content}

    def assert_turned_away(self, copies: dict[str, dict[str, bytes]]) -> None:
        """Each of the copies is turned away with a reason, and all together change nothing."""
        with assert_nothing_changed():
            results = {label: self.take(parts) for label, parts in copies.items()}
            taken = {
                label: result.reason
                for label, result in results.items()
                if result.outcome not in TURNED_AWAY or len(result.reason) < len("no parties")
            }
            assert taken == {}


@pytest.fixture(params=FORMS)
def example(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Example:
    """Import the example of a format, each in its turn."""
    module, _ = FORMS[request.param]
    monkeypatch.setattr(guards, "SHRINK_FLOOR", 0)
    monkeypatch.setattr(guards, "FAULTY_FLOOR", 0)
    monkeypatch.setattr(importing, "keep_raw_file", lambda **_facts: "kept.zip")
    monkeypatch.setattr(module, "SOURCE", dataclasses.replace(module.SOURCE, minimum_parties=1))
    package = read_package(module=module, path=EXAMPLES / request.param)
    first = import_list(key=module.SOURCE.key, package=package, published=FIRST)
    if first.outcome is SnapshotOutcome.HELD:
        sha256 = package.sha256
        first = import_list(key=module.SOURCE.key, package=package, approve=sha256)
    assert first.outcome is SnapshotOutcome.APPLIED, first.reason
    return Example(module, package)


def _is_xml(example: Example) -> bool:
    return bool(IS_XML.match(example.package.parts[example.main]))


def _ends_like_a_whole_table(example: Example, cut: bytes) -> bool:
    """Where a table has no end mark, rows of its last party may be missing, and nobody can tell."""
    form = example.package.format
    no_mark = form.ends_with_mark(example.package.parts) is None
    return no_mark and not _is_xml(example) and cut.endswith((b"\n", b"\r"))


def test_a_copy_cut_anywhere_is_turned_away(example: Example) -> None:
    for part, content in example.package.parts.items():
        cuts = {
            f"{part} cut at {percent} %": {**example.package.parts, part: cut}
            for percent in range(CUTS)
            if (cut := content[: len(content) * percent // CUTS]).rstrip() != content.rstrip()
            and not _ends_like_a_whole_table(example, cut)
        }
        example.assert_turned_away(cuts)


def _names(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The content with every use of a tag renamed, tag by tag; then attribute by attribute."""
    for tag in dict.fromkeys(re.findall(rb"<([A-Za-z][\w.-]*)", content)):
        yield (
            tag.decode(),
            re.sub(rb"(</?)" + re.escape(tag) + rb"(?=[\s/>])", rb"\1X" + tag, content),
        )
    for name in dict.fromkeys(re.findall(rb'\s([A-Za-z][\w-]*)="', content)):
        if not name.startswith(b"xmlns"):
            yield (
                f"@{name.decode()}",
                re.sub(rb"(\s)" + re.escape(name) + rb'(?==")', rb"\1X" + name, content),
            )


def test_a_copy_with_a_renamed_tag_is_turned_away(example: Example) -> None:
    content = example.package.parts[example.main]
    if not _is_xml(example):
        pytest.skip("a table has no tags")
    body = content.partition(b"?>")[2] or content
    head = content[: len(content) - len(body)]
    renamed = {
        name: example.with_main(head + one)
        for name, one in _names(body)
        if name not in IGNORED.get(example.name, ())
    }
    example.assert_turned_away(renamed)


def test_a_copy_that_lost_parties_is_turned_away(example: Example) -> None:
    form = example.package.format
    dice = random.Random(4)
    Snapshot.objects.update(sha256="0" * 64)
    whole = [row for row in form.parse(example.package.parts) if isinstance(row, Found)]
    with assert_nothing_changed():
        for _ in range(SHRUNKEN):
            lost = {one.external_id for one in dice.sample(whole, dice.randint(1, len(whole)))}

            def parse(parts: Parts, lost: set[str] = lost) -> Iterator[Found | Fault]:
                return (row for row in form.parse(parts) if row.external_id not in lost)

            shrunken = dataclasses.replace(form, parse=parse)
            result = example.take(example.package.parts, form=shrunken)
            assert result.outcome in TURNED_AWAY, lost
            assert "would end" in result.reason or "no parties" in result.reason, lost


def test_a_copy_that_is_something_else_is_turned_away(example: Example) -> None:
    content = example.package.parts[example.main]
    others = {
        "no bytes": b"",
        "spaces": b" \r\n ",
        "an error page": b"<!DOCTYPE html>\n<html><body>503</body></html>\n",
        "a login page": b"\n<html><form/></html>\n",
        "JSON": b'{"error": "gone"}\n',
        "a PDF": b"%PDF-1.7\n",
        "zeros": bytes(10_000),
        "UTF-16": content.decode("latin-1").encode("utf-16"),
        "UTF-16 without mark": content.decode("latin-1").encode("utf-16-le"),
    }
    copies = {label: example.with_main(other) for label, other in others.items()}
    example.assert_turned_away(copies)


def test_a_nul_turns_the_copy_away_or_sets_its_row_aside(example: Example) -> None:
    content = example.package.parts[example.main]
    middle = len(content) // 2
    result = example.take(example.with_main(content[:middle] + b"\0" + content[middle:]))
    assert result.outcome in TURNED_AWAY or result.counts["set_aside"]
    assert "NUL" in result.reason


def test_a_copy_in_another_encoding_is_turned_away(
    example: Example,
) -> None:
    if example.name in ANY_BYTE_IS_TEXT:
        pytest.skip("its encoding knows no wrong byte")
    content = example.package.parts[example.main]
    letter = re.compile(rb"[a-z](?=[a-z])").search(content, len(content) // 2)
    assert letter
    at = letter.end()
    copies = {
        "cp1251": content[:at] + "Дом".encode("cp1251") + content[at:],
        "a lone surrogate": content[:at] + b"\xed\xa0\x80" + content[at:],
    }
    if _is_xml(example):
        body = content.partition(b"?>")[2] or content
        for name in (b"windows-1251", b"UTF-16", b"utf-7"):
            declared = b'<?xml version="1.0" encoding="%s"?>' % name + body
            copies[f"declared as {name.decode()}"] = declared
    example.assert_turned_away({key: example.with_main(one) for key, one in copies.items()})


def test_a_hostile_document_is_turned_away(example: Example) -> None:
    if not _is_xml(example):
        pytest.skip("a table is no document")
    content = example.package.parts[example.main]
    body = content.partition(b"?>")[2] or content
    end = body.rstrip().rindex(b"</")
    inside = {
        "deep": b"<a>" * 5_000 + b"</a>" * 5_000,
        "wide": b"<a " + b" ".join(b'b%d=""' % one for one in range(5_000)) + b"/>",
        "long": b"<a>" + b"x" * 2_000_000 + b"</a>",
        "a reference": b"<a>&bomb;</a>",
        "an instruction": b'<?xml-stylesheet href="a.xsl"?>',
        "text": b"text",
    }
    copies = {
        "a bomb": BOMB + body,
        "a file of ours": OUTSIDE + body,
        "an address": PARAMETER + body,
        "two roots": body + body,
        "junk": body + b"junk",
        **{label: body[:end] + more + body[end:] for label, more in inside.items()},
    }
    example.assert_turned_away({key: example.with_main(one) for key, one in copies.items()})


def _zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_bad_zip_is_refused(example: Example, tmp_path: Path) -> None:
    content = example.package.parts[example.main]
    suffix = next(path.suffix for path in (EXAMPLES / example.name).iterdir())
    zips = {
        "a bomb": _zipped(**{f"a{suffix}": content + bytes(50_000_000)}),
        "a path that climbs": _zipped(**{f"../a{suffix}": content}),
        "cut": _zipped(**{f"a{suffix}": content})[:-40],
        "many": _zipped(**{f"{one}{suffix}": b"" for one in range(30)}),
    }
    with assert_nothing_changed():
        for label, archive in zips.items():
            path = tmp_path / "list.zip"
            path.write_bytes(archive)
            package = read_package(module=example.module, path=path)
            result = import_list(key=example.key, package=package, published=SECOND)
            assert result.outcome is SnapshotOutcome.REFUSED, label
            assert len(result.reason) > 10, label


def test_the_example_is_found_to_be_of_its_format(example: Example) -> None:
    found = package_of(module=example.module, files=dict(example.package.parts))
    assert found.format is example.package.format
