"""Four episodes as the product would have flagged them, each line judged by its sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.read_cases import read_case_file
from scenarios.services.load_case import load_case
from tests.scenarios.management.replay_runs import run_replay

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def golden_files() -> list[Path]:
    return sorted(GOLDEN.glob("*.replay.txt"))


def told_and_judged(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines of the command in a golden file, and those that nobody judged.

    A judgement stands, set in, below the line that it judges; the head of the file is a comment.
    """
    rows = path.read_text(encoding="utf-8").splitlines()
    told = [row for row in rows if row[:1].isalnum()]
    following = dict(zip(rows, [*rows[1:], ""], strict=True))
    bare = [row for row in told[1:] if not following[row].startswith("    judged: ")]
    return told, bare


def test_there_is_a_golden_file_for_each_of_four_episodes() -> None:
    assert [path.name.removesuffix(".replay.txt") for path in golden_files()] == [
        "iran-jcpoa-2015-2025",
        "rusal-2018-2019",
        "sudan-2016-2017",
        "syria-2025",
    ]


@pytest.mark.parametrize("path", golden_files(), ids=lambda path: path.stem)
def test_an_episode_replays_as_its_golden_file_says(path: Path) -> None:
    told, bare = told_and_judged(path)
    head = re.fullmatch(r"(\S+), (\S+) to (\S+): \d+ changes", told[0])
    assert head is not None
    assert bare == []
    case, first, last = head.groups()
    (file,) = [file for file in library_files() if file.stem == case]
    (document,) = read_case_file(str(file))
    load_case(document=document, from_library=True)
    _, out, _ = run_replay(case, "--from", first, "--to", last)
    assert out.splitlines() == told
