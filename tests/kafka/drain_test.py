"""`run --drain` beside another member of its group, and across a lost session: what was there is done, or it says so."""

import time

from kafka_case import KafkaCase, by_id, token_of  # first: it knows where the others are
import case
import feeds
from daemon import until


class KafkaDrain(KafkaCase):
    ARTICLES = 15_000

    def backlog(self):
        self.topics_both_ends()
        self.only_cleaned()
        self.settings["source"]["max_record_bytes"] = "256KiB"
        self.settings["flow"] = {"workers": 1, "commit_interval": "100ms", "batch_records": 8, "poll_bytes": "32KiB",
                                 "budget_bytes": "1MiB"}
        self.settings["kafka"]["librdkafka"] = {"heartbeat.interval.ms": 500}
        writer = feeds.Writer(23)
        pairs = [writer.json_article(sentences=40) for _ in range(self.ARTICLES)]
        self.produce([body for _, body in pairs])
        self.tokens = [token for token, _ in pairs]

    def amid(self):
        """A drain that has begun and is far from done."""
        daemon = self.start("--drain")
        self.until_published(daemon, 1)
        self.assertLess(self.count(self.documents, 2), self.ARTICLES // 2, "too fast for this test")
        return daemon

    def assert_all_there(self):
        found = by_id(self.read(self.documents))
        self.assertEqual(sorted(map(token_of, found.values())), sorted(self.tokens))

    def test_two_that_meet_do_everything(self):
        self.backlog()
        first = self.amid()
        second = self.start("--drain")
        until(lambda: first.says("partitions asked back"), 60, first.tail)
        self.assertLess(self.count(self.documents, 2), self.ARTICLES, "too fast for this test")
        for daemon in (first, second):
            self.assertEqual(daemon.wait(120), 0, daemon.tail())
            self.assertRegex(daemon.log_text(), "[12] partitions assigned", "it was to do its share")
        self.assert_all_there()

    def test_a_lost_session_is_no_end(self):
        self.backlog()
        daemon = self.amid()
        self.broker.do("pause")
        try:
            until(lambda: daemon.says("partitions lost"), 60, daemon.tail)
            time.sleep(2)
        finally:
            self.broker.do("resume")
        self.assertEqual(daemon.wait(120), 0, daemon.tail())
        self.assert_all_there()


if __name__ == "__main__":
    case.main()
