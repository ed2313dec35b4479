"""How it is started, watched and stopped: signals, the drain, files as they come, logs."""

import json
import os
import signal
import time

import case
import committed
import feeds
from case import SHARED, SystemCase
from daemon import until

import unittest


class Signals(SystemCase):
    def assert_drains(self, number):
        self.configure(flow={"drain_timeout": "5m"})  # what is in flight is still coded, on however slow a machine
        feed = feeds.Feed(51)
        for place in range(3):
            feed.add_lines(f"{place}.jsonl", 400, bad_share=0.1)
        feed.write(self.feed)
        self.configure(flow={"commit_interval": "20s", "commit_bytes": "1GiB"}, source={"max_record_bytes": "16KiB"})
        daemon = self.start()
        until(daemon.runs, 30, "the start")
        time.sleep(0.05)
        daemon.signal(number)
        self.assert_exit(daemon, 0, "draining")
        told = committed.pointer(self.out)
        # What it had taken is committed, and nothing stands behind that.
        for stream, at in (told["streams"] if told else {}).items():
            self.assertEqual((self.out / f"{stream}.jsonl").stat().st_size, at["length"])
        expected = feed.expected()
        for stream, found in self.outcomes().items():
            self.assertEqual(found, expected[stream][:len(found)])
        taken = sum(len(found) for found in self.outcomes().values())
        self.drain()
        self.assert_outcomes(feed)
        return taken

    def test_sigterm_drains(self):
        self.assert_drains(signal.SIGTERM)

    def test_sigint_drains(self):
        self.assert_drains(signal.SIGINT)

    def test_an_idle_daemon_leaves_soon(self):
        daemon = self.start()
        until(daemon.runs, 30, "the start")
        began = time.monotonic()
        self.assertEqual(daemon.stop(), 0)
        self.assertLess(time.monotonic() - began, 5)

    def test_a_signal_while_it_starts_is_not_lost(self):
        for delay in range(0, 60, 3):
            daemon = self.start()
            time.sleep(delay / 1000)
            daemon.signal(signal.SIGTERM)
            code = daemon.wait(20)
            # Before main() has taken the signals over, they end it as they end any program.
            self.assertIn(code, (0, -signal.SIGTERM))
            if code == -signal.SIGTERM:
                self.assertEqual(daemon.log_text(), "")

    def test_two_signals_while_it_can_drain_do_no_harm(self):
        token, text = feeds.Writer(52).article()
        self.drop("a.txt", text.encode())
        daemon = self.start()
        until(lambda: self.records()["documents"], 30, "the document")
        daemon.signal(signal.SIGTERM)
        daemon.signal(signal.SIGINT)
        self.assertIn(daemon.wait(), (0, 75))
        self.drain()
        self.assertEqual(self.outcomes()["documents"], [feeds.document(token)])


class Drain(SystemCase):
    def test_drain_does_what_is_there_and_ends(self):
        feed = feeds.mixed(53, articles=500, max_record_bytes=16 * 1024)
        feed.write(self.feed)
        self.configure(source={"max_record_bytes": 16 * 1024})
        self.drain()
        self.assert_outcomes(feed)
        self.assertEqual(committed.snapshot(self.feed), feed.retired())

    def test_drain_of_an_empty_folder_ends(self):
        self.drain(20)
        self.assertEqual(self.outcomes(), {"documents": [], "rejected": []})

    def test_drain_makes_a_missing_spool(self):
        self.feed.rmdir()
        self.drain(20)
        self.assertTrue(self.feed.is_dir())

    def test_a_second_drain_adds_nothing(self):
        feed = feeds.mixed(54, articles=200, max_record_bytes=16 * 1024)
        feed.write(self.feed)
        self.configure(source={"max_record_bytes": 16 * 1024})
        self.drain()
        before = committed.read(self.out)
        self.drain()
        self.assertEqual(committed.read(self.out), before)

    def test_without_a_configuration_it_works_in_the_current_folder(self):
        token, text = feeds.Writer(55).article()
        self.drop("a.txt", text.encode())
        daemon = self.start("run", "--drain", "--listen", "off")
        self.assertEqual(daemon.wait(), 0, daemon.tail())
        self.assertEqual(self.outcomes()["documents"], [feeds.document(token)])
        self.assertTrue(self.state.is_dir())

    def test_kept_files_are_not_read_twice(self):
        feed = feeds.mixed(56, articles=200, max_record_bytes=16 * 1024)
        feed.write(self.feed)
        self.configure(source={"max_record_bytes": 16 * 1024, "after": "keep"})
        self.drain()
        self.drain()
        self.assert_outcomes(feed)
        self.assertEqual(committed.snapshot(self.feed), feed.files)

    def test_deleted_files_go_but_for_those_that_letters_point_to(self):
        feed = feeds.mixed(57, articles=300, max_record_bytes=16 * 1024)
        feed.write(self.feed)
        self.configure(source={"max_record_bytes": 16 * 1024, "after": "delete"})
        self.drain()
        self.assert_outcomes(feed)
        self.assertEqual(committed.snapshot(self.feed), {f".failed/{name}": feed.files[name] for name in feed.failed})

    def test_named_files_and_patterns_are_read_once_and_stay(self):
        feed = feeds.mixed(58, articles=600, max_record_bytes=16 * 1024)
        feed.write(self.feed)
        self.settings["source"] = {"kind": "files", "files": ["feed/*.jsonl*", "feed/*.txt", "feed/*.json", "feed/*.html"],
                                   "max_record_bytes": 16 * 1024}
        for _ in range(2):
            self.assertEqual(self.start("run", "-c", self.configure()).wait(), 0)
        found = self.outcomes()
        self.assertEqual(found["documents"], feed.expected()["documents"])
        self.assertEqual([(o[1].removeprefix("feed/"), *o[2:]) for o in found["rejected"]],
                         [o[1:] for o in feed.expected()["rejected"]])
        self.assertEqual(committed.snapshot(self.feed), feed.files)


