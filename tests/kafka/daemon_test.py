"""The real binary between real topics, and between topics and files."""

import base64
import json
import random
import time

from kafka_case import KafkaCase, by_id, token_of  # first: it knows where the others are
import case
import committed
import feeds
from admin import Admin
from daemon import until

MIB = 1 << 20
TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def lines_of(out, stream):
    """ce_id -> the record as it stands in the file, byte for byte."""
    found = {}
    for line in committed.lines(committed.read(out).get(stream, b"")):
        record = line[line.index(b'"data":') + len(b'"data":'):-1].decode()
        event = json.loads(line)
        if event["id"] in found:
            raise AssertionError(f"twice in the file: {event['id']}")
        found[event["id"]] = record
    return found


def body_of(letter):
    return base64.b64decode(letter["body_base64"]) if "body_base64" in letter else letter["body"].encode()


class KafkaDocuments(KafkaCase):
    def written(self, count, seed=5):
        """Articles that say when they were published, so that the queue's time does not matter."""
        writer = feeds.Writer(seed)
        return [writer.json_article()[1] for _ in range(count)]

    def through_files(self, bodies):
        """The same articles through the file edge."""
        self.files_in()
        self.settings["sink"] = {"path": "out"}
        self.outputs.append(self.out)
        for number, body in enumerate(bodies):
            self.drop(f"{number:06}.json" if body.startswith(b"{") else f"{number:06}.txt", body)
        self.drain()
        return lines_of(self.out, "documents")

    def test_are_the_same_bytes_as_from_files(self):
        bodies = self.written(500) + [b"date 1911-05-17\n\n" + text.encode()
                                      for _, text in (feeds.Writer(6).article() for _ in range(1))]
        self.produce(bodies)
        self.topics_both_ends()
        self.settings["streams"] = {"updates": False}  # these depend on the order of all articles
        self.drain()
        self.assertFalse(self.state.exists())  # the group keeps the offsets
        published = by_id(self.read(self.documents))
        self.assertEqual(len(published), 501)
        events, quotes = by_id(self.read(self.events)), by_id(self.read(self.quotes))
        self.assertGreater(min(len(events), len(quotes)), 50)
        self.assertEqual(published, self.through_files(bodies))
        self.assertEqual(events, lines_of(self.out, "events"))
        self.assertEqual(quotes, lines_of(self.out, "quotes"))

    def test_and_all_else_carry_the_trace_on(self):
        self.produce(self.written(50) + [b"{}"], "-H", f"traceparent={TRACEPARENT}")
        self.topics_both_ends()
        self.drain()
        for topic in (self.documents, self.rejected, self.events, self.quotes, self.updates):
            messages = self.read(topic)
            self.assertTrue(messages, topic)
            for message in messages:
                self.assertEqual(message["headers"].get("traceparent"), TRACEPARENT, topic)

    def test_of_the_shared_articles_differ_in_the_queues_time_only(self):
        files = sorted((case.SHARED / "articles").glob("*.txt"))[:5]
        if not files:
            self.skipTest("the shared reference material is not here")
        self.kcat("-P", "-t", self.articles, *files)
        self.topics_both_ends()
        self.drain()
        published = {key: json.loads(value) for key, value in by_id(self.read(self.documents)).items()}
        filed = {key: json.loads(value) for key, value in self.through_files([f.read_bytes() for f in files]).items()}
        self.assertEqual(len(filed), 5)
        for records in (published, filed):
            for record in records.values():
                if record.get("published", {}).get("found") == "queue":
                    del record["published"]
        self.assertEqual(published, filed)

    def test_a_second_drain_has_nothing_to_do(self):
        self.produce(self.written(100))
        self.topics_both_ends()
        self.drain()
        begun = time.monotonic()
        self.drain()
        self.assertLess(time.monotonic() - begun, 15)
        self.assertEqual(self.count(self.documents, 2), 100)
        self.produce(self.written(50, seed=8))
        self.drain()
        self.assertEqual(self.count(self.documents, 2), 150)


