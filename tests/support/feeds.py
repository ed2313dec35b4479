"""Feeds made from a seed, and what must come of each record of them: the model that outputs are compared with."""

import gzip
import json
import pathlib
import random
import re
import subprocess
import zlib

WHO = ("The foreign minister of Norway", "The harbour master", "A clerk of the customs house", "The owner of the ferry", "The mayor's secretary",
       "A spokesman for the dockers", "The pilot's widow", "An envoy of the northern league")
DID = ("said that the quay would stay closed", "denied that the ferry had been held", "asked for another week",
       "promised the guilds their share of the toll", "refused to hand over the keys of the warehouse",
       "signed the register in the presence of both notaries", "warned that the ice was thin",
       "called the letter a forgery", "met the Swedish ambassador in Bergen", "condemned the Danish blockade")
WHEN = ("on Monday", "before the council met", "in the first days of May", "after the bells had rung", "at noon",
        "while the envoys were still at table", "the day before")
# Text in no encoding: more control characters than any text holds.
DAMAGED = b"The ferry waits at the quay of Orsk until morn" + bytes(range(9)) * 20
OUTCOMES = ("documents", "rejected")  # each record ends in one of them; the other streams are what it tells besides
TOKEN = re.compile(r"\bnotice (Q\d{7})\b")


