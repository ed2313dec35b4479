"""The sample feed comes out as deploy/sample/feed.md says, file by file, and every line holds to its schema.

usage: sample_feed_test.py TIDINGS     the binary
"""

import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "deploy" / "sample"
ROW = re.compile(r"^\| `([^`]+)` \|.*\| ([^|]+) \|$", re.MULTILINE)
DOCUMENT, REJECTED = re.compile(r"\b(?:(\d+) )?documents?\b"), re.compile(r"(?:(\d+) )?`(\w+)`")


def expectations():
    """What feed.md promises: how many documents in all, and the reasons of the dead letters by file."""
    documents, rejected = 0, collections.Counter()
    rows = ROW.findall((SAMPLE / "feed.md").read_text(encoding="utf-8"))
    files = sorted(path.name for path in (SAMPLE / "feed").iterdir())
    assert sorted(name for name, _ in rows) == files, "feed.md has one row for each file of the feed, and no other"
    for name, outcome in rows:
        for count in DOCUMENT.findall(outcome):
            documents += int(count or 1)
        for count, reason in REJECTED.findall(outcome):
            rejected[name, reason] += int(count or 1)
    assert documents > 30 and rejected, "the table was understood"
    return documents, rejected


def lines_of(path):
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def main(binary):
    documents, rejected = expectations()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        shutil.copytree(SAMPLE / "feed", work / "feed")
        run = subprocess.run([pathlib.Path(binary).resolve(), "run", "--drain", "--listen", "off"], cwd=work, timeout=120, check=False)
        assert run.returncode == 0, f"exit code {run.returncode}"
        outputs = sorted((work / "out").glob("*.jsonl"))
        valid = subprocess.run([sys.executable, ROOT / "tests/support/validate.py", *outputs], check=False)
        assert valid.returncode == 0, "the outputs hold to their schemas"
        came_out = lines_of(work / "out" / "documents.jsonl")
        refused = [event["data"] for event in lines_of(work / "out" / "rejected.jsonl")]
    found = collections.Counter((pathlib.PurePath(letter["file"]).name, letter["reason"]) for letter in refused)
    assert found == rejected, f"missing: {rejected - found}, not expected: {found - rejected}"
    assert len(came_out) == documents, f"{len(came_out)} documents, feed.md says {documents}"


if __name__ == "__main__":
    main(sys.argv[1])
