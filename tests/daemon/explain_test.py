"""What `tidings explain` takes for an article, and what it says where it can not.

usage: explain_test.py TIDINGS     the binary
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

BINARY = ""
TEXT = b"Ferry sails again\n\nThe ferry of Orsk sails again on Monday.\n\nThe mayor said that it cost too much.\n"


def article(number):
    text = f"The ferry of Orsk made {number} journeys in May."
    return json.dumps({"id": str(number), "text": text}).encode()


class Explain(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name)

    def explain(self, *arguments, code=0, given=b"", **environment):
        done = subprocess.run([BINARY, "explain", *map(str, arguments)], input=given, capture_output=True, timeout=120,
                              cwd=self.folder, env={**os.environ, **environment}, check=False)
        self.assertEqual(done.returncode, code, done)
        return done.stdout.decode(), done.stderr.decode()

    def documents(self, *arguments, **more):
        return [json.loads(line) for line in self.explain("--json", *arguments, **more)[0].splitlines()]

    def test_takes_text_on_standard_input_for_one_article(self):
        (document,) = self.documents("-", given=TEXT)
        self.assertEqual(len(document["sentences"]), 3)
        self.assertEqual(self.documents(given=TEXT), [document])
        self.assertEqual(self.explain("-", given=TEXT)[0].splitlines()[0], "-")

    def test_takes_json_over_several_lines_for_one_article(self):
        (document,) = self.documents(given=json.dumps(json.loads(article(7)), indent=1).encode())
        self.assertEqual(document["id"], "7")

    def test_takes_json_lines_for_many(self):
        found = self.documents(given=article(1) + b"\n\n" + article(2) + b"\n")
        self.assertEqual([document["id"] for document in found], ["1", "2"])

    def test_refuses_endless_input(self):
        self.assertIn("longer than 8388608 bytes", self.explain(code=65, given=b"x" * (8 << 20) + b"y")[1])

    def test_takes_a_name_as_it_is_written(self):
        for name in ("a[1].txt", "b*.txt", "c?.txt", "d\\e.txt"):
            (self.folder / name).write_bytes(TEXT)
            self.assertEqual(len(self.documents(name)), 1)
            self.assertEqual(self.explain(name)[0].splitlines()[0], name)
        (self.folder / "bee.txt").write_bytes(TEXT)
        self.assertEqual(len(self.documents("b*.txt")), 1)

    def test_says_that_there_is_no_such_file(self):
        self.assertIn("no such file: none.txt", self.explain("none.txt", code=64)[1])
        self.assertIn("not a file: .", self.explain(".", code=64)[1])

    def test_says_that_it_has_no_folder_for_temporary_files(self):
        self.assertIn("TMPDIR", self.explain("-", code=78, given=TEXT, TMPDIR=str(self.folder / "none"))[1])

    def test_writes_control_characters_of_names_out(self):
        name = "a\x1b[2J.txt"
        (self.folder / name).write_bytes(TEXT)
        self.assertEqual(self.explain(name)[0].splitlines()[0], "a\\x1b[2J.txt")


if __name__ == "__main__":
    BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