class KafkaIncidents(KafkaCase):
    """Articles of one partition, whose order is that of files: the updates are the same, killed or not."""

    def setUp(self):
        super().setUp()
        writer = feeds.Writer(5)
        self.bodies = [writer.json_article()[1] for _ in range(400)]
        lines = self.root / "lines"
        lines.write_bytes(b"".join(body + b"\n" for body in self.bodies))
        self.kcat("-P", "-t", self.articles, "-p", 0, "-l", lines)
        self.settings["source"] = {"kind": "kafka"}

    def undisturbed(self):
        """From files; the updates by their ids."""
        out = self.root / "undisturbed"
        self.outputs.append(out)
        self.files_in()
        self.settings.update(sink={"path": out.name}, state={"path": "state-of-files"}, flow={})
        self.drop("all.jsonl", b"".join(body + b"\n" for body in self.bodies))
        self.drain()
        updates = lines_of(out, "updates")
        self.assertGreater(len(updates), 100)
        return updates

    def killed(self, kills=6):
        self.settings["source"]["max_record_bytes"] = "256KiB"
        self.settings["flow"] = {"workers": 1, "commit_interval": "100ms", "batch_records": 4, "budget_bytes": "1MiB"}
        self.settings["kafka"]["source"].update(instance="only", commit_interval="100ms")
        seed = random.SystemRandom().randrange(1 << 32)
        print(f"{self.id()}: seed {seed}", flush=True)
        chance = random.Random(seed)
        for _ in range(kills):
            daemon = self.start()
            until(daemon.runs, 60)
            time.sleep(chance.uniform(0.1, 1.0))
            daemon.kill()
        self.drain()

    def test_to_topics(self):
        self.settings["sink"] = {"kind": "kafka"}
        self.drain()
        published = by_id(self.read(self.updates))
        self.assertEqual(len(self.read(self.updates)), len(published))
        self.drain()  # nothing is read again, and nothing told
        self.assertEqual(len(self.read(self.updates)), len(published))
        self.assertEqual(published, self.undisturbed())

    def test_to_topics_among_kills(self):
        self.settings["sink"] = {"kind": "kafka"}
        self.killed()
        messages = self.read(self.updates)
        published = by_id(messages)
        print(f"{len(messages) - len(published)} of {len(published)} came again", flush=True)
        self.assertEqual(published, self.undisturbed())

    def test_to_files_among_kills(self):
        self.outputs.append(self.out)
        self.killed()
        self.assertEqual(lines_of(self.out, "updates"), self.undisturbed())


class KafkaRejected(KafkaCase):
    def test_every_bad_message_is_found_with_reason_origin_and_headers(self):
        # Without a file name a line that is no JSON is plain text; and what is too large elsewhere is not here.
        bad = [(body, reason) for body, reason in feeds.bad_lines(16 * 1024) if body[:1] in b"{[" and reason != "too_large"]
        bad.append((feeds.Writer(10).json_article(sentences=20_000)[1], "refused"))  # its document is over 1 MB
        bad.append((b"\x81" + b"x" * (9 * MIB), "too_large"))
        writer = feeds.Writer(9)
        good = [writer.json_article()[1] for _ in range(200)]
        bodies = good + [body for body, _ in bad]
        random.Random(4).shuffle(bodies)
        self.produce(bodies, "-H", "trace=t-17", "-k", "paper-9")
        self.topics_both_ends()
        self.drain()
        self.assertEqual(len(by_id(self.read(self.documents))), 200)
        letters = [json.loads(message["payload"]) for message in self.read(self.rejected)]
        self.assertEqual(sorted(letter["reason"] for letter in letters), sorted(reason for _, reason in bad))
        for letter in letters:
            self.assertEqual(letter["topic"], self.articles)
            self.assertEqual(letter["headers"], [{"name": "trace", "value": "t-17"}])
            self.assertEqual(letter["key"], "paper-9")
            self.assertEqual(bodies[letter["offset"] * self.PARTITIONS + letter["partition"]][:10],
                             body_of(letter)[:10])


