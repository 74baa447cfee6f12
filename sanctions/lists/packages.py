"""A list's file as it was handed over: one file, a folder, or a zip.

Caps follow `docs/threat-model.md`: at most 20 members, 500 MB unpacked, ratio 200, no nesting,
no path that leaves the archive. Which part a file is shows in its content, not in its name.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists.base import ListModule

MAX_MEMBERS = 20
MAX_BYTES = 500_000_000
MAX_RATIO = 200
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Package:
    """The bytes of a list by part. One hash names them, however they were packed."""

    parts: dict[str, bytes]
    main_part: str

    @property
    def sha256(self) -> str:
        """The file's own hash; of several files, that of the lines `hash  part`, sorted."""
        hashes = {part: hashlib.sha256(content) for part, content in self.parts.items()}
        if [*hashes] == [self.main_part]:
            return hashes[self.main_part].hexdigest()
        lines = "".join(f"{hashes[part].hexdigest()}  {part}\n" for part in sorted(hashes))
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
                archive.writestr(zipfile.ZipInfo(part), self.parts[part], zipfile.ZIP_DEFLATED, 1)
        return buffer.getvalue()


def read_package(*, module: ListModule, path: Path) -> Package:
    """Read a file, a folder or a zip. Raises SnapshotRefused; OSError where it cannot be read."""
    if path.is_dir():
        files = [file for file in sorted(path.iterdir()) if file.is_file()]
        if len(files) > MAX_MEMBERS:
            raise SnapshotRefused(f"{len(files)} files, where at most {MAX_MEMBERS} may be")
        _check_size(sum(file.stat().st_size for file in files))
        return assemble(module=module, files={file.name: file.read_bytes() for file in files})
    _check_size(path.stat().st_size)
    content = path.read_bytes()
    files_in = unpacked(content) if content.startswith(_ZIP) else {path.name: content}
    return assemble(module=module, files=files_in)


def assemble(*, module: ListModule, files: dict[str, bytes]) -> Package:
    """Find out which file is which part; a folder may hold others, which are left alone."""
    main = module.SOURCE.main_part
    parts: dict[str, bytes] = {}
    for name, content in files.items():
        part = main if len(files) == 1 else module.part_of(content)
        if part is None:
            continue
        if part in parts:
            raise SnapshotRefused(f"{name}: a second file that looks like {part}")
        parts[part] = content
    if main not in parts:
        if files and not any(files.values()):
            return Package({main: b""}, main)
        raise SnapshotRefused(f"none of {sorted(files)} looks like {main}")
    return Package(parts, main)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Unpack a zip within the caps. Raises SnapshotRefused before it unpacks too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members)
            return {member.filename: _read(archive, member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
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
        if member.flag_bits & 1:
            raise SnapshotRefused(f"{member.filename}: encrypted")
        if member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise SnapshotRefused(f"{member.filename}: packed more than {MAX_RATIO} to 1")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise SnapshotRefused(f"{member.filename}: another size than the zip says")
    return content


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise SnapshotRefused(f"{size} bytes, where at most {MAX_BYTES} may be")
