"""kill -9 at random moments changes no byte of what a reader of committed data sees."""

import random
import signal
import subprocess
import threading
import time

import case
import committed
import feeds
from case import SystemCase
from daemon import PATIENCE, SANITIZED, binary, until

MAX_RECORD = 16 * 1024

# Commits come so often, each with its disk syncs, that a feed takes many lives.
SLOW = {"commit_interval": "10ms", "commit_bytes": "2KiB", "batch_records": 4, "batch_bytes": "16KiB",
        "budget_bytes": "1MiB", "poll_bytes": "16KiB"}


class Tally:
    """How often it was killed, and in the middle of what."""

    def __init__(self):
        self.kills = self.at_work = self.starting = self.draining = self.tails = self.rounds = 0

    def __str__(self):
        return (f"{self.kills} kills in {self.rounds} rounds: {self.at_work} while it worked, {self.draining} while it "
                f"drained, {self.starting} while it started; {self.tails} left bytes behind the committed ones")


class KillCase:
    """For SystemCase: lives of a daemon, one after the other, until the feed is done."""

    def prepare(self, seed, articles, **sections):
        """A feed, and what an undisturbed run of other workers, batches and commits makes of it."""
        self.seed = seed
        self.chance = random.Random(seed)
        self.model = feeds.mixed(seed, articles, max_record_bytes=MAX_RECORD)
        self.configure(source={"max_record_bytes": MAX_RECORD}, **sections)
        self.calm = self.root / "calm"
        self.calm.mkdir()
        self.outputs.append(self.calm / "out")
        self.under(self.calm)
        self.model.write(self.calm / "feed")
        self.drain()
        self.under(self.root)
        self.assertEqual(committed.snapshot(self.calm / "feed"), self.model.retired())
        self.assert_outcomes(self.model, self.calm / "out")
        if self.CODES:
            told = self.incidents(self.calm)
            self.assertGreater(told.count(b"\n"), 50)
            self.assertGreater(told.count(b'"sources":'), told.count(b'"sources":1,'), "some are told of more than once")
        self.configure(flow=SLOW)

    def incidents(self, folder):
        """All incidents, as the state has them."""
        done = subprocess.run([binary(), "incidents", "--json", "--limit", "0", "--from", folder / "state"],
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def under(self, folder):
        (folder / "feed").mkdir(exist_ok=True)
        self.configure(source={"path": str(folder / "feed")}, sink={"path": str(folder / "out")},
                       state={"path": str(folder / "state")})

    def new_round(self, tally):
        """The next round begins where the first one did."""
        tally.rounds += 1
        self.work = self.root / f"round-{tally.rounds}"
        self.work.mkdir()
        self.outputs.append(self.work / "out")
        self.under(self.work)
        return self.work

    def life(self, longest, tally, *arguments):
        """One life of random length, counted from its beginning or, mostly, from when it has read model and lexicon and
        takes up its work. True if the daemon came to its own end."""
        daemon = self.start("run", "-c", self.root / "tidings.yaml", *arguments)
        if self.chance.random() < 0.9:
            until(daemon.runs, 60, "the start", pause=0.002)
        deadline = time.monotonic() + self.chance.uniform(0, longest)
        drain_at = deadline - self.chance.uniform(0, 0.05) if self.chance.random() < self.drains else None
        while time.monotonic() < deadline and daemon.poll() is None:
            if drain_at and time.monotonic() >= drain_at:
                daemon.signal(signal.SIGTERM)
                drain_at = None
            time.sleep(0.001)
        code = daemon.poll()
        if code is None:
            code = daemon.kill()
        ended = code == 0 and not daemon.says("draining, for")
        # Before main() has taken SIGTERM over, it ends the process as a kill does.
        if code == -signal.SIGKILL or (code == -signal.SIGTERM and not daemon.log_text()):
            self.count(daemon, tally)
        else:
            self.assertEqual(code, 0, daemon.tail())
        daemon.end()
        daemon.log.unlink()
        return ended

    def count(self, daemon, tally):
        tally.kills += 1
        unread = any(path.is_file() for path in (self.work / "feed").iterdir())
        if not daemon.says("running: "):
            tally.starting += 1
        elif unread:
            tally.at_work += not daemon.says("draining, for")
            tally.draining += daemon.says("draining, for")
        told = committed.pointer(self.work / "out")
        for stream, at in told["streams"].items() if told else ():
            path = self.work / "out" / f"{stream}.jsonl"
            if path.exists() and path.stat().st_size > at["length"]:
                tally.tails += 1
                break

    def assert_as_undisturbed(self):
        """Byte for byte what the calm run made, in the same files; the feed as the calm run left it; and the same
        incidents in the state."""
        self.assertEqual(committed.snapshot(self.work / "feed"), self.model.retired())
        found, expected = committed.snapshot(self.work / "out"), committed.snapshot(self.calm / "out")
        self.assertEqual(sorted(found), sorted(expected))
        for name in expected:
            if name != ".committed":  # names its own state folder and counts its own commits
                self.assertTrue(found[name] == expected[name], f"{name} differs (seed {self.seed})")
        self.assertEqual(committed.pointer(self.work / "out")["streams"],
                         committed.pointer(self.calm / "out")["streams"])
        if self.CODES:
            self.assertEqual(self.incidents(self.work), self.incidents(self.calm), f"seed {self.seed}")

    def kill_until(self, kills, seed, longest, one_round):
        """As many rounds as it takes; only kills that hit it at work count."""
        tally = Tally()
        while tally.at_work + tally.draining < kills:
            work = self.new_round(tally)
            watcher = committed.Watcher(work / "out", seed + tally.rounds)
            watcher.start()
            try:
                one_round(tally, longest * PATIENCE)
            finally:
                wrong = watcher.end()
            self.assertIsNone(wrong, f"seed {seed}")
            self.assert_as_undisturbed()
        print(f"\n{self.id()}: seed {seed}, {tally}; {len(self.model.files)} files", flush=True)


class KillWhileItReadsAFolder(KillCase, SystemCase):
    CODES = not SANITIZED  # outputs, incidents and positions
    drains = 0.0

    def test_outputs_are_those_of_an_undisturbed_run(self):
        self.prepare(101, articles=600 if self.CODES else 2500)

        def one_round(tally, longest):
            self.model.write(self.work / "feed")
            until(lambda: self.life(longest, tally, "--drain"), 600, "the feed to be done", pause=0)

        self.kill_until(75, 101, longest=0.4, one_round=one_round)


class KillWhileItRotatesAndCompresses(KillCase, SystemCase):
    drains = 0.0

    def test_closed_files_are_those_of_an_undisturbed_run(self):
        self.prepare(202, articles=2000, sink={"rotate_bytes": "64KiB", "compress": "zstd"})
        closed = [path for path in (self.calm / "out").iterdir() if path.name.endswith(".jsonl.zst")]
        self.assertGreater(len(closed), 20)

        def one_round(tally, longest):
            self.model.write(self.work / "feed")
            until(lambda: self.life(longest, tally, "--drain"), 600, "the feed to be done", pause=0)

        self.kill_until(70, 202, longest=0.4, one_round=one_round)


class KillWhileFilesComeAndWhileItDrains(KillCase, SystemCase):
    drains = 0.5

    def test_outputs_are_those_of_an_undisturbed_run(self):
        self.prepare(303, articles=2000, sink={"rotate_bytes": "256KiB"})

        def one_round(tally, longest):
            waiting = self.model.names()
            for name in waiting[:len(waiting) // 3]:
                (self.work / "feed" / name).write_bytes(self.model.files[name])
            comer = threading.Thread(target=self.bring, args=(waiting[len(waiting) // 3:], longest))
            comer.start()
            try:
                while comer.is_alive() or any(path.is_file() for path in (self.work / "feed").iterdir()):
                    self.life(longest, tally)
            finally:
                comer.join()
            # Some lives ended between the commit and the moving away of the last file.
            last = self.start("run", "-c", self.root / "tidings.yaml", "--drain")
            self.assertEqual(last.wait(), 0, last.tail())

        self.kill_until(70, 303, longest=0.4, one_round=one_round)

    def bring(self, names, longest):
        """Renames files into the spool while the daemon lives and dies, in the order of their names."""
        chance = random.Random(self.seed)
        incoming = self.root / "incoming"
        incoming.mkdir(exist_ok=True)
        for name in names:
            path = incoming / name
            path.write_bytes(self.model.files[name])
            path.rename(self.work / "feed" / name)
            time.sleep(chance.uniform(0, 0.08) * longest)


if __name__ == "__main__":
    case.main()