class KafkaKilled(KafkaCase):
    """kill -9 at random moments; nothing is lost, and what comes again is the same."""

    KILLS = 8
    SLOW = {"workers": 1, "commit_interval": "100ms", "batch_records": 8, "poll_bytes": "32KiB", "budget_bytes": "1MiB"}

    def prepare(self, count, sentences=40):
        self.only_cleaned()
        self.seed = random.SystemRandom().randrange(1 << 32)
        print(f"{self.id()}: seed {self.seed}", flush=True)
        self.chance = random.Random(self.seed)
        writer = feeds.Writer(3)
        pairs = [writer.json_article(sentences=sentences) for _ in range(count)]
        self.settings["source"]["max_record_bytes"] = "256KiB"
        self.settings["flow"] = self.SLOW
        # A static member, so that the next life need not wait for the session of the last one.
        self.settings["kafka"]["source"].update(instance="only", commit_interval="100ms")
        return [token for token, _ in pairs], [body for _, body in pairs]

    def lives(self, longest, kills=KILLS):
        for _ in range(kills):
            daemon = self.start()
            until(daemon.runs, 60)
            time.sleep(self.chance.uniform(0.1, longest))
            daemon.kill()
        self.drain()

    def test_from_topics_to_topics(self):
        self.topics_both_ends()
        tokens, bodies = self.prepare(12_000)
        self.produce(bodies)
        self.lives(1.5)
        messages = self.read(self.documents)
        found = by_id(messages)
        self.assertEqual(sorted(map(token_of, found.values())), sorted(tokens))
        print(f"{len(messages) - len(found)} of {len(found)} came again", flush=True)
        self.assertGreater(len(messages), len(found), "no kill met work")
        self.assertLess(len(messages), 2 * len(found))

    def test_twenty_times_amid_a_hundred_thousand(self):
        self.topics_both_ends()
        tokens, bodies = self.prepare(100_000, sentences=6)
        self.produce(bodies)
        self.lives(1.0, kills=20)
        messages = self.read(self.documents)
        found = by_id(messages)
        self.assertEqual(sorted(map(token_of, found.values())), sorted(tokens))
        print(f"{len(messages) - len(found)} of {len(found)} came again", flush=True)
        self.assertGreater(len(messages), len(found), "no kill met work")
        self.assertLess(len(messages), 2 * len(found))

    def test_from_topics_to_files_each_comes_once(self):
        self.settings["source"] = {"kind": "kafka"}
        tokens, bodies = self.prepare(12_000)
        self.outputs.append(self.out)
        self.produce(bodies)
        self.lives(1.5)
        self.assertEqual(sorted(map(token_of, lines_of(self.out, "documents").values())), sorted(tokens))

    def test_from_files_to_topics(self):
        self.files_in()
        self.settings["sink"] = {"kind": "kafka"}
        tokens, bodies = self.prepare(12_000)
        for number in range(0, len(bodies), 3000):
            self.drop(f"{number:06}.jsonl", b"\n".join(bodies[number:number + 3000]) + b"\n")
        self.lives(0.25)
        messages = self.read(self.documents)
        found = by_id(messages)
        self.assertEqual(sorted(map(token_of, found.values())), sorted(tokens))
        print(f"{len(messages) - len(found)} of {len(found)} came again", flush=True)
        self.assertEqual(len(list((self.feed / ".done").iterdir())), 4)

    def test_a_stop_in_the_middle_of_a_file_repeats_nothing(self):
        self.files_in()
        self.settings["sink"] = {"kind": "kafka"}
        tokens, bodies = self.prepare(6000)
        self.drop("all.jsonl", b"\n".join(bodies) + b"\n")
        daemon = self.start()
        self.until_published(daemon, 100)
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        self.assertLess(self.count(self.documents, 2), len(tokens))
        self.drain()
        messages = self.read(self.documents)
        self.assertEqual(sorted(token_of(message["payload"]) for message in messages), sorted(tokens))


