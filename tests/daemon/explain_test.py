"""What `tidings explain` takes for an article, and what it says where it can not.

usage: explain_test.py TIDINGS     the binary
"""

import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BINARY = ""
ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = b"Ferry sails again\n\nThe ferry of Orsk sails again on Monday.\n\nThe mayor said that it cost too much.\n"


def article(number):
    text = f"The ferry of Orsk made {number} journeys in May."
    return json.dumps({"id": str(number), "text": text}).encode()


class Case(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name)

    def explain(self, *arguments, code=0, given=b"", **environment):
        done = subprocess.run([BINARY, "explain", *map(str, arguments)], input=given, capture_output=True, timeout=120,
                              cwd=self.folder, env={**os.environ, **environment}, check=False)
        self.assertEqual(done.returncode, code, done)
        return done.stdout.decode(), done.stderr.decode()

    def records(self, *arguments, **more):
        return [json.loads(line) for line in self.explain("--json", *arguments, **more)[0].splitlines()]

    def documents(self, *arguments, **more):
        return [record for record in self.records(*arguments, **more) if "sentences" in record]


class Explain(Case):
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


class Events(Case):
    """What is found in an article, in each form."""

    def setUp(self):
        super().setUp()
        self.ministers = pathlib.Path(__file__).with_name("two_ministers.txt").read_bytes()

    def test_marks_each_event_in_the_text_and_gives_its_reasons(self):
        out = self.explain(given=self.ministers)[0]
        self.assertIn("\x1b[", self.explain("--color", "always", given=self.ministers)[0])
        self.assertNotIn("\x1b[", out)
        self.assertNotIn("\x1b[", self.explain("--color", "never", given=self.ministers)[0])
        self.assertRegex(out, r"meet\w*\[1\]")
        self.assertRegex(out, r"(?m)^  \[1\] CONSULT")
        self.assertRegex(out, r"(?m)^    actor +.*\[DNK GOV\].*  \(“.*” at \d+-\d+, by \w+")
        self.assertRegex(out, r"(?m)^    type +CONSULT.*\(rule consult\.")
        self.assertIn("colour", self.explain("--color", "colour", code=64)[1])

    def test_colour_changes_nothing_but_the_colour(self):
        plain = self.explain(given=self.ministers)[0]
        coloured = self.explain("--color", "always", given=self.ministers)[0]
        self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", coloured), plain)

    def test_gives_the_records_as_they_are_published(self):
        records = self.records(given=self.ministers)
        self.assertIn("sentences", records[0])
        self.assertTrue(any("dyad" in record for record in records[1:]))
        for record in records[1:]:
            self.assertEqual(record["article"]["id"], records[0]["id"])

    def test_writes_one_page_that_needs_nothing_else_and_escapes_what_it_quotes(self):
        text = b"Norway & <b>Denmark</b> \"met\"\n\n" + self.ministers + b"\n\n<script>alert('x')</script>\n"
        page = self.explain("--html", given=text)[0]
        found = Page()
        found.feed(page)
        found.close()
        self.assertEqual(found.open, [], "every element is closed")
        self.assertLessEqual(found.tags, {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "span", "sup",
                                          "a", "section", "table", "tr", "th", "td", "details", "summary"})
        self.assertIn("alert('x')", found.text)
        self.assertTrue(found.targets)
        self.assertLessEqual(found.targets, found.ids, "each number in the text leads to its event")
        self.assertNotRegex(page, r"(?:src|href)=\"(?!#)")

    def test_shows_the_whole_text_on_the_page(self):
        document = self.documents(given=self.ministers)[0]
        found = Page()
        found.feed(self.explain("--html", given=self.ministers)[0])
        self.assertEqual(re.sub(r"\d+", "", found.of_text), re.sub(r"\d+", "", document["text"]))

    def test_tells_of_a_rejected_article_in_each_form(self):
        for form in ((), ("--html",), ("--json",)):
            self.assertIn("bad_json", self.explain(*form, given=b'{"text": ', code=65)[0])

    def test_lists_what_no_pattern_covers(self):
        (self.folder / "a.txt").write_text("Norway outgrew Sweden in 1950. Sweden condemned Norway on Monday.\n")
        (self.folder / "b.txt").write_text("The report of the bank says so. In the same years Denmark outgrew Finland, and "
                                           "nobody in the region was surprised by it.\n")
        (self.folder / "c.json").write_text("no article")
        lines = self.explain("--missing", self.folder)[0].splitlines()
        self.assertIn("in 2 articles", lines[0])
        self.assertRegex(lines[1], r"^ +2  outgrow +unknown +Norway outgrew Sweden in 1950\.$")
        self.assertFalse(any("condemn" in line.split("  ")[1] for line in lines[1:]), lines)
        self.assertIn("no such file: none", self.explain("--missing", "none", code=64)[1])
        self.assertIn("not a folder", self.explain("--missing", self.folder / "a.txt", code=64)[1])

    def test_says_what_is_wrong_with_the_lexicon(self):
        shutil.copytree(ROOT / "config" / "lexicon", self.folder / "lexicon")
        (self.folder / "lexicon" / "events" / "aid.yaml").write_text("patterns:\n  - id: 7\n    colour: red\n")
        err = self.explain("--lexicon", "lexicon", given=self.ministers, code=78)[1]
        self.assertRegex(err, r"(?m)^lexicon/events/aid\.yaml:\d+:\d+: ")
        self.assertIn("none.model", self.explain("--model", "none.model", given=self.ministers, code=78)[1])


class Page(html.parser.HTMLParser):
    """What of a page matters: which elements, whether they are closed, where links lead, the text of the article."""

    VOID = ("meta",)

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.targets, self.text, self.of_text = [], set(), set(), set(), "", ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append((tag, attributes.get("class")))
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a":
            self.targets.add(attributes["href"].removeprefix("#"))

    def handle_endtag(self, tag):
        opened = self.open.pop()
        assert opened[0] == tag, f"{opened} closed by {tag}"

    def handle_data(self, data):
        self.text += data
        if ("div", "text") in self.open and not any(tag == "sup" for tag, _ in self.open):
            self.of_text += data


if __name__ == "__main__":
    BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
