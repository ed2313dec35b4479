"""Several daemons in one group while articles come in: members come, go in order, fall silent, and are killed."""

import signal
import struct
import threading

from kafka_case import KafkaCase, by_id, token_of  # first: it knows where the others are
import case
import feeds
from admin import Admin
from daemon import until


class Feeder(threading.Thread):
    """Hands in articles, a few at a time, until it is told to end. Nothing else may produce meanwhile."""

    AT_ONCE = 80

    def __init__(self, produce):
        super().__init__(daemon=True)
        self.produce, self.tokens = produce, []
        self.ended, self.failure = threading.Event(), None

    def run(self):
        writer = feeds.Writer(21)
        try:
            while not self.ended.is_set():
                pairs = [writer.json_article(sentences=8) for _ in range(self.AT_ONCE)]
                self.produce([body for _, body in pairs])
                self.tokens += [token for token, _ in pairs]
        except BaseException as failure:  # to be raised where the test sees it
            self.failure = failure

    def end(self):
        self.ended.set()
        self.join()
        if self.failure:
            raise self.failure
        return self.tokens


class Member:
    def __init__(self, daemon):
        self.daemon, self.admin = daemon, Admin(daemon)

    def value(self, name):
        return self.admin.series().get(name, 0)

    def owns(self):
        return self.value("tidings_kafka_assigned_partitions")

    def published(self):
        return self.value("tidings_kafka_acknowledged_messages_total")


class KafkaMembers(KafkaCase):
    PARTITIONS = 4

    def setUp(self):
        super().setUp()
        self.topics_both_ends()
        self.only_cleaned()
        self.settings["kafka"]["source"]["commit_interval"] = "100ms"
        self.settings["flow"] = {"workers": 1, "commit_interval": "100ms"}
        self.feeder = Feeder(self.produce)

    def member(self):
        return Member(self.start())

    def shared_by(self, *members, seconds=60):
        """Each has its share, and does something with it."""
        share = self.PARTITIONS // len(members)
        until(lambda: all(member.owns() == share for member in members), seconds,
              lambda: "\n".join(member.daemon.tail() for member in members), pause=0.1)
        before = [member.published() for member in members]
        until(lambda: all(member.published() > count for member, count in zip(members, before)), 60,
              lambda: "\n".join(member.daemon.tail() for member in members), pause=0.1)

    def commits(self):
        """(partition, offset) as the group's offsets were committed, one after the other: from the broker's own topic."""
        raw = self.kcat("-C", "-e", "-q", "-t", "__consumer_offsets", "-o", "beginning", "-f", "%K %k%R%s")
        found = []
        while raw:
            size, raw = raw.split(b" ", 1)
            key, raw = raw[:int(size)], raw[int(size):]
            length = struct.unpack(">i", raw[:4])[0]
            value, raw = raw[4:4 + max(length, 0)], raw[4 + max(length, 0):]
            kind, size = struct.unpack(">hh", key[:4])
            if kind < 2 and key[4:4 + size].decode() == self.group and value:
                found.append((struct.unpack(">i", key[-4:])[0], struct.unpack(">q", value[2:10])[0]))
        return found

    def assert_no_commit_of_others(self):
        """Whoever commits what is another's takes the group back to where it was itself."""
        at = {}
        for partition, offset in self.commits():
            self.assertGreaterEqual(offset, at.get(partition, 0), f"partition {partition} goes back")
            at[partition] = offset
        self.assertEqual(sum(at.values()), self.count(self.articles, self.PARTITIONS))

    def test_share_and_hand_over_and_lose_nothing(self):
        self.feeder.start()
        first = self.member()
        self.shared_by(first)
        second = self.member()
        self.shared_by(first, second)
        self.assertEqual(first.value("tidings_kafka_rebalance_drain_seconds_count"), self.PARTITIONS)

        second.daemon.kill()
        self.shared_by(first)
        third = self.member()
        self.shared_by(first, third)

        third.daemon.signal(signal.SIGSTOP)  # longer than its session
        self.shared_by(first)
        third.daemon.signal(signal.SIGCONT)
        self.shared_by(first, third)

        self.assertEqual(third.daemon.stop(), 0, third.daemon.tail())
        self.shared_by(first)
        tokens = self.feeder.end()
        until(lambda: first.value("tidings_inflight_bytes") == 0
              and sum(dict(self.commits()).values()) == len(tokens), 60, first.daemon.tail, pause=0.5)
        self.assertEqual(first.daemon.stop(), 0, first.daemon.tail())

        messages = self.read(self.documents)
        found = by_id(messages)
        self.assertEqual(sorted(map(token_of, found.values())), sorted(tokens))
        print(f"{len(messages) - len(found)} of {len(found)} came again", flush=True)
        self.assertLess(len(messages), 2 * len(found))
        self.assert_no_commit_of_others()


if __name__ == "__main__":
    case.main()
