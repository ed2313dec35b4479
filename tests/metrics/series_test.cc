#include "pipeline/metrics/series.h"

#include <gmock/gmock.h>

#include "pipeline/metrics/flow.h"
#include "pipeline/metrics/kafka.h"
#include "pipeline/metrics/process.h"

namespace tidings::metrics {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

constexpr Name kThings{"tidings_things_total", "Things."};
constexpr Name kTime{"tidings_time_seconds", "Time."};

TEST(Counter, ShowsWhatIsCountedElsewhereAndNeverGoesBack) {
  Registry registry;
  const auto things = registry.counter(kThings);
  things.raise_to(5);
  things.raise_to(3);
  things.add();
  EXPECT_THAT(registry.text(), HasSubstr("\ntidings_things_total 6\n"));
}

TEST(Series, WithoutARegistryDoNothing) {
  Counter().add();
  Counter().raise_to(1);
  Gauge().set(1);
  Histogram().observe(milliseconds(1));
  Tally tally;
  EXPECT_FALSE(tally.wanted());
  tally.note(milliseconds(1));
  tally.tell();
}

TEST(Tally, TellsWhatWasNotedOnceAndAsTheHistogramWould) {
  Registry registry;
  const auto one_by_one = registry.histogram(kTime, {0.001, 0.01}, {{"by", "one"}});
  const auto batch = registry.histogram(kTime, {0.001, 0.01}, {{"by", "batch"}});
  Tally tally(batch);
  for (const auto time : {milliseconds(1), milliseconds(2), milliseconds(10), milliseconds(50)}) {
    one_by_one.observe(time);
    tally.note(time);
  }
  tally.tell();
  tally.tell();
  for (const auto* by : {"one", "batch"}) {
    const auto labels = std::string("{by=\"") + by + "\"";
    EXPECT_THAT(registry.text(), HasSubstr("tidings_time_seconds_count" + labels + "} 4\n"));
    EXPECT_THAT(registry.text(), HasSubstr("tidings_time_seconds_bucket" + labels + ",le=\"0.001\"} 1\n"));
    EXPECT_THAT(registry.text(), HasSubstr("tidings_time_seconds_bucket" + labels + ",le=\"0.01\"} 3\n"));
    EXPECT_THAT(registry.text(), HasSubstr("tidings_time_seconds_bucket" + labels + ",le=\"+Inf\"} 4\n"));
  }
}

TEST(ComponentSeries, CountReasonsOutsideTheSetAsOther) {
  Registry registry;
  const ComponentSeries stage(registry, "normalise", "stage");
  stage.discarded_for("bad_json").add();
  stage.discarded_for("never heard of").add();
  const std::string labels = R"({component="normalise",intentional="false",reason=")";
  EXPECT_THAT(registry.text(), HasSubstr("tidings_component_discarded_records_total" + labels + "bad_json\"} 1\n"));
  EXPECT_THAT(registry.text(), HasSubstr("tidings_component_discarded_records_total" + labels + "other\"} 1\n"));
  EXPECT_THAT(registry.text(), Not(HasSubstr("never heard of")));
}

TEST(KafkaGroupSeries, LoseThePartitionsThatAreNoLongerOurs) {
  Registry registry;
  KafkaGroupSeries group(registry, "readers");
  group.partitions({{{"articles", 0}, {.position = 7, .committed = 5, .lag = 3}}, {{"articles", 1}, {.position = 2}}});
  EXPECT_THAT(registry.text(),
              HasSubstr(R"(tidings_kafka_consumer_lag{group="readers",partition="0",topic="articles"} 3)"));
  EXPECT_THAT(registry.text(), Not(HasSubstr(R"(_lag{group="readers",partition="1")"))) << "unknown: no series, not -1";
  group.partitions({{{"articles", 1}, {.position = 9}}});
  EXPECT_THAT(registry.text(), Not(HasSubstr(R"(partition="0")")));
  EXPECT_THAT(registry.text(), HasSubstr(R"(_position_offset{group="readers",partition="1",topic="articles"} 9)"));
  EXPECT_THAT(registry.text(), HasSubstr("tidings_kafka_assigned_partitions 1\n"));
}

TEST(KafkaBrokerSeries, LoseTheBrokersThatDoNotAnswer) {
  Registry registry;
  KafkaBrokerSeries brokers(registry);
  brokers.round_trips({{1, std::chrono::microseconds(2'500)}, {2, std::chrono::milliseconds(100)}});
  const std::string name = "tidings_kafka_broker_rtt_seconds";
  EXPECT_THAT(registry.text(), HasSubstr(name + R"({broker="1"} 0.0025)"));
  EXPECT_THAT(registry.text(), HasSubstr(name + R"({broker="2"} 0.1)"));
  brokers.round_trips({{2, std::chrono::milliseconds(90)}});
  EXPECT_THAT(registry.text(), Not(HasSubstr(R"(broker="1")")));
  EXPECT_THAT(registry.text(), HasSubstr(name + R"({broker="2"} 0.09)"));
}

TEST(ProcessSeries, SayWhatTheProcessUses) {
  Registry registry;
  const ProcessSeries process(registry);
  process.refresh();
  EXPECT_THAT(registry.text(), Not(HasSubstr("process_resident_memory_bytes 0\n")));
  EXPECT_THAT(registry.text(), Not(HasSubstr("process_open_fds 0\n")));
  EXPECT_THAT(registry.text(), Not(HasSubstr("process_start_time_seconds 0\n")));
}

}  // namespace
}  // namespace tidings::metrics
