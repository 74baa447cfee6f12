"""A list's file as it was handed over: one file, a folder, or a zip.

Caps follow `docs/threat-model.md`: at most 20 members, 500 MB unpacked, ratio 200, no nesting,
no path that leaves the archive. Which part a file is shows in its content, not in its name.
"""

from __future__ import annotations

import hashlib
import io
import struct
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists.base import Format, ListModule
from sanctions.lists.contents import content_in, content_of, pieces, sha256_of

MAX_MEMBERS = 20
MAX_BYTES = 500_000_000
MAX_RATIO = 200
# What a part shows its look by.
LOOK = 65_536
_PIECE = 1 << 20
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# What zipfile raises on bytes that only look like a zip.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(RuntimeError, EOFError, ValueError, IndexError),
)


@dataclass(frozen=True)
class Package:
    """The bytes of a list by part, in one of its formats. One hash names them, however packed.

    Where they cannot be used, `refused` says why, and the parts are the files as they came.
    """

    parts: dict[str, bytes]
    format: Format
    refused: str = ""

    @cached_property
    def sha256(self) -> str:
        """The file's own hash; of several files, that of the lines `hash  part`, sorted."""
        hashes = {part: sha256_of(content) for part, content in self.parts.items()}
        if len(hashes) == 1:
            return next(iter(hashes.values()))
        lines = "".join(f"{hashes[part]}  {part}\n" for part in sorted(hashes))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def size(self) -> int:
        """Bytes, unpacked."""
        return sum(len(content) for content in self.parts.values())

    def packed(self) -> bytes:
        """One zip of the parts, for keeping."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for part in sorted(self.parts):
                with archive.open(part, "w", force_zip64=True) as stream:
                    for piece in pieces(self.parts[part]):
                        stream.write(piece)
        return buffer.getvalue()


def read_package(*, module: ListModule, path: Path) -> Package:
    """Read a file, a folder or a zip; one that cannot be used says why.

    Raises SnapshotRefused where it is too large to be kept, OSError where it cannot be read.
    """
    files = _files(path)
    try:
        content = next(iter(files.values()), b"")
        is_zip = len(files) == 1 and content[:4] in _ZIP
        return package_of(module=module, files=unpacked(content) if is_zip else files)
    except SnapshotRefused as refused:
        return Package(files, module.FORMATS[0], refused=str(refused))


def package_of(*, module: ListModule, files: dict[str, bytes]) -> Package:
    """Find the format and the parts. Raises SnapshotRefused.

    A single file that looks like nothing known is taken for the first format, whose parser says
    what is wrong with it; an empty one for the last, the plainest, in which it is a list of nobody.
    """
    for one in module.FORMATS:
        if any(one.part_of(content[:LOOK]) == one.parts[0] for content in files.values()):
            return Package(_parts(one, files), one)
    first, plainest = module.FORMATS[0], module.FORMATS[-1]
    if not any(files.values()):
        return Package({plainest.parts[0]: b""}, plainest)
    if len(files) == 1:
        return Package({first.parts[0]: next(iter(files.values()))}, first)
    for one in module.FORMATS:
        _parts(one, files)
    looks = " or ".join(one.parts[0] for one in module.FORMATS)
    raise SnapshotRefused(f"none of {sorted(files)} looks like {looks}")


def _files(path: Path) -> dict[str, bytes]:
    if not path.is_dir():
        _check_size(path.stat().st_size)
        return {path.name: content_of(path)}
    found = [file for file in sorted(path.iterdir()) if file.is_file()]
    if not found:
        raise SnapshotRefused("the folder holds no file")
    if len(found) > MAX_MEMBERS:
        raise SnapshotRefused(f"{len(found)} files, where at most {MAX_MEMBERS} may be")
    _check_size(sum(file.stat().st_size for file in found))
    return {file.name: content_of(file) for file in found}


def _parts(form: Format, files: dict[str, bytes]) -> dict[str, bytes]:
    """Find out which file is which part; others, such as a read-me, are left alone."""
    parts: dict[str, bytes] = {}
    for name, content in files.items():
        part = form.part_of(content[:LOOK])
        if part in parts:
            raise SnapshotRefused(f"{name}: a second file that looks like {part}")
        if part is not None:
            parts[part] = content
        elif PurePosixPath(name).stem.lower() in form.parts and len(files) > 1:
            raise SnapshotRefused(f"{name}: does not look like what its name says")
    return parts


def unpacked(content: bytes) -> dict[str, bytes]:
    """Unpack a zip within the caps. Raises SnapshotRefused before it unpacks too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members)
            return {member.filename: _read(archive, member) for member in members}
    except _DAMAGED as error:
        raise SnapshotRefused(f"the zip is damaged: {error}") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise SnapshotRefused(f"{len(members)} members, where at most {MAX_MEMBERS} may be")
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise SnapshotRefused("two members of one name")
    _check_size(sum(member.file_size for member in members))
    for member in members:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts:
            raise SnapshotRefused(f"{member.filename}: a path that leaves the zip")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SnapshotRefused(f"{member.filename}: packed by method {member.compress_type}")
        if member.flag_bits & 1:
            raise SnapshotRefused(f"{member.filename}: encrypted")
        if member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise SnapshotRefused(f"{member.filename}: packed more than {MAX_RATIO} to 1")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as packed, tempfile.TemporaryFile() as stream:
        size = 0
        while piece := packed.read(_PIECE):
            size += stream.write(piece)
            if size > member.file_size:
                break
        if size != member.file_size:
            raise SnapshotRefused(f"{member.filename}: another size than the zip says")
        stream.flush()
        return content_in(stream, size=size)


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise SnapshotRefused(f"{size} bytes, where at most {MAX_BYTES} may be")
