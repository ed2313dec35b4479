// The names, types and labels that dashboards and alerts hold on to. Where a change is meant, write the file anew:
// TIDINGS_WRITE_GOLDEN=1 metrics_test, and say in docs/operations.md what changed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "pipeline/metrics/correlate.h"
#include "pipeline/metrics/daemon.h"
#include "pipeline/metrics/extract.h"
#include "pipeline/metrics/flow.h"
#include "pipeline/metrics/kafka.h"
#include "pipeline/metrics/process.h"

namespace tidings::metrics {
namespace {

// Every struct of series once, with labels as in use.
std::string everything() {
  Registry registry;
  const DaemonSeries daemon(registry, "1.2.3", "2.0.2");
  AdminSeries admin(registry);
  admin.count("/metrics", 200);
  const SourceSeries source(registry, "kafka");
  const ComponentSeries normalise(registry, "normalise", "stage");
  const StageSeries stage(registry, "normalise");
  const ComponentSeries extract(registry, "extract", "stage");
  const StageSeries extract_stage(registry, "extract");
  const ExtractSeries extracted(registry);
  const ComponentSeries correlate(registry, "correlate", "stage");
  const StageSeries correlate_stage(registry, "correlate");
  const CorrelateSeries correlated(registry);
  const SinkSeries sink(registry, "files");
  const StageSeries sink_lane(registry, "sink");
  const FlowSeries flow(registry);
  const KafkaProducerSeries producer(registry);
  KafkaGroupSeries group(registry, "readers");
  (void)rebalance_drain(registry);
  group.partitions({{{"articles", 0}, {.position = 1, .committed = 1, .lag = 1, .lag_seconds = 1}}});
  KafkaBrokerSeries brokers(registry);
  brokers.round_trips({{1, std::chrono::milliseconds(3)}});
  const ProcessSeries process(registry);
  return registry.text();
}

// Without values and help, sorted by name: "# TYPE name type" and "name{labels}".
std::string shape_of(const std::string& text) {
  std::istringstream lines(text);
  std::multimap<std::string, std::string> shape;
  std::string family;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# HELP")) continue;
    if (line.starts_with("# TYPE")) {
      family = line.substr(7, line.find(' ', 7) - 7);
      shape.emplace(family + " ", line);
    } else {
      shape.emplace(family + " " + line.substr(0, line.rfind(' ')), line.substr(0, line.rfind(' ')));
    }
  }
  std::string all;
  for (const auto& [place, line] : shape) all += line + "\n";
  return all;
}

TEST(Metrics, KeepTheirNamesTypesAndLabels) {
  const auto shape = shape_of(everything());
  if (std::getenv("TIDINGS_WRITE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(GOLDEN_FILE) << shape;
    GTEST_SKIP() << "written: " GOLDEN_FILE;
  }
  std::ifstream file(GOLDEN_FILE);
  const std::string golden(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(shape, golden);
}

}  // namespace
}  // namespace tidings::metrics
