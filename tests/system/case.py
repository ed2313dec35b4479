"""What every system test shares: a folder of its own, a daemon in it, and the promise that all output is valid."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))

import committed  # noqa: E402
import feeds  # noqa: E402
import validate  # noqa: E402
from daemon import Daemon  # noqa: E402

ROOT = TESTS.parent
SHARED = pathlib.Path(os.environ.get("TIDINGS_SHARED", ROOT.parent / "shared"))
SKIPPED = 77  # ctest tells it from success

# A schema takes milliseconds a record: the first ones of each stream are all held against it, of the rest one in so many.
ALL_VALIDATED = 1000
SOME_VALIDATED = 20
MIB = 1 << 20


class SystemCase(unittest.TestCase):
    """Works in `self.root`: feed/ in, out/ out, state/. After each test every committed record is held against its
    schema, and every process that the test started is ended."""

    maxDiff = 4000
    checker = None
    # Whether articles are coded, which costs twenty times what all the rest costs, and a thousand times under a sanitizer:
    # for tests that are about what is told or joined.
    CODES = False

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="tidings-system-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.feed, self.out, self.state = self.root / "feed", self.root / "out", self.root / "state"
        self.feed.mkdir()
        self.settings = {"source": {"path": "feed"}, "sink": {"path": "out"}, "state": {"path": "state"},
                         "admin": {"listen": "127.0.0.1:0"}, "log": {"format": "json"}}
        if not self.CODES:
            self.settings["streams"] = {"events": False, "quotes": False, "updates": False}
        self.outputs = [self.out]

    def tearDown(self):
        for out in self.outputs:
            self.assert_valid(out)

    # Doing

    def configure(self, **sections):
        """Adds to the settings and writes them; YAML takes JSON."""
        for section, values in sections.items():
            self.settings.setdefault(section, {}).update(values)
        file = self.root / "tidings.yaml"
        file.write_text(json.dumps(self.settings, indent=1), encoding="utf-8")
        return file

    def start(self, *arguments, **options):
        """A daemon; without arguments `run` with the settings."""
        if not arguments or arguments == ("--drain",):
            arguments = ("run", "-c", self.configure(), *arguments)
        daemon = Daemon([str(argument) for argument in arguments], self.root, **options)
        self.addCleanup(daemon.end)
        return daemon

    def drain(self, seconds=120, **options):
        """`run --drain` to its good end."""
        daemon = self.start("--drain", **options)
        self.assertEqual(daemon.wait(seconds), 0, daemon.tail())
        return daemon

    def drop(self, name, content):
        """Puts a file into the spool as a careful program does: whole, by renaming."""
        hidden = self.root / "incoming"
        hidden.mkdir(exist_ok=True)
        path = hidden / name
        path.write_bytes(content)
        path.rename(self.feed / name)

    # Seeing

    def records(self, out=None):
        return {"documents": [], "rejected": [], **committed.records(out or self.out)}

    def outcomes(self, out=None):
        found = self.records(out)
        return {stream: [feeds.outcome_of(stream, data) for data in found[stream]] for stream in feeds.OUTCOMES}

    def assert_outcomes(self, feed, out=None):
        """Every record of the feed in exactly one stream, once, in order."""
        found = self.outcomes(out)
        for stream, expected in feed.expected().items():
            if found[stream] != expected:
                self.fail(f"{stream}: {first_difference(found[stream], expected)}")

    def assert_valid(self, out):
        if SystemCase.checker is None:
            SystemCase.checker = validate.Checker()
        for stream, data in committed.read(out).items() if out.exists() else ():
            for number, line in enumerate(committed.lines(data), start=1):
                if number > ALL_VALIDATED and number % SOME_VALIDATED:
                    continue
                _, problems = SystemCase.checker.problems(line if len(line) < MIB else thinned(line))
                self.assertEqual(problems, [], f"{stream}, record {number}: {line[:300]}")

    def assert_exit(self, daemon, code, *words, seconds=60):
        """It ends with this code, and its log says each of the words."""
        self.assertEqual(daemon.wait(seconds), code, daemon.tail())
        for word in words:
            self.assertIn(word, daemon.log_text())


def thinned(line):
    """A huge document with the first of its sentences and removals: a million of them would take minutes."""
    event = json.loads(line)
    for field in ("sentences", "sentence_fingerprints", "removed"):
        if field in event["data"]:
            event["data"][field] = event["data"][field][:ALL_VALIDATED]
    return json.dumps(event).encode()


def first_difference(found, expected):
    for place, pair in enumerate(zip(found, expected)):
        if pair[0] != pair[1]:
            return f"at {place}: found {pair[0]}, expected {pair[1]} ({len(found)} and {len(expected)} in all)"
    longer, what = (found, "too much") if len(found) > len(expected) else (expected, "missing")
    place = min(len(found), len(expected))
    return f"{abs(len(found) - len(expected))} {what}, from {longer[place] if place < len(longer) else 'nowhere'} on"


def needs_root(reason):
    return unittest.skipUnless(os.geteuid() == 0, f"needs root: {reason}")


class Mount:
    """A small file system of the test's own."""

    def __init__(self, case, folder, *options, kind="tmpfs", source="none"):
        self.folder = folder
        folder.mkdir(exist_ok=True)
        done = subprocess.run(["mount", "-t", kind, *options, source, folder], capture_output=True, text=True)
        if done.returncode != 0:
            case.skipTest(f"mount is not allowed here: {done.stderr.strip()}")
        case.addCleanup(subprocess.run, ["umount", "-l", folder], check=False)

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", self.folder], check=True)


def bind_read_only(case, folder):
    """Makes a folder read-only, until the test ends."""
    done = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, text=True)
    if done.returncode != 0:
        case.skipTest(f"mount is not allowed here: {done.stderr.strip()}")
    case.addCleanup(subprocess.run, ["umount", "-l", folder], check=False)
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)


def main():
    """As unittest.main(), but tells ctest where nothing at all could be tested."""
    program = unittest.main(module="__main__", exit=False, verbosity=2)
    result = program.result
    if not result.wasSuccessful():
        sys.exit(1)
    if result.testsRun == 0:
        sys.exit("no such test")
    for test, reason in result.skipped:
        print(f"SKIPPED {test.id()}: {reason}", file=sys.stderr)
    sys.exit(SKIPPED if len(result.skipped) == result.testsRun else 0)
