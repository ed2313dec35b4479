"""What the tests of the real binary at a real broker share: one broker per program, and kcat as the other client."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "system"))

import case  # noqa: E402
import feeds  # noqa: E402
from case import SystemCase  # noqa: E402
from daemon import until  # noqa: E402


class Broker:
    """tests/kafka/broker_program.cc, one for all tests of a program; it ends with us, however we end."""

    shared = None

    def __init__(self):
        self.process = subprocess.Popen([os.environ["KAFKA_BROKER"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)
        ready = self.process.stdout.readline()
        if not ready:
            code = self.process.wait()
            raise SystemExit(code)
        self.at = json.loads(ready)

    @classmethod
    def get(cls):
        if cls.shared is None:
            cls.shared = cls()
        return cls.shared

    def do(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        if self.process.stdout.readline() != "done\n":
            raise AssertionError(f"the broker did not: {words}")


class KafkaCase(SystemCase):
    """Topics and group of its own for each test: articles in, all streams out."""

    PARTITIONS = 3
    CODES = True

    def setUp(self):
        if shutil.which("kcat") is None:
            self.skipTest("kcat is missing")
        self.broker = Broker.get()
        super().setUp()
        stem = self.id().split(".", 1)[1]
        self.articles, self.documents, self.rejected, self.events, self.quotes, self.updates, self.group = (
            f"{stem}.{name}" for name in ("articles", "documents", "rejected", "events", "quotes", "updates",
                                         "group"))
        self.broker.do("create", self.articles, self.PARTITIONS)
        self.broker.do("create", self.documents, 2)
        for topic in (self.rejected, self.events, self.quotes, self.updates):
            self.broker.do("create", topic, 1)
        self.settings["kafka"] = {"brokers": self.broker.at["plain"], "close_timeout": "2s",
                                  "source": {"topics": [self.articles], "group": self.group, "session_timeout": "6s"},
                                  "sink": {"documents": self.documents, "rejected": self.rejected,
                                           "events": self.events, "quotes": self.quotes,
                                           "updates": self.updates}}
        self.outputs = []

    def topics_both_ends(self):
        self.settings["source"] = {"kind": "kafka"}
        self.settings["sink"] = {"kind": "kafka"}

    def only_cleaned(self):
        """Articles are not coded, which costs twenty times what all the rest costs: for tests of the edges under load."""
        self.settings["streams"] = {"events": False, "quotes": False, "updates": False}

    def files_in(self):
        self.settings["source"] = {"path": "feed"}
        del self.settings["kafka"]["source"]["topics"]

    def kcat(self, *arguments, **options):
        done = subprocess.run(["kcat", "-b", self.broker.at["plain"], *map(str, arguments)], capture_output=True,
                              timeout=120, **options)
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors="replace"))
        return done.stdout

    def produce(self, bodies, *arguments, topic=None):
        """One message each, acknowledged; by turns over the partitions."""
        folder = self.root / "messages"
        shutil.rmtree(folder, ignore_errors=True)
        for partition in range(self.PARTITIONS):
            share = bodies[partition::self.PARTITIONS]
            lines = [body for body in share if b"\n" not in body and body]
            folder.mkdir(exist_ok=True)
            (folder / "lines").write_bytes(b"".join(line + b"\n" for line in lines))
            to = ("-P", "-t", topic or self.articles, "-p", partition, "-X", "message.max.bytes=20000000", *arguments)
            if len(lines) == len(share):
                self.kcat(*to, "-l", folder / "lines")
                continue
            files = []
            for number, body in enumerate(share):
                files.append(folder / f"{number:06}")
                files[-1].write_bytes(body)
            self.kcat(*to, *files)

    def read(self, topic):
        """Every message of a topic, as kcat has it, with `headers` as a dict."""
        out = self.kcat("-C", "-e", "-q", "-J", "-o", "beginning", "-t", topic, "-X", "fetch.wait.max.ms=10")
        messages = [json.loads(line) for line in out.splitlines()]
        for message in messages:
            headers = message.get("headers", [])
            message["headers"] = dict(zip(headers[::2], headers[1::2]))
        self.assert_cloud_events(messages)
        return messages

    def assert_cloud_events(self, messages):
        if SystemCase.checker is None:
            SystemCase.checker = case.validate.Checker()
        for message in messages[:case.ALL_VALIDATED]:
            headers = message["headers"]
            event = {name: headers[f"ce_{name}"] for name in ("specversion", "id", "source", "type")}
            event.update(datacontenttype=headers["content-type"], partitionkey=headers["ce_partitionkey"],
                         data=json.loads(message["payload"]))
            _, problems = SystemCase.checker.problems(json.dumps(event))
            self.assertEqual(problems, [], message)

    def count(self, topic, partitions):
        """Messages it ever had. A broker that has just come back knows nothing of partitions for a moment."""
        wanted = [word for number in range(partitions) for word in ("-t", f"{topic}:{number}:-1")]

        def asked():
            done = subprocess.run(["kcat", "-b", self.broker.at["plain"], "-Q", *wanted], capture_output=True, timeout=120)
            return done if done.returncode == 0 else None
        out = until(asked, 20, "an answer to kcat", pause=0.05).stdout.decode()
        return sum(int(line.rsplit(" ", 1)[1]) for line in out.splitlines())

    def until_published(self, daemon, count, seconds=60):
        def there():
            self.assertIsNone(daemon.poll(), daemon.tail())
            return self.count(self.documents, 2) >= count
        until(there, seconds, lambda: f"{count} documents\n{daemon.tail()}", pause=0.1)


def token_of(payload):
    return feeds.TOKEN.findall(json.loads(payload)["text"])[0]


def by_id(messages):
    """ce_id -> payload; the same id must have the same bytes."""
    found = {}
    for message in messages:
        if found.setdefault(message["headers"]["ce_id"], message["payload"]) != message["payload"]:
            raise AssertionError(f"two payloads under {message['headers']['ce_id']}")
    return found
