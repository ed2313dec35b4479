"""Each way in which what is handed in can be bad, with its outcome named: a dead letter and its reason, or an exit code
and what it says. Nothing is lost and nothing comes twice."""

import base64
import gzip
import json
import os
import signal
import subprocess
import time

import case
import committed
import feeds
from case import Mount, SystemCase, bind_read_only, needs_root
from daemon import until

# A file is read so slowly that the test can get in between.
SLOW = {"commit_interval": "10ms", "commit_bytes": "1KiB", "batch_records": 2, "batch_bytes": "4KiB",
        "budget_bytes": "1MiB", "poll_bytes": "4KiB"}
NOBODY = 65534


class BadRecords(SystemCase):
    """One line or file among good ones; they are not disturbed."""

    def setUp(self):
        super().setUp()
        self.writer = feeds.Writer(81)

    def check_line(self, line, reason, **fields):
        before, after = self.writer.json_article(), self.writer.json_article()
        (self.feed / "a.jsonl").write_bytes(b"\n".join([before[1], line, after[1]]) + b"\n")
        self.drain()
        self.assertEqual(self.outcomes(), {
            "documents": [feeds.document(before[0]), feeds.document(after[0])],
            "rejected": [feeds.rejected("a.jsonl", 2, reason)]})
        return self.check_letter(line, fields)

    def check_file(self, name, content, reason, **fields):
        before, after = self.writer.article(), self.writer.article()
        for other, text in (("a.txt", before[1]), ("z.txt", after[1])):
            (self.feed / other).write_text(text)
        (self.feed / name).write_bytes(content)
        self.drain()
        self.assertEqual(self.outcomes(), {
            "documents": [feeds.document(before[0]), feeds.document(after[0])],
            "rejected": [feeds.rejected(name, None, reason)]})
        return self.check_letter(content, fields)

    def check_letter(self, body, fields):
        letter = self.records()["rejected"][0]
        whole = base64.b64decode(letter["body_base64"]) if "body_base64" in letter else letter["body"].encode()
        self.assertEqual(whole, body)
        for field, value in fields.items():
            self.assertIn(value, letter[field])
        return letter

    def test_broken_utf8_in_json(self):
        self.check_line(b'{"text": "\xe9\xff\x81\x8d\x8f\x90\x9d"}', "bad_encoding")

    def test_bytes_that_are_text_in_no_encoding(self):
        self.check_file("m.txt", bytes(range(0x80, 0x100)) * 8, "bad_encoding")

    def test_a_raw_nul_in_json(self):
        self.check_line(b'{"text": "The ferry \x00 waits."}', "bad_json")

    def test_an_escaped_nul_in_json(self):
        self.check_line(b'{"text": "The ferry \\u0000 waits."}', "bad_article", detail="text: holds NUL")

    def test_a_text_of_nul_bytes(self):
        self.check_file("m.txt", b"\x00" * 5000, "bad_encoding")

    def test_a_text_with_a_few_nul_bytes_is_cleaned_and_says_so(self):
        (self.feed / "a.txt").write_bytes(b"The ferry\x00 waits at the quay of Orsk until the ice has gone.\n" * 3)
        self.drain()
        document = self.records()["documents"][0]
        self.assertNotIn("\x00", document["text"])
        self.assertEqual([removal["why"] for removal in document["removed"]], ["control"])

    def test_json_that_is_nested_too_deep(self):
        self.check_line(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "bad_json", detail="nested deeper than")

    def test_an_array_of_articles(self):
        self.check_line(b'[{"text": "The ferry waits."}]', "bad_json", detail="an array where an object should be")

    def test_a_file_that_is_an_array(self):
        self.check_file("m.json", b'[{"text": "One."}, {"text": "Two."}]', "bad_json")

    def test_a_number_for_a_text(self):
        self.check_line(b'{"text": 5}', "bad_article", detail="text: a number where a string should be")

    def test_a_list_for_a_title(self):
        self.check_line(b'{"title": ["x"], "text": "The ferry waits."}', "bad_article", detail="title: an array")

    def test_null_for_an_id(self):
        self.check_line(b'{"id": null, "text": "The ferry waits."}', "bad_article", detail="id: null")

    def test_no_body(self):
        self.check_line(b'{"title": "The ferry waits"}', "bad_article", detail="neither is given")

    def test_two_bodies(self):
        self.check_line(b'{"text": "x", "html": "y"}', "bad_article", detail="both given")

    def test_an_empty_text(self):
        self.check_line(b'{"text": ""}', "empty_body")

    def test_an_empty_file(self):
        self.check_file("m.txt", b"", "empty_body")

    def test_a_file_of_white_space(self):
        self.check_file("m.txt", b"  \n\t\n", "empty_body")

    def test_an_empty_json_file(self):
        self.check_file("m.json", b"", "empty_body")

    def test_two_objects_in_one_record(self):
        self.check_line(b'{"text": "One."} {"text": "Two."}', "bad_json")

    def test_a_page(self):
        self.check_file("m.html", b"<!doctype html><p>The ferry waits.</p>", "unsupported_format")

    def test_a_picture_called_a_text(self):
        self.check_file("m.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "unsupported_format")

    def test_a_line_that_is_too_long(self):
        self.configure(source={"max_record_bytes": "128KiB"})
        line = json.dumps({"text": "The ferry waits. " * 20_000}).encode()
        before = self.writer.json_article()
        (self.feed / "a.jsonl").write_bytes(before[1] + b"\n" + line + b"\n")
        self.drain()
        self.assertEqual(self.outcomes()["rejected"], [feeds.rejected("a.jsonl", 2, "too_large")])
        letter = self.check_letter(line[:64 * 1024], {})
        self.assertEqual(letter["length"], len(line))

    def test_blank_lines_and_a_missing_last_line_end_are_no_records(self):
        first, last = self.writer.json_article(), self.writer.json_article()
        (self.feed / "a.jsonl").write_bytes(b"\n  \n" + first[1] + b"\r\n\n\t\n" + last[1])
        self.drain()
        self.assertEqual(self.outcomes(), {"documents": [feeds.document(first[0]), feeds.document(last[0])],
                                           "rejected": []})

    def test_a_name_that_is_no_utf8(self):
        with open(bytes(self.feed) + b"/caf\xe9.json", "wb") as file:
            file.write(b"[]")
        self.drain()
        letter = self.records()["rejected"][0]
        self.assertEqual(base64.b64decode(letter["file_base64"]), b"caf\xe9.json")


class BadArchives(SystemCase):
    def check(self, name, content, readable, tokens, **letter):
        (self.feed / name).write_bytes(content)
        self.drain()
        found = self.outcomes()
        self.assertEqual(found["documents"], [feeds.document(token) for token in tokens[:readable]])
        self.assertEqual(found["rejected"], [feeds.rejected(name, readable + 1, "truncated")])
        self.assertEqual([path.name for path in (self.feed / ".failed").iterdir()], [name])

    def lines(self, count=50):
        writer = feeds.Writer(82)
        articles = [writer.json_article() for _ in range(count)]
        return [token for token, _ in articles], b"".join(line + b"\n" for _, line in articles)

    def test_gzip_that_ends_half_way_gives_what_can_be_read(self):
        feed = feeds.Feed(82)
        feed.add_cut_gzip("a.jsonl.gz", 50)
        self.assertGreater(len(feed.outcomes["a.jsonl.gz"]), 10)
        feed.write(self.feed)
        self.drain()
        self.assert_outcomes(feed)
        self.assertEqual(committed.snapshot(self.feed), feed.retired())

    def test_gzip_without_its_last_bytes(self):
        tokens, data = self.lines()
        self.check("a.jsonl.gz", gzip.compress(data)[:-4], 50, tokens)

    def test_an_empty_gzip_file(self):
        self.check("a.jsonl.gz", b"", 0, [])

    def test_no_gzip_at_all(self):
        self.check("a.jsonl.gz", b"The ferry waits.", 0, [])

    def test_gzip_members_one_after_the_other_are_one_file(self):
        tokens, data = self.lines(20)
        half = data.index(b"\n", len(data) // 2) + 1
        (self.feed / "a.jsonl.gz").write_bytes(gzip.compress(data[:half]) + gzip.compress(data[half:]))
        self.drain()
        self.assertEqual(self.outcomes()["documents"], [feeds.document(token) for token in tokens])

    def test_zstd_that_ends_half_way(self):
        tokens, data = self.lines()
        packed = subprocess.run(["zstd", "-qc"], input=data, stdout=subprocess.PIPE, check=True).stdout
        (self.feed / "a.jsonl.zst").write_bytes(packed[:len(packed) // 2])
        self.drain()
        found = self.outcomes()
        self.assertEqual(found["documents"], [feeds.document(t) for t in tokens[:len(found["documents"])]])
        self.assertEqual([outcome[3] for outcome in found["rejected"]], ["truncated"])

    def test_a_text_file_of_half_a_gzip_is_one_letter(self):
        (self.feed / "a.txt.gz").write_bytes(gzip.compress(os.urandom(4000))[:2000])
        self.drain()
        self.assertEqual(self.outcomes(), {"documents": [], "rejected": [feeds.rejected("a.txt.gz", None, "truncated")]})


class FilesThatChange(SystemCase):
    """While they are read: what was read before counts, once; then comes one letter; nothing after it."""

    LINES = 4000

    def setUp(self):
        super().setUp()
        self.configure(flow=SLOW, source={"max_record_bytes": "64KiB"})
        writer = feeds.Writer(83)
        articles = [writer.json_article() for _ in range(self.LINES)]
        self.tokens = [feeds.document(token) for token, _ in articles]
        self.content = b"".join(line + b"\n" for _, line in articles)
        self.path = self.feed / "a.jsonl"

    def half_read(self):
        self.path.write_bytes(self.content)
        daemon = self.start()
        until(lambda: len(self.records()["documents"]) > 20 or daemon.poll() is not None, 30, "the first documents")
        daemon.signal(signal.SIGSTOP)
        self.assertLess(len(self.records()["documents"]), self.LINES // 2, "too fast for this test")
        return daemon

    def assert_reported_once(self, daemon):
        daemon.signal(signal.SIGCONT)
        until(lambda: self.records()["rejected"] or daemon.poll() is not None, 60, "the dead letter")
        other, text = feeds.Writer(84).article()
        self.drop("z.txt", text.replace(other, "Q0999999").encode())
        other = ("documents", "Q0999999")
        until(lambda: self.outcomes()["documents"][-1] == other, 60, "the next file")
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        for _ in range(2):
            found = self.outcomes()
            read = len(found["documents"]) - 1
            self.assertGreater(read, 20)
            self.assertEqual(found["documents"], [*self.tokens[:read], other])
            self.assertEqual(found["rejected"], [feeds.rejected("a.jsonl", None, "file_changed")])
            self.drain()  # and nothing new the next time

    def test_a_file_that_grows(self):
        daemon = self.half_read()
        with open(self.path, "ab") as file:
            file.write(b'{"text": "One more."}\n')
        self.assert_reported_once(daemon)

    def test_a_file_that_is_overwritten(self):
        daemon = self.half_read()
        self.path.write_bytes(self.content.replace(b"ferry", b"ferryboat"))
        self.assert_reported_once(daemon)

    def test_a_file_that_is_overwritten_with_as_many_bytes(self):
        daemon = self.half_read()
        self.path.write_bytes(self.content.replace(b"ferry", b"train"))
        self.assert_reported_once(daemon)

    def test_a_file_that_is_cut(self):
        daemon = self.half_read()
        os.truncate(self.path, len(self.content) // 3)
        self.assert_reported_once(daemon)

    def test_a_file_that_is_removed(self):
        daemon = self.half_read()
        self.path.unlink()
        self.assert_reported_once(daemon)
        self.assertEqual(sorted(self.feed.glob("*.jsonl")), [])

    def test_killed_after_the_report_it_reports_the_same(self):
        daemon = self.half_read()
        with open(self.path, "ab") as file:
            file.write(b'{"text": "One more."}\n')
        daemon.signal(signal.SIGCONT)
        time.sleep(0.05)
        daemon.kill()
        self.drain()
        found = self.outcomes()
        read = len(found["documents"])
        self.assertEqual(found["documents"], self.tokens[:read])
        self.assertEqual(found["rejected"], [feeds.rejected("a.jsonl", None, "file_changed")])

    def test_a_file_that_is_replaced_while_read_is_read_anew(self):
        daemon = self.half_read()
        token, line = feeds.Writer(85).json_article()
        line = line.replace(token.encode(), b"Q0888888")
        self.drop("a.jsonl", line + b"\n")
        daemon.signal(signal.SIGCONT)
        until(lambda: ("documents", "Q0888888") in self.outcomes()["documents"], 60, "the new file")
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        found = self.outcomes()
        read = len(found["documents"]) - 1
        self.assertEqual(found["documents"][:-1], self.tokens[:read])
        self.assertEqual(found["rejected"], [feeds.rejected("a.jsonl", None, "file_changed")])


class BadFolders(SystemCase):
    def setUp(self):
        super().setUp()
        self.token, text = feeds.Writer(86).article()
        (self.feed / "a.txt").write_text(text)

    def test_an_output_folder_that_is_a_file(self):
        self.out.write_text("in the way")
        self.assert_exit(self.start("--drain"), 78, "unwritable", "out")
        self.out.unlink()
        self.drain()
        self.assertEqual(self.outcomes()["documents"], [feeds.document(self.token)])

    def test_a_state_folder_that_is_a_file(self):
        self.state.write_text("in the way")
        self.assert_exit(self.start("--drain"), 78, "unwritable", "state")

    def test_a_spool_that_is_a_file(self):
        self.configure(source={"path": "feed/a.txt"})
        self.assert_exit(self.start("--drain"), 78, "feed/a.txt")

    @needs_root("mounts")
    def test_a_read_only_output_folder(self):
        self.out.mkdir()
        bind_read_only(self, self.out)
        self.assert_exit(self.start("--drain"), 78, "unwritable", "Read-only file system")

    @needs_root("mounts")
    def test_a_read_only_state_folder(self):
        self.state.mkdir()
        bind_read_only(self, self.state)
        self.assert_exit(self.start("--drain"), 78, "unwritable", "Read-only file system")

    @needs_root("mounts")
    def test_a_read_only_spool_is_refused_with_advice(self):
        bind_read_only(self, self.feed)
        self.assert_exit(self.start("--drain"), 78, "unwritable", "after: keep")

    @needs_root("mounts")
    def test_a_read_only_spool_whose_files_may_stay_is_read_once(self):
        bind_read_only(self, self.feed)
        self.configure(source={"after": "keep"})
        for _ in range(2):
            self.drain()
            self.assertEqual(self.outcomes(), {"documents": [feeds.document(self.token)], "rejected": []})

    @needs_root("mounts")
    def test_a_spool_that_becomes_read_only_is_read_on_and_nothing_twice(self):
        daemon = self.start()
        until(lambda: (self.feed / ".done" / "a.txt").exists(), 30, "the first file")
        other, text = feeds.Writer(87).article()
        text = text.replace(other, "Q0777777")
        (self.feed / ".b.txt").write_text(text)
        # Renamed in at the last moment, then read-only: the file cannot be moved away.
        daemon.signal(signal.SIGSTOP)
        (self.feed / ".b.txt").rename(self.feed / "b.txt")
        bind_read_only(self, self.feed)
        daemon.signal(signal.SIGCONT)
        until(lambda: len(self.records()["documents"]) == 2, 30, "the second document")
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        self.assertEqual(len(self.records()["documents"]), 2)

    @needs_root("becomes another user")
    def test_what_may_not_be_read_is_a_letter_and_what_may_not_be_written_an_exit_code(self):
        os.chmod(self.root, 0o755)
        for folder in (self.root, self.feed):
            os.chown(folder, NOBODY, NOBODY)
        (self.feed / "secret.txt").write_text("Nobody may read this.")
        os.chmod(self.feed / "secret.txt", 0o600)
        as_nobody = {"before": lambda: (os.setgid(NOBODY), os.setuid(NOBODY))}
        self.drain(**as_nobody)
        self.assertEqual(self.outcomes(), {"documents": [feeds.document(self.token)],
                                           "rejected": [feeds.rejected("secret.txt", None, "unreadable")]})
        os.chmod(self.out, 0o555)
        os.chown(self.out, 0, 0)
        self.assert_exit(self.start("--drain", **as_nobody), 78, "unwritable", "Permission denied")

    @needs_root("mounts")
    def test_an_output_folder_that_becomes_read_only_ends_the_run_and_nothing_is_lost(self):
        disk = Mount(self, self.root / "disk", "-o", "size=16m")
        self.out = disk.folder / "out"
        self.outputs.append(self.out)
        self.configure(sink={"path": "disk/out"})
        daemon = self.start()
        until(lambda: self.records()["documents"], 30, "the first document")
        disk.remount("ro")
        other, text = feeds.Writer(88).article()
        self.drop("b.txt", text.replace(other, "Q0666666").encode())
        code = daemon.wait(60)
        self.assertEqual(code, 78, daemon.tail())
        self.assertIn("Read-only file system", daemon.log_text())
        disk.remount("rw")
        self.drain()
        self.assertEqual(self.outcomes()["documents"], [feeds.document(self.token), ("documents", "Q0666666")])


class BadState(SystemCase):
    def setUp(self):
        super().setUp()
        self.model = feeds.Feed(91)
        for number in range(6):
            self.model.add_lines(f"{number}.jsonl", 50, bad_share=0)
        self.model.write(self.feed)

    def assert_untouched(self, before):
        self.assertEqual(committed.snapshot(self.out), before)

    def test_two_daemons_on_one_state_folder(self):
        first = self.start()
        until(first.runs, 30, "the start")
        second = self.start("--drain")
        self.assert_exit(second, 75, "in_use", f"in use by process {first.pid}")
        self.configure(sink={"path": "other"})
        self.assert_exit(self.start("--drain"), 75, "in_use")
        self.assertIsNone(first.poll())
        until(lambda: not list(self.feed.glob("*.jsonl")), 30, "the feed to be done")
        self.assertEqual(first.stop(), 0)
        self.assert_outcomes(self.model)

    def damaged(self, damage):
        """Reads the feed, damages the state, brings one more file and runs again."""
        self.drain()
        damage()
        before = committed.snapshot(self.out)
        token, line = feeds.Writer(92).json_article()
        self.drop("late.jsonl", line.replace(token.encode(), b"Q0555555") + b"\n")
        return before, self.start("--drain")

    def files(self, pattern):
        found = sorted(path for path in self.state.rglob(pattern) if path.is_file())
        self.assertTrue(found, f"no {pattern} in the state folder: {sorted(committed.snapshot(self.state))}")
        return found

    def check_damage(self, damage, *words):
        before, daemon = self.damaged(damage)
        self.assert_exit(daemon, 65, *words)
        self.assert_untouched(before)
        self.assertTrue((self.feed / "late.jsonl").exists())

    def overwrite(self, path, at, data):
        with open(path, "r+b") as file:
            file.seek(at if at >= 0 else max(0, path.stat().st_size + at))
            file.write(data)

    def test_a_store_whose_pointer_is_garbage(self):
        self.check_damage(lambda: self.files("CURRENT")[0].write_bytes(b"garbage\n"), "corrupt")

    def test_a_store_whose_manifest_is_garbage(self):
        self.check_damage(lambda: [self.overwrite(path, 0, os.urandom(64)) for path in self.files("MANIFEST-*")], "corrupt")

    def test_a_store_whose_manifest_is_missing(self):
        self.check_damage(lambda: [path.unlink() for path in self.files("MANIFEST-*")], "corrupt")

    def test_a_store_whose_log_is_damaged(self):
        def damage():
            for path in self.files("*.log"):
                if path.stat().st_size > 0:
                    self.overwrite(path, path.stat().st_size // 2, b"\xff" * 16)
        self.check_damage(damage)

    def test_a_store_whose_log_is_cut_short(self):
        """The last commits are gone without a trace, but the output remembers them."""
        def damage():
            for path in self.files("*.log"):
                os.truncate(path, path.stat().st_size // 4)
        self.check_damage(damage)

    def test_a_state_folder_that_was_lost(self):
        self.check_damage(lambda: subprocess.run(["rm", "-r", self.state], check=True), "state_mismatch", "the state is new")

    def test_a_state_folder_of_another_output_folder(self):
        self.drain()
        self.configure(sink={"path": "out-2"}, state={"path": "state-2"})
        self.outputs.append(self.root / "out-2")
        self.drop("late.jsonl", feeds.Writer(93).json_article()[1] + b"\n")
        self.drain()
        before = committed.snapshot(self.root)
        self.configure(sink={"path": "out"}, state={"path": "state-2"})
        self.assert_exit(self.start("--drain"), 65, "state_mismatch", "do not belong together")
        after = committed.snapshot(self.root)
        for name in before:
            if name.startswith(("out/", "out-2/", "feed/")):
                self.assertEqual(after[name], before[name])

    def test_an_output_folder_that_was_lost(self):
        self.check_damage(lambda: subprocess.run(["rm", "-r", self.out], check=True), "state_mismatch")

    def test_an_output_file_that_was_cut(self):
        self.outputs.clear()  # no reader can read it any more
        self.check_damage(lambda: os.truncate(self.out / "documents.jsonl", 100), "output_changed", "were committed")

    def test_an_output_file_that_is_missing(self):
        self.outputs.clear()
        self.check_damage((self.out / "documents.jsonl").unlink, "output_changed")

    def test_an_old_state_from_a_backup(self):
        self.drain()
        subprocess.run(["cp", "-r", self.state, self.root / "backup"], check=True)
        self.drop("later.jsonl", feeds.Writer(94).json_article()[1] + b"\n")
        self.drain()
        before = committed.snapshot(self.out)
        subprocess.run(["rm", "-r", self.state], check=True)
        (self.root / "backup").rename(self.state)
        self.assert_exit(self.start("--drain"), 65, "state_mismatch", "older than the output")
        self.assert_untouched(before)

    def test_bytes_that_someone_appended_to_the_output_are_not_taken_for_ours(self):
        self.drain()
        with open(self.out / "documents.jsonl", "ab") as file:
            file.write(b"not ours\n")
        self.drop("late.jsonl", feeds.Writer(95).json_article()[1] + b"\n")
        self.drain()
        self.assertNotIn(b"not ours", committed.read(self.out)["documents"])


if __name__ == "__main__":
    case.main()
