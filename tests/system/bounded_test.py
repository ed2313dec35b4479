"""Memory does not grow with the backlog, the uptime, or the size of one bad article; a full disk holds the source."""

import gzip
import hashlib
import os
import signal
import subprocess
import threading
import time

import case
import committed
import feeds
from case import Mount, SystemCase, needs_root
from daemon import SANITIZED, until

MOST_KIB = 300 * 1024
MIB = 1 << 20


def assert_bounded(test, daemon):
    """The bound of the design; under a sanitizer memory says nothing."""
    print(f"\n{test.id()}: peak {daemon.peak_kib / 1024:.0f} MiB", flush=True)
    if not SANITIZED:
        test.assertLess(daemon.peak_kib, MOST_KIB)


class Pipe(threading.Thread):
    """Feeds articles into a daemon's standard input without end, as long as it takes them."""

    def __init__(self, seed):
        super().__init__(daemon=True)
        self.reading, self.writing = os.pipe()
        self.writer = feeds.Writer(seed)
        self.tokens = []
        self.broken = None
        self._last = threading.Event()

    def run(self):
        try:
            with os.fdopen(self.writing, "wb") as pipe:
                while not self._last.is_set():
                    token, line = self.writer.json_article(sentences=40)
                    self.tokens.append(token)
                    pipe.write(line + b"\n")
        except OSError as error:
            self.broken = error

    def end(self):
        """No more articles: the daemon finds the end of its input."""
        self._last.set()

    def blocked(self):
        """Whether it could write nothing for a while."""
        before = len(self.tokens)
        time.sleep(1)
        return len(self.tokens) == before


@needs_root("mounts a small file system")
class FullDisk(SystemCase):
    def setUp(self):
        super().setUp()
        self.disk = Mount(self, self.root / "disk", "-o", "size=24m")
        self.out = self.disk.folder / "out"
        self.outputs.append(self.out)
        self.configure(sink={"path": "disk/out"})

    def full(self, daemon):
        return any("is held up" in e["message"] and "disk_full" in e["message"] for e in daemon.log_entries())

    def still(self, daemon):
        """Whether three seconds of trying to write on a full disk cost no memory."""
        before = daemon.memory_kib()
        time.sleep(3)
        return daemon.memory_kib() - before < 256

    def start_piped(self):
        self.configure(source={"kind": "stdin"})
        del self.settings["source"]["path"]
        pipe = Pipe(seed=21)
        daemon = self.start("run", "-c", self.configure(), stdin=pipe.reading)
        os.close(pipe.reading)
        pipe.start()
        return daemon, pipe

    def test_endless_input_is_held_back_and_arrives_once_when_there_is_room(self):
        daemon, pipe = self.start_piped()
        until(lambda: self.full(daemon), 60, "the disk to be full")
        until(pipe.blocked, 60, "the source to be held back")
        taken, commits = len(pipe.tokens), committed.pointer(self.out)["commit"]
        until(lambda: self.still(daemon), 30, "memory to stand still while nothing moves")
        self.assertEqual(len(pipe.tokens), taken)
        self.assertEqual(committed.pointer(self.out)["commit"], commits)
        stalled_kib = daemon.memory_kib("VmHWM")

        self.disk.remount("size=512m")
        until(lambda: len(pipe.tokens) > taken + 4000, 120, "the source to be read again")
        pipe.end()
        self.assertEqual(daemon.wait(120), 0, daemon.tail())
        self.assertIsNone(pipe.broken)
        self.assertEqual(self.outcomes()["documents"], [feeds.document(token) for token in pipe.tokens])
        self.assertIn("sink goes on", daemon.log_text())
        print(f"\n{self.id()}: {taken} articles taken before the full disk held it back, {len(pipe.tokens)} in all; "
              f"peak {stalled_kib / 1024:.0f} MiB while held; {daemon.log.stat().st_size} bytes of log", flush=True)
        assert_bounded(self, daemon)

    def test_an_endless_flow_into_a_disk_with_room_is_flat_too(self):
        self.disk.remount("size=512m")
        daemon, pipe = self.start_piped()
        until(lambda: len(pipe.tokens) > (2000 if SANITIZED else 20_000), 120, "many articles to be taken")
        pipe.end()
        self.assertEqual(daemon.wait(120), 0, daemon.tail())
        self.assertEqual(self.outcomes()["documents"], [feeds.document(token) for token in pipe.tokens])
        print(f"\n{self.id()}: {len(pipe.tokens)} articles", flush=True)
        assert_bounded(self, daemon)

    def fill(self):
        """A folder of articles that does not fit, read until nothing more can be written."""
        feed = feeds.Feed(22)
        for number in range(12):
            feed.add_lines(f"{number:02}.jsonl", 1500, bad_share=0)
        feed.write(self.feed)
        self.disk.remount("size=4m")
        daemon = self.start()
        until(lambda: self.full(daemon), 60, "the disk to be full")
        return feed, daemon

    def test_a_second_signal_leaves_a_drain_that_is_stuck(self):
        feed, daemon = self.fill()
        daemon.signal(signal.SIGTERM)
        until(lambda: daemon.says("draining"), 10, "the drain")
        time.sleep(0.5)
        self.assertIsNone(daemon.poll(), "it left although it could not drain")
        began = time.monotonic()
        daemon.signal(signal.SIGINT)
        self.assert_exit(daemon, 75, "told twice", seconds=5)
        self.assertLess(time.monotonic() - began, 5)
        self.finish(feed)

    def test_a_drain_that_outlasts_its_deadline_is_given_up(self):
        self.configure(flow={"drain_timeout": "700ms"})
        feed, daemon = self.fill()
        daemon.signal(signal.SIGTERM)
        self.assert_exit(daemon, 75, "not drained in time", seconds=10)
        self.finish(feed)

    def test_killed_on_a_full_disk_it_loses_nothing(self):
        feed, daemon = self.fill()
        daemon.kill()
        again = self.start()
        until(lambda: self.full(again) or again.poll() is not None, 30, "the disk to be full again")
        self.assertIsNone(again.poll(), again.tail())
        again.kill()
        self.finish(feed)

    def test_one_that_waits_for_room_ends_when_there_is_some(self):
        feed, daemon = self.fill()
        daemon.signal(signal.SIGTERM)
        until(lambda: daemon.says("draining"), 10, "the drain")
        self.disk.remount("size=512m")
        self.assertEqual(daemon.wait(), 0, daemon.tail())
        self.finish(feed)

    def finish(self, feed):
        self.disk.remount("size=512m")
        self.drain()
        self.assert_outcomes(feed)
        self.assertEqual(committed.snapshot(self.feed), feed.retired())