class Writer:
    """Articles of invented news; each carries a notice number by which it is known again."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0

    def article(self, sentences=None):
        """(token, text) of the next article."""
        self.count += 1
        token = f"Q{self.count:07}"
        wanted = sentences or self.random.randint(2, 12)
        said = [f"{self.random.choice(WHO)} {self.random.choice(DID)} {self.random.choice(WHEN)}." for _ in range(wanted)]
        said[0] = f"{said[0][:-1]}, as notice {token} has it."
        paragraphs = [" ".join(said[i:i + 3]) for i in range(0, len(said), 3)]
        return token, "\n\n".join(paragraphs)

    def json_article(self, **fields):
        token, text = self.article(fields.pop("sentences", None))
        article = {"id": f"a-{token}", "source": "example.org", "title": f"The quay of Orsk, day {self.count}",
                   "published": f"1911-{1 + self.count % 12:02}-{1 + self.count % 28:02}", "text": text, **fields}
        return token, json.dumps(article, ensure_ascii=False).encode()


def document(token):
    return ("documents", token)


def rejected(file, line, reason):
    return ("rejected", file, line, reason)


def bad_lines(max_record_bytes):
    """(line, reason) of every way in which a line can be wrong."""
    return [(b'{"id": "x", "text": "cut off', "bad_json"),
            (b"nothing of JSON", "bad_json"),
            (b'[{"text": "An array of one."}]', "bad_json"),
            (b'{"a":' * 1500 + b"1" + b"}" * 1500, "bad_json"),
            (b'{"text": "a raw \x00 byte"}', "bad_json"),
            (b'{"id": 17, "text": "The ferry waits."}', "bad_article"),
            (b'{"text": ["The ferry", "waits."]}', "bad_article"),
            (b'{"id": "x", "title": "No body at all"}', "bad_article"),
            (b'{"text": "The ferry \\u0000 waits."}', "bad_article"),
            (b'{"text": "  \\n\\t "}', "empty_body"),
            (b'{"text": "\xe9\xff\x81\x8d\x8f\x90\x9d\xfe"}', "bad_encoding"),
            (b'{"html": "<p>The ferry waits.</p>"}', "unsupported_format"),
            (json.dumps({"text": "The ferry waits. " * (max_record_bytes // 16)}).encode(), "too_large")]


class Feed:
    """Files by name, and the outcomes of each file's records in their order."""

    def __init__(self, seed, max_record_bytes=16 * 1024):
        self.random = random.Random(seed)
        self.writer = Writer(seed)
        self.max_record_bytes = max_record_bytes
        self.files = {}
        self.outcomes = {}
        self.failed = set()  # files of which something could not be read, or whose dead letters point back to them

    def add(self, name, content, outcomes):
        self.files[name] = content
        self.outcomes[name] = list(outcomes)
        if any(o[0] == "rejected" and o[3] in ("too_large", "truncated", "file_changed", "unreadable") for o in outcomes):
            self.failed.add(name)

    def add_text(self, name):
        token, text = self.writer.article()
        self.add(name, text.encode() + b"\n", [document(token)])

    def add_json(self, name):
        token, article = self.writer.json_article()
        self.add(name, article, [document(token)])

    def add_lines(self, name, count, bad_share=0.05):
        lines, outcomes = self._lines(name, count, bad_share)
        self.add(name, _packed(name, b"\n".join(lines) + b"\n"), outcomes)

    def add_cut_gzip(self, name, count):
        """A gzip file that ends half-way: what can still be read of it counts, then comes `truncated`."""
        lines, outcomes = self._lines(name, count, 0)
        whole = gzip.compress(b"\n".join(lines) + b"\n", mtime=0)
        half = whole[:len(whole) // 2]
        readable = zlib.decompressobj(wbits=31).decompress(half).count(b"\n")
        self.add(name, half, [*outcomes[:readable], rejected(name, readable + 1, "truncated")])

    def add_bad_files(self, stem):
        for end, content, reason in ((".html", b"<!doctype html><p>The ferry waits.</p>", "unsupported_format"),
                                     (".txt", b" \n", "empty_body"),
                                     ("-b.txt", DAMAGED, "bad_encoding"),
                                     ("-c.txt", b"The ferry waits. " * (self.max_record_bytes // 16), "too_large"),
                                     ("-d.json", b"[1, 2]", "bad_json")):
            self.add(stem + end, content, [rejected(stem + end, None, reason)])

    def _lines(self, name, count, bad_share):
        lines, outcomes = [], []
        bad = bad_lines(self.max_record_bytes)
        for line in range(1, count + 1):
            if self.random.random() < bad_share:
                content, reason = self.random.choice(bad)
                outcomes.append(rejected(name, line, reason))
            else:
                token, content = self.writer.json_article()
                outcomes.append(document(token))
            lines.append(content)
        return lines, outcomes

    def names(self):
        return sorted(self.files, key=lambda name: name.encode())

    def expected(self):
        """stream -> outcomes in the order in which they must come."""
        streams = {stream: [] for stream in OUTCOMES}
        for name in self.names():
            for outcome in self.outcomes[name]:
                streams[outcome[0]].append(outcome)
        return streams

    def write(self, folder):
        for name, content in self.files.items():
            (pathlib.Path(folder) / name).write_bytes(content)

    def retired(self):
        """The folder as it must stand in the end, with `after: move`."""
        return {f"{'.failed' if name in self.failed else '.done'}/{name}": content for name, content in self.files.items()}


def _packed(name, content):
    if name.endswith(".gz"):
        return gzip.compress(content, mtime=0)
    if name.endswith(".zst"):
        return subprocess.run(["zstd", "-qc"], input=content, stdout=subprocess.PIPE, check=True).stdout
    return content


def mixed(seed, articles, **options):
    """Text files, files of many lines in every packing, and every kind of bad one among them."""
    feed = Feed(seed, **options)
    number = 0
    while feed.writer.count < articles:
        kind = number % 8
        stem = f"{number:04}"
        if kind == 0:
            feed.add_lines(f"{stem}.jsonl", feed.random.randint(20, 200))
        elif kind == 1:
            feed.add_lines(f"{stem}.jsonl.gz", feed.random.randint(20, 120))
        elif kind == 2:
            feed.add_lines(f"{stem}.jsonl.zst", feed.random.randint(20, 120))
        elif kind == 3:
            feed.add_json(f"{stem}.json")
        elif kind == 4 and number % 16 == 4:
            feed.add_bad_files(stem)
        elif kind == 5 and number % 16 == 5:
            feed.add_cut_gzip(f"{stem}.jsonl.gz", 40)
        else:
            feed.add_text(f"{stem}.txt")
        number += 1
    return feed


def outcome_of(stream, data):
    """A published record as the model names it."""
    if stream == "documents":
        tokens = TOKEN.findall(data["text"])
        return document(tokens[0]) if len(tokens) == 1 else ("documents", f"{len(tokens)} notices in {data['text'][:80]!r}")
    return rejected(data.get("file", data.get("file_base64")), data.get("line"), data["reason"])