class RunningDaemon(SystemCase):
    def setUp(self):
        super().setUp()
        self.writer = feeds.Writer(61)
        self.daemon = self.start()
        until(self.daemon.runs, 30, "the start")

    def comes_out(self, token):
        return lambda: ("documents", token) in self.outcomes()["documents"]

    def tearDown(self):
        self.assertEqual(self.daemon.stop(), 0, self.daemon.tail())
        super().tearDown()

    def test_a_file_renamed_in_is_picked_up(self):
        token, text = self.writer.article()
        self.drop("a.txt", text.encode())
        until(self.comes_out(token), 20, "the document")
        until(lambda: (self.feed / ".done" / "a.txt").exists(), 20, "the file to be moved away")

    def test_a_file_is_picked_up_when_it_is_closed_and_not_before(self):
        token, text = self.writer.article()
        with open(self.feed / "a.txt", "wb") as file:
            file.write(text[:100].encode())
            file.flush()
            other, other_text = self.writer.article()
            self.drop("b.txt", other_text.encode())
            until(self.comes_out(other), 20, "the other document")
            self.assertEqual(len(self.records()["documents"]), 1)
            file.write(text[100:].encode())
        until(self.comes_out(token), 20, "the document")

    def test_the_same_name_may_come_again(self):
        tokens = []
        for _ in range(5):
            token, text = self.writer.article()
            self.drop("a.txt", text.encode())
            until(self.comes_out(token), 20, "the document")
            until(lambda: not (self.feed / "a.txt").exists(), 20, "the file to be moved away")
            tokens.append(feeds.document(token))
        self.assertEqual(self.outcomes()["documents"], tokens)
        self.assertEqual(len(list((self.feed / ".done").iterdir())), 5)

    def test_folders_links_and_hidden_files_are_left_alone(self):
        _, text = self.writer.article()
        (self.root / "elsewhere.txt").write_text(text)
        (self.feed / "link.txt").symlink_to(self.root / "elsewhere.txt")
        (self.feed / ".hidden.txt").write_text(text)
        (self.root / "folder").mkdir()
        (self.root / "folder" / "inside.txt").write_text(text)
        (self.root / "folder").rename(self.feed / "folder")
        os.mkfifo(self.feed / "pipe.txt")
        token, last = self.writer.article()
        self.drop("z.txt", last.encode())
        until(self.comes_out(token), 20, "the document")
        self.assertEqual(self.outcomes()["documents"], [feeds.document(token)])
        self.assertTrue(self.daemon.says("folders inside the spool are not read"))

    def test_a_spool_that_goes_away_and_comes_back_loses_nothing(self):
        token, text = self.writer.article()
        self.drop("a.txt", text.encode())
        until(self.comes_out(token), 20, "the document")
        self.feed.rename(self.root / "away")
        until(lambda: self.daemon.says("spool_gone"), 20, "the loss to be noticed")
        self.assertIsNone(self.daemon.poll())
        other, other_text = self.writer.article()
        (self.root / "away" / "b.txt").write_bytes(other_text.encode())
        (self.root / "away").rename(self.feed)
        until(self.comes_out(other), 30, "the other document")
        self.assertEqual(self.outcomes()["documents"], [feeds.document(token), feeds.document(other)])

    def test_stopped_and_continued_it_goes_on(self):
        self.daemon.signal(signal.SIGSTOP)
        token, text = self.writer.article()
        self.drop("a.txt", text.encode())
        time.sleep(0.2)
        self.daemon.signal(signal.SIGCONT)
        until(self.comes_out(token), 20, "the document")