@needs_root("mounts a small file system")
class FullStateDisk(SystemCase):
    def test_it_does_not_start_on_a_full_disk_and_loses_nothing(self):
        disk = Mount(self, self.root / "disk", "-o", "size=16m")
        feed = feeds.Feed(23)
        feed.add_lines("0.jsonl", 1000, bad_share=0)
        feed.write(self.feed)
        self.configure(state={"path": "disk/state"})
        ballast = disk.folder / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        self.assert_exit(self.start(), 75, "disk_full", "No space left on device")
        ballast.unlink()
        self.drain()
        self.assert_outcomes(feed)


class OneHugeLine(SystemCase):
    """200 MB without a line end, where an article should be."""

    BYTES = 200 * 1000 * 1000

    def setUp(self):
        super().setUp()
        self.writer = feeds.Writer(31)
        self.before = self.writer.json_article()
        self.after = self.writer.json_article()
        block = b"The ferry waits at the quay of Orsk. " * 1000
        self.huge = (block * (self.BYTES // len(block) + 1))[:self.BYTES]

    def write(self, file):
        file.write(self.before[1] + b"\n")
        file.write(self.huge + b"\n")
        file.write(self.after[1] + b"\n")

    def check(self, daemon, name):
        self.assertEqual(self.outcomes()["documents"], [feeds.document(self.before[0]), feeds.document(self.after[0])])
        self.assertEqual(self.outcomes()["rejected"], [feeds.rejected(name, 2, "too_large")])
        letter = self.records()["rejected"][0]
        self.assertEqual(letter["length"], self.BYTES)
        self.assertEqual(letter["sha256"], hashlib.sha256(self.huge).hexdigest())
        self.assertEqual(letter["body"].encode(), self.huge[:64 * 1024])

    def watch(self, daemon):
        self.assertEqual(daemon.wait(120), 0, daemon.tail())
        assert_bounded(self, daemon)

    def test_in_a_file_of_lines(self):
        with open(self.feed / "a.jsonl", "wb") as file:
            self.write(file)
        daemon = self.start("--drain")
        self.watch(daemon)
        self.check(daemon, "a.jsonl")
        self.assertEqual([path.name for path in (self.feed / ".failed").iterdir()], ["a.jsonl"])

    def test_in_a_gzip_file(self):
        with gzip.open(self.feed / "a.jsonl.gz", "wb", compresslevel=1) as file:
            self.write(file)
        daemon = self.start("--drain")
        self.watch(daemon)
        self.check(daemon, "a.jsonl.gz")

    def test_on_standard_input(self):
        with open(self.root / "input", "wb") as file:
            self.write(file)
        self.settings["source"] = {"kind": "stdin"}
        with subprocess.Popen(["cat", self.root / "input"], stdout=subprocess.PIPE) as cat:
            daemon = self.start("run", "-c", self.configure(), stdin=cat.stdout)
            self.watch(daemon)
        self.check(daemon, "-")

    def test_as_a_whole_file(self):
        with open(self.feed / "a.txt", "wb") as file:
            file.write(self.huge)
        daemon = self.start("--drain")
        self.watch(daemon)
        self.assertEqual(self.outcomes(), {"documents": [], "rejected": [feeds.rejected("a.txt", None, "too_large")]})
        self.assertEqual(self.records()["rejected"][0]["length"], self.BYTES)


class HugeArticles(SystemCase):
    """As long as an article may be, and as tiresome."""

    def test_the_longest_articles_of_every_kind_stay_within_the_bound(self):
        longest = 8 * MIB
        bodies = {"sentences.txt": b"So it is. " * (longest // 10),
                  "initials.txt": b"A. B. C. D. " * (longest // 12),
                  "lines.txt": b"Menu\n\nShare\n\n" * (longest // 13),
                  "marks.txt": "e\u0301\u0323 ".encode() * (longest // 6),
                  "cyrillic.txt": ("Слово дело " * 40 + "word ").encode() * (longest // 830),
                  "escapes.json": b'{"text": "' + b"\\u0101" * ((longest - 20) // 6) + b'"}',
                  "numbers.json": b'{"text": "x", "n": [' + b"1," * (longest // 2 - 20) + b"1]}",
                  "quotes.txt": b'"' * (longest - 1),
                  "broken.json": b'{"text": "' + b"\\n\\t\\\"" * ((longest - 20) // 6),
                  "bytes.txt": bytes(range(0x80, 0x100)) * (longest // 128),
                  "word.txt": b"x" * (longest - 1)}
        for name, body in bodies.items():
            self.assertLessEqual(len(body), longest)
            (self.feed / name).write_bytes(body)
        del bodies
        daemon = self.start("--drain")
        self.assertEqual(daemon.wait(300), 0, daemon.tail())
        found = self.outcomes()
        print(f"\n{self.id()}: {len(found['documents'])} documents, {[o[1::2] for o in found['rejected']]} rejected",
              flush=True)
        self.assertEqual(len(found["documents"]) + len(found["rejected"]), 11)
        assert_bounded(self, daemon)


class Backlog(SystemCase):
    FILES = 3000 if SANITIZED else 20_000  # more than are kept in mind at once (16,384)

    def generate(self):
        feed = feeds.Feed(41)
        for number in range(self.FILES):
            token, text = feed.writer.article(sentences=3)
            feed.add(f"{number:06}.txt", text.encode(), [feeds.document(token)])
        return feed

    def check(self, feed, daemon, began):
        self.assert_outcomes(feed)
        self.assertEqual(committed.snapshot(self.feed), feed.retired())
        print(f"\n{self.id()}: {self.FILES} files in {time.monotonic() - began:.1f} s", flush=True)
        assert_bounded(self, daemon)

    def test_a_folder_of_very_many_files_is_read_in_the_order_of_their_names(self):
        feed = self.generate()
        feed.write(self.feed)
        began = time.monotonic()
        self.check(feed, self.drain(300), began)

    def test_files_that_came_while_it_could_not_look_are_all_found(self):
        # More than the kernel keeps events of (fs.inotify.max_queued_events, 16,384 by default).
        feed = self.generate()
        incoming = self.root / "incoming"
        incoming.mkdir()
        feed.write(incoming)
        daemon = self.start()
        until(daemon.runs, 30, "the start")
        daemon.signal(signal.SIGSTOP)
        for name in feed.names():
            (incoming / name).rename(self.feed / name)
        began = time.monotonic()
        daemon.signal(signal.SIGCONT)
        until(lambda: not any(path.is_file() for path in self.feed.iterdir()), 300, "the feed to be done", pause=0.2)
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        self.check(feed, daemon, began)


if __name__ == "__main__":
    case.main()