class KafkaRefused(KafkaCase):
    """What keeps it from starting, or ends it: which exit code, and which words."""

    SECRET = "abracadabra-77"

    def setUp(self):
        super().setUp()
        self.topics_both_ends()
        self.kafka = self.settings["kafka"]

    def password(self, word):
        (self.root / "password").write_text(word + "\n")
        self.kafka.update(brokers=self.broker.at["sasl"],
                          sasl={"mechanism": "PLAIN", "username": self.broker.at["user"], "password_file": "password"})

    def test_the_right_password_and_tls_work(self):
        self.password(self.broker.at["password"])
        self.kafka["librdkafka"] = {"debug": "security,broker"}
        daemon = self.drain()
        self.assertNotIn(self.broker.at["password"], daemon.log_text())
        self.kafka["sasl"] = {}
        self.kafka.update(brokers=self.broker.at["tls"], tls={"enabled": True, "ca_file": self.broker.at["certificate"]})
        self.drain()

    def test_a_wrong_password(self):
        self.password(self.SECRET)
        self.kafka["librdkafka"] = {"debug": "all"}
        self.settings["log"]["level"] = "debug"
        daemon = self.start("--drain")
        self.assert_exit(daemon, 78, "authentication")
        self.assertNotIn(self.SECRET, daemon.log_text())

    def test_tls_expected_and_not_there(self):
        self.kafka["tls"] = {"enabled": True, "ca_file": self.broker.at["certificate"]}
        self.assert_exit(self.start(), 78, "tls")

    def test_no_broker(self):
        self.kafka.update(brokers="127.0.0.1:1", start_timeout="2s")
        self.assert_exit(self.start(), 69, "broker_unavailable")

    def test_no_broker_for_the_source_alone(self):
        self.settings["sink"] = {"path": "out"}
        self.kafka.update(brokers="127.0.0.1:1", start_timeout="2s")
        self.assert_exit(self.start(), 69, "broker_unavailable")

    def test_a_topic_that_is_missing(self):
        self.kafka["source"]["topics"] = ["no-such-topic"]
        self.assert_exit(self.start(), 78, "topic_missing", "no-such-topic")
        self.kafka["source"]["topics"] = [self.articles]
        self.kafka["sink"]["rejected"] = "no-dead-letters"
        self.assert_exit(self.start(), 78, "topic_missing", "no-dead-letters")

    def test_a_topic_that_is_deleted_meanwhile(self):
        self.kafka["source"]["missing_topic_timeout"] = "2s"
        daemon = self.start()
        until(lambda: daemon.says("assigned"), 60)
        self.broker.do("delete", self.articles)
        self.assert_exit(daemon, 78, "topic_missing", self.articles)

    def test_a_topic_that_is_deleted_and_made_anew_meanwhile(self):
        writer = feeds.Writer(16)
        daemon = self.start()
        self.produce([writer.json_article()[1] for _ in range(90)])
        self.until_published(daemon, 90)
        self.broker.do("delete", self.articles)
        self.broker.do("create", self.articles, self.PARTITIONS)
        self.produce([writer.json_article()[1] for _ in range(30)])
        self.assert_exit(daemon, 78, "offset_gone", self.articles)

    def test_a_topic_that_is_made_anew_and_stays_empty(self):
        writer = feeds.Writer(17)
        daemon = self.start()
        self.produce([writer.json_article()[1] for _ in range(90)])
        self.until_published(daemon, 90)
        admin = Admin(daemon)
        until(lambda: sum(value for name, value in admin.series().items()
                          if name.startswith("tidings_kafka_consumer_lag{")) == 0, 30, daemon.tail)
        self.broker.do("delete", self.articles)
        self.broker.do("create", self.articles, self.PARTITIONS)
        self.assert_exit(daemon, 78, "offset_gone", self.articles)

    def check(self, code, *words):
        daemon = self.start("check", "-c", self.configure())
        self.assert_exit(daemon, code, *words)

    def test_what_check_finds_without_a_broker(self):
        self.kafka["brokers"] = "127.0.0.1:1"
        self.check(0)
        self.kafka["librdkafka"] = {"fetch.wiat.max.ms": 5, "socket.timeout.ms": "soon"}
        self.check(78, "fetch.wiat.max.ms", "socket.timeout.ms")
        self.kafka["librdkafka"] = {"enable.auto.offset.store": True}
        self.check(78, "enable.auto.offset.store", "ledger")
        self.kafka["librdkafka"] = {"sasl.password": self.SECRET, "ssl.key.pem": self.SECRET}
        daemon = self.start("check", "-c", self.configure())
        daemon.wait()
        self.assertNotIn(self.SECRET, daemon.log_text())
        self.kafka["librdkafka"] = {}
        self.kafka["sasl"] = {"mechanism": "PLAIN", "username": "desk", "password_file": "nowhere"}
        self.check(78, "nowhere", "No such file")
        self.kafka["sasl"] = {}
        self.kafka["tls"] = {"enabled": True, "ca_file": "no.pem"}
        self.check(78, "no.pem")


