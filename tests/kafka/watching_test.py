"""What a daemon between topics shows of itself: lag, partitions, and a broker that is away."""

from kafka_case import KafkaCase  # first: it knows where the others are
import case
import feeds
from admin import Admin
from daemon import until


class KafkaWatching(KafkaCase):
    ARTICLES = 300

    def begin(self):
        self.topics_both_ends()
        self.daemon = self.start()
        self.admin = Admin(self.daemon)
        until(self.daemon.runs, 60, self.daemon.tail)

    def sum_of(self, name):
        """Over all series of a name; None where there is none."""
        found = [value for series, value in self.admin.series().items() if series.split("{")[0] == name]
        return sum(found) if found else None

    def produce_articles(self, seed):
        writer = feeds.Writer(seed)
        self.produce([writer.json_article()[1] for _ in range(self.ARTICLES)])

    def test_shows_what_is_behind_and_what_is_done(self):
        self.begin()
        self.produce_articles(601)
        until(lambda: self.sum_of("tidings_kafka_consumer_committed_offset") == self.ARTICLES, 60, self.daemon.tail)
        until(lambda: self.sum_of("tidings_kafka_consumer_lag") == 0, 60, lambda: str(self.admin.series()))
        self.assertEqual(self.sum_of("tidings_kafka_consumer_lag_seconds"), 0)
        self.assertEqual(self.sum_of("tidings_kafka_assigned_partitions"), self.PARTITIONS)
        self.assertEqual(self.sum_of("tidings_kafka_consumer_position_offset"), self.ARTICLES)
        self.assertEqual(self.count(self.documents, 2), self.ARTICLES)
        self.assertEqual(self.sum_of("tidings_kafka_acknowledged_messages_total"), self.ARTICLES + sum(
            self.count(topic, 1) for topic in (self.events, self.quotes, self.updates, self.rejected)))
        self.assertEqual(self.sum_of("tidings_kafka_undelivered_messages_total"), 0)
        self.assertGreaterEqual(self.sum_of("tidings_kafka_rebalances_total"), 1)
        self.assertEqual(self.sum_of("tidings_end_to_end_latency_seconds_count"), self.ARTICLES)
        until(lambda: 'tidings_kafka_broker_rtt_seconds{broker="1"}' in self.admin.series(), 30,
              lambda: str(self.admin.series()))
        # As the client counted it, up to five seconds ago.
        until(lambda: self.sum_of("tidings_kafka_fetch_queue_bytes") == 0, 30, lambda: str(self.admin.series()))
        self.assertEqual(self.admin.reasons(), [])
        self.assertGreater(len(self.admin.families()), 50)
        self.assertEqual(self.daemon.stop(), 0)

    def test_is_red_while_the_broker_is_away_and_green_again(self):
        self.begin()
        until(lambda: self.sum_of("tidings_kafka_assigned_partitions") == self.PARTITIONS, 60, self.daemon.tail)
        self.broker.do("stop")
        try:
            until(lambda: any(reason.startswith("source: ") for reason in self.admin.reasons()), 60, self.daemon.tail)
            self.assertEqual(self.admin.get("/readyz")[0], 503)
            self.assertEqual(self.admin.get("/healthz")[0], 200, "a restart would not help")
            self.assertEqual(self.admin.series()["tidings_ready"], 0)
        finally:
            self.broker.do("start")
        self.produce_articles(602)
        until(lambda: self.admin.get("/readyz")[0] == 200, 90, lambda: str(self.admin.reasons()))
        until(lambda: self.sum_of("tidings_kafka_consumer_committed_offset") == self.ARTICLES, 60, self.daemon.tail)
        self.assertEqual(self.daemon.stop(), 0)

    def test_a_drain_gives_up_when_the_broker_goes_away(self):
        self.topics_both_ends()
        self.settings["flow"] = {"drain_timeout": "1s"}
        for seed in range(603, 633):
            self.produce_articles(seed)
        self.daemon = self.start("--drain")
        until(self.daemon.runs, 60, self.daemon.tail)
        self.broker.do("stop")
        try:
            self.assertEqual(self.daemon.wait(60), 75, self.daemon.tail())
            self.assertIn("held up for 7000 ms", self.daemon.tail())
        finally:
            self.broker.do("start")


if __name__ == "__main__":
    case.main()
