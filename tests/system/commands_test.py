"""Commands, configurations and exit codes."""

import json
import re
import shutil
import signal
import subprocess

import case
import feeds
from case import ROOT, SystemCase
from daemon import binary


class Commands(SystemCase):
    def call(self, *arguments, stdin=b"", code=0):
        done = subprocess.run([binary(), *arguments], cwd=self.root, input=stdin, capture_output=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()

    def test_version(self):
        self.assertRegex(self.call("version")[0], r"^tidings \d+\.\d+\.\d+\n$")

    def test_help_is_no_error(self):
        self.assertIn("run", self.call("--help")[0])
        self.assertIn("--drain", self.call("run", "--help")[0])
        self.assertIn("--listen", self.call("run", "--help")[0])

    def test_usage(self):
        for arguments in ((), ("fly",), ("run", "--fast"), ("run", "-c"), ("check", "a", "b"), ("version", "x"),
                          ("explain", "a", "b")):
            with self.subTest(arguments):
                out, err = self.call(*arguments, code=64)
                self.assertTrue(err)
                self.assertEqual(out, "")
        self.assertFalse(self.state.exists())

    def test_the_shipped_configuration_is_good(self):
        self.assertIn("no problem", self.call("check", "-c", str(ROOT / "config" / "tidings.yaml"))[0])
        self.assertIn("no problem", self.call("check")[0])

    def test_every_problem_of_the_lexicon_is_told_with_line_and_column(self):
        lexicon = self.root / "lexicon"
        shutil.copytree(ROOT / "config" / "lexicon", lexicon)
        (lexicon / "titles.txt").write_text("# none\nMr. | male\nDr. | - | -\n")
        (lexicon / "parties.txt").unlink()
        (self.root / "a.yaml").write_text("lexicon: {path: lexicon}\n")
        err = self.call("check", "-c", "a.yaml", code=78)[1].splitlines()
        self.assertEqual(len(err), 3, err)
        self.assertRegex(err[0], r"^lexicon/parties\.txt: cannot be read: ")
        self.assertRegex(err[1], r"^lexicon/titles\.txt:2:7: gender: ")
        self.assertRegex(err[2], r"^lexicon/titles\.txt:3:1: 3 fields where 2 should be")

    def test_every_problem_of_the_event_patterns_is_told_and_nothing_runs_with_them(self):
        lexicon = self.root / "lexicon"
        shutil.copytree(ROOT / "config" / "lexicon", lexicon)
        with open(lexicon / "events" / "aid.yaml", "a", encoding="utf-8") as patterns:
            patterns.write("colour: red\n")
        (self.root / "a.yaml").write_text("lexicon: {path: lexicon}\nadmin: {listen: \"off\"}\n")
        self.assertRegex(self.call("check", "-c", "a.yaml", code=78)[1], r"(?m)^lexicon/events/aid\.yaml:\d+:1: .*colour")
        err = self.call("run", "--drain", "-c", "a.yaml", code=78)[1]
        self.assertRegex(err, r"lexicon/events/aid\.yaml:\d+:1: .*colour")
        self.assertFalse(self.state.exists())
        (self.root / "b.yaml").write_text("lexicon: {path: nowhere}\nadmin: {listen: \"off\"}\n")
        self.assertIn("nowhere", self.call("run", "--drain", "-c", "b.yaml", code=78)[1])

    BAD = """source:
  kind: spol
  path: feed
  pth: other
sink:
    rotate_bytes: many
flow:
  workers: -3
  batch_bytes: 128MiB
colour: red
"""
    PROBLEMS = ((2, 9, "spol"), (4, 3, "pth"), (6, 19, "many"), (8, 12, "-3"), (9, None, "flow.budget_bytes"), (10, 1, "colour"))

    def check_problems(self, err):
        lines = err.splitlines()
        self.assertEqual(len(lines), len(self.PROBLEMS), err)
        for line, (row, column, word) in zip(lines, self.PROBLEMS):
            self.assertRegex(line, rf"^bad\.yaml:{row}:{column or r'[0-9]+'}: ")
            self.assertIn(word, line)

    def test_every_problem_of_a_configuration_is_told_with_line_and_column(self):
        (self.root / "bad.yaml").write_text(self.BAD)
        self.check_problems(self.call("check", "-c", "bad.yaml", code=78)[1])
        self.check_problems(self.call("run", "-c", "bad.yaml", code=78)[1])
        self.assertFalse(self.state.exists())

    def test_the_nearest_key_is_offered(self):
        (self.root / "bad.yaml").write_text("source:\n  pth: x\n")
        self.assertIn("path", self.call("check", "-c", "bad.yaml", code=78)[1])

    def test_no_yaml(self):
        (self.root / "bad.yaml").write_text("source: [\n  a: }\n")
        self.assertRegex(self.call("check", "-c", "bad.yaml", code=78)[1], r"^bad\.yaml:\d+:\d+: ")

    def test_a_missing_configuration(self):
        self.assertIn("nowhere.yaml", self.call("run", "-c", "nowhere.yaml", code=78)[1])

    def test_a_configuration_that_is_a_folder(self):
        self.assertIn("feed", self.call("check", "-c", "feed", code=78)[1])

    def test_variables(self):
        (self.root / "a.yaml").write_text("sink:\n  path: ${TIDINGS_TEST_NOT_SET:-out}\nstate:\n  path: ${TIDINGS_TEST_NOT_SET}\n")
        self.assertRegex(self.call("check", "-c", "a.yaml", code=78)[1], r"^a\.yaml:4:\d+: .*TIDINGS_TEST_NOT_SET")

    def test_folders_that_are_one(self):
        (self.root / "a.yaml").write_text("source:\n  path: feed\nsink:\n  path: ./feed\n")
        self.assertRegex(self.call("check", "-c", "a.yaml", code=78)[1], r"^a\.yaml:4:\d+: ")

    def test_a_pattern_that_names_nothing(self):
        (self.root / "a.yaml").write_text("source:\n  kind: files\n  files: [nothing/*.txt]\nlog: {format: json}\nadmin: {listen: \"off\"}\n")
        self.assertIn("nothing/*.txt", self.call("run", "-c", "a.yaml", code=78)[1])

    def test_explain_a_file(self):
        token, text = feeds.Writer(96).article()
        (self.root / "a.txt").write_text(text)
        self.assertIn(token, self.call("explain", "a.txt")[0])
        document = json.loads(self.call("explain", "--json", "a.txt")[0].splitlines()[0])
        self.assertEqual(feeds.outcome_of("documents", document), feeds.document(token))

    def test_explain_standard_input(self):
        token, line = feeds.Writer(97).json_article()
        self.assertIn(token, self.call("explain", "-", stdin=line + b"\n")[0])
        self.assertIn(token, self.call("explain", stdin=line + b"\n")[0])

    def test_explain_something_bad(self):
        self.assertIn("bad_json", self.call("explain", "-", stdin=b'{"text": \n', code=65)[0])
        (self.root / "a.json").write_text("[]")
        self.assertIn("bad_json", self.call("explain", "a.json", code=65)[0])

    def test_explain_a_missing_file(self):
        self.assertIn("nowhere.txt", self.call("explain", "nowhere.txt", code=64)[1])

    def test_explain_leaves_nothing_behind(self):
        before = sorted(self.root.rglob("*"))
        self.call("explain", "-", stdin=b'{"text": "The ferry waits."}\n')
        self.assertEqual(sorted(self.root.rglob("*")), before)

    def test_a_reader_that_goes_away_is_no_crash(self):
        lines = b"".join(feeds.Writer(98).json_article()[1] + b"\n" for _ in range(3000))
        (self.root / "a.jsonl").write_bytes(lines)
        with subprocess.Popen([binary(), "explain", "a.jsonl"], cwd=self.root, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdout.read(100)
            process.stdout.close()
            said = process.stderr.read()
            process.wait(60)
        self.assertIn(process.returncode, (0, -signal.SIGPIPE), said)


class SampleFeed(SystemCase):
    CODES = True

    """deploy/sample/feed, held against what feed.md says of each file."""

    FEED = ROOT / "deploy" / "sample" / "feed"

    def promised(self):
        """file -> (number of documents, reasons), from the tables."""
        promised = {}
        for line in (self.FEED.parent / "feed.md").read_text(encoding="utf-8").splitlines():
            row = re.fullmatch(r"\| `([^`]+)` \|.*\| ([^|]+) \|", line)
            if not row:
                continue
            documents = re.search(r"(\d+) documents", row[2])
            promised[row[1]] = (int(documents[1]) if documents else int(row[2] == "document"),
                                re.findall(r"`(\w+)`", row[2]))
        return promised

    def explained(self, file):
        """The records of one file, as `explain --json` has them: by stream."""
        done = subprocess.run([binary(), "explain", "--json", file], capture_output=True, timeout=60)
        records = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(done.returncode, 65 if any("reason" in record for record in records) else 0, done.stderr)
        fields = {"documents": "sentences", "rejected": "reason", "events": "dyad", "quotes": "speaker"}
        return {stream: [record for record in records if field in record] for stream, field in fields.items()}

    def test_every_file_comes_out_as_its_table_says(self):
        promised = self.promised()
        files = sorted(self.FEED.iterdir(), key=lambda path: path.name.encode())
        self.assertEqual(sorted(promised), [path.name for path in files])
        explained = {"documents": [], "events": [], "quotes": []}
        rejected = []
        for path in files:
            self.drop(path.name, path.read_bytes())
        self.drain()
        found = self.records()
        for path in files:
            records = self.explained(path)
            bad = records.pop("rejected")
            with self.subTest(path.name):
                self.assertEqual((len(records["documents"]), [record["reason"] for record in bad]), promised[path.name])
            for stream, all_of_it in explained.items():
                all_of_it += records[stream]
            rejected += [(path.name, record["reason"]) for record in bad]
        # What explain shows is what a run publishes.
        for stream, all_of_it in explained.items():
            self.assertEqual(found[stream], all_of_it)
        self.assertEqual([(record["file"], record["reason"]) for record in found["rejected"]], rejected)
        print(f"\n{self.id()}: {', '.join(f'{len(all)} {stream}' for stream, all in explained.items())}, rejected {rejected}",
              flush=True)


if __name__ == "__main__":
    case.main()