class KafkaHeldBack(KafkaCase):
    """Full input, and a sink that takes nothing for a minute."""

    SECONDS = 60
    ARTICLES = 30_000

    @case.needs_root("a small file system")
    def test_a_full_disk_keeps_memory_and_membership(self):
        self.settings["source"] = {"kind": "kafka"}
        self.only_cleaned()
        writer = feeds.Writer(12)
        bodies = [writer.json_article(sentences=30)[1] for _ in range(self.ARTICLES)]
        self.produce(bodies)
        disk = case.Mount(self, self.out, "-o", "size=8m")
        self.settings["kafka"]["source"].update(fetch_bytes="4MiB", poll_interval_max="30s")
        self.settings["flow"] = {"budget_bytes": "16MiB", "workers": 2}  # each takes some memory of its own
        daemon = self.start()
        admin = Admin(daemon)
        until(lambda: daemon.says("disk_full"), 60, daemon.tail)
        time.sleep(5)
        before = daemon.memory_kib()
        time.sleep(self.SECONDS)
        after = daemon.memory_kib()
        print(f"held for {self.SECONDS} s: {before} KiB, then {after} KiB", flush=True)
        self.assert_lag(admin)
        self.assertLess(after, before + 4 * 1024)
        self.assertLess(after, 160 * 1024)
        for word in ("lost", "asked back"):
            self.assertFalse(daemon.says(word), daemon.tail())
        begun = time.monotonic()
        disk.remount("size=512m")
        until(lambda: daemon.says("sink goes on"), 20, daemon.tail)
        took = time.monotonic() - begun
        print(f"on the move again after {took:.1f} s", flush=True)
        self.assertLess(took, 5)  # flow.retry.delay_max is 2 s
        until(lambda: len(committed.lines(committed.read(self.out)["documents"])) == self.ARTICLES, 120, daemon.tail,
              pause=0.5)
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        self.assertEqual(len(lines_of(self.out, "documents")), self.ARTICLES)

    def assert_lag(self, admin):
        def values(name):
            return [value for one, value in admin.series().items() if one.startswith(name + "{")]
        behind, done = values("tidings_kafka_consumer_lag"), values("tidings_kafka_consumer_committed_offset")
        self.assertEqual(len(behind), self.PARTITIONS)
        self.assertEqual(sum(behind) + sum(done), self.ARTICLES)
        self.assertGreater(max(values("tidings_kafka_consumer_lag_seconds")), self.SECONDS)
        self.assertGreater(sum(behind), 0)


class KafkaBrokerAway(KafkaCase):
    """Twenty seconds, amid a backlog; with the session that is the default, and with one that does not last so long."""

    ARTICLES = 30_000

    def setUp(self):
        super().setUp()
        self.topics_both_ends()
        self.only_cleaned()
        self.settings["source"]["max_record_bytes"] = "256KiB"
        self.settings["flow"] = {"workers": 1, "commit_interval": "100ms", "batch_records": 8, "poll_bytes": "32KiB",
                                 "budget_bytes": "1MiB"}

    def away(self, go, back, session=None):
        self.settings["kafka"]["source"]["session_timeout"] = session or "45s"
        writer = feeds.Writer(14)
        self.produce([writer.json_article(sentences=30)[1] for _ in range(self.ARTICLES)])
        daemon = self.start()
        admin = Admin(daemon)
        self.until_published(daemon, 1)
        go()
        time.sleep(20)
        back()
        # Who asks is served at once: the return is when the first one gets an answer.
        before = self.count(self.documents, 2)
        begun = time.monotonic()
        self.assertLess(before, self.ARTICLES, "too fast for this test")
        until(lambda: self.count(self.documents, 2) > before, 60, daemon.tail, pause=0.05)
        took = time.monotonic() - begun
        print(f"{self.id()}: on the move again {took:.2f} s after the return", flush=True)
        self.until_published(daemon, self.ARTICLES, 240)
        self.assertEqual(daemon.says("partitions lost"), session is not None, daemon.tail())
        self.assertEqual(admin.series()["tidings_kafka_assigned_partitions"], self.PARTITIONS)
        self.assertEqual(daemon.stop(), 0, daemon.tail())
        self.assertEqual(len(by_id(self.read(self.documents))), self.ARTICLES)
        return took

    def paused(self, **options):
        return self.away(lambda: self.broker.do("pause"), lambda: self.broker.do("resume"), **options)

    def stopped(self, **options):
        return self.away(lambda: self.broker.do("stop"), lambda: self.broker.do("start"), **options)

    def test_paused_for_twenty_seconds(self):
        self.assertLess(self.paused(), 5)

    def test_stopped_for_twenty_seconds(self):
        self.assertLess(self.stopped(), 5)

    def test_paused_for_longer_than_the_session(self):
        # The broker still has the old member, and waits for its session.
        self.assertLess(self.paused(session="6s"), 5 + 6)

    def test_stopped_for_longer_than_the_session(self):
        self.assertLess(self.stopped(session="6s"), 5 + 6)


if __name__ == "__main__":
    case.main()