class Logs(SystemCase):
    def test_a_log_in_json_is_one_object_a_line(self):
        feed = feeds.mixed(71, articles=200, max_record_bytes=16 * 1024)
        # Names that would break a line or a string.
        feed.add('quote".json', b"[]", [feeds.rejected('quote".json', None, "bad_json")])
        feed.add("line\nend.json", b"[]", [feeds.rejected("line\nend.json", None, "bad_json")])
        feed.add("back\\slash.json", b"[]", [feeds.rejected("back\\slash.json", None, "bad_json")])
        feed.write(self.feed)
        (self.feed / "folder").mkdir()
        self.configure(source={"max_record_bytes": 16 * 1024}, log={"format": "json", "level": "debug"})
        daemon = self.drain()
        entries = daemon.log_entries()
        self.assertTrue(any(entry["message"].startswith("running: ") for entry in entries))
        self.assertTrue(any(" rejected by " in entry["message"] for entry in entries))
        for entry in entries:
            self.assertRegex(entry["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$")

    def test_no_byte_of_a_file_name_breaks_a_log_in_json(self):
        name = b"caf\xe9 \xff.jsonl.gz"
        (self.root / "feed").joinpath(".").resolve()
        with open(bytes(self.feed) + b"/" + name, "wb") as file:
            file.write(b"no gzip")
        daemon = self.drain()
        for line in daemon.log.read_bytes().splitlines():
            json.loads(line.decode("utf-8"))
        letter = self.records()["rejected"][0]
        self.assertIn("file_base64", letter)

    def test_articles_are_not_quoted_above_debug(self):
        marker = "Zwieselmarke"
        articles = [b'{"id": "%s", "text": 3}', b'{"text": "%s", "title": 5}', b'{"%s": "x"}', b'{"text": "%s', b'["%s"]', b"%s",
                    b'{"text": "%s \xff"}', b'{"html": "%s"}', b'{"id": "%s", "text": " "}', b'{"text": "x", "text": "%s"}',
                    b'{"text": "The ferry %s waits.", "published": "%s"}', b'{"text": tru%s}', b'{"text": "%s \\u0000"}']
        lines = [article.replace(b"%s", marker.encode()) for article in articles]
        self.drop("a.jsonl", b"\n".join(lines) + b"\n")
        for number, line in enumerate(lines):
            self.drop(f"{number}.txt", line)
            self.drop(f"{number}.json", line)
        self.drop("page.html", b"<html>" + marker.encode())
        for level in ("info", "warn"):
            self.configure(log={"level": level}, source={"after": "keep"}, state={"path": f"state-{level}"},
                           sink={"path": f"out-{level}"})
            self.outputs.append(self.root / f"out-{level}")
            daemon = self.drain()
            self.assertNotIn(marker, daemon.log_text())
        self.assertIn(marker, (self.root / "out-info" / "rejected.jsonl").read_text())

    def test_a_flood_of_bad_articles_does_not_flood_the_log(self):
        count = 100_000
        self.drop("a.jsonl", b"".join(b'{"id": %d}\n' % number for number in range(count)))
        began = time.monotonic()
        daemon = self.drain(300)
        size = daemon.log.stat().st_size
        print(f"\n{self.id()}: {count} bad articles in {time.monotonic() - began:.1f} s, {size} bytes of log", flush=True)
        self.assertLess(size, 16 * 1024)
        self.assertEqual(self.outcomes()["rejected"],
                         [feeds.rejected("a.jsonl", line, "bad_article") for line in range(1, count + 1)])


@unittest.skipUnless((SHARED / "articles").is_dir(), "the shared reference material is not here (TIDINGS_SHARED)")
class SharedArticles(SystemCase):
    CODES = True

    def test_the_five_articles_come_out_of_a_running_daemon_as_five_documents(self):
        articles = sorted((SHARED / "articles").glob("*.txt"))
        self.assertEqual(len(articles), 5)
        daemon = self.start()
        until(daemon.runs, 30, "the start")
        for article in articles:
            self.drop(article.name, article.read_bytes())
        until(lambda: len(self.records()["documents"]) == 5, 30, "five documents")
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        found = self.records()
        self.assertEqual(found["rejected"], [])
        for article, document in zip(articles, found["documents"]):
            with self.subTest(article.name):
                self.check(article.read_text(encoding="utf-8"), document)
        self.assertEqual(sorted(path.name for path in (self.feed / ".done").iterdir()),
                         [article.name for article in articles])

    def check(self, article, document):
        if "title" in document:
            self.assertEqual(document["text"].split("\n")[0], document["title"])
        self.assertEqual(document["published"]["found"], "header")
        begin = article.lstrip()
        if begin.startswith("date "):
            self.assertEqual(document["published"]["value"], begin.split()[1])
        else:
            self.assertEqual(document["published"]["value"], "2022-01-21T09:59")
            self.assertGreater(article.count(document["title"]), 1)
            self.assertEqual(document["text"].count(document["title"]), 1)
        self.assertEqual(document["language"], "en")
        for furniture in ("Related materials", "Legend:", "iconicon", "icon bookmark", "date 2022"):
            self.assertNotIn(furniture, document["text"])
        # Nothing is lost: each word of the article is in the text or in a removal.
        kept = document["text"] + " " + " ".join(removal["text"] for removal in document["removed"])
        for word in set(article.split()):
            self.assertIn(word, kept)


if __name__ == "__main__":
    case.main()
