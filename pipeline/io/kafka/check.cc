#include "pipeline/io/kafka/check.h"

#include <librdkafka/rdkafka.h>

#include "pipeline/io/kafka/client.h"
#include "pipeline/io/kafka/handle.h"
#include "pipeline/io/kafka/settings.h"
#include "pipeline/io/kafka/topics.h"

namespace tidings::io::kafka {
namespace {

void add_refused(const record::Result<Settings>& settings, std::vector<std::string>& problems) {
  if (!settings) {
    problems.push_back(settings.error().detail);
    return;
  }
  const ConfHandle conf(rd_kafka_conf_new());
  for (const auto& setting : *settings) {
    if (auto taken = set(conf.get(), setting); !taken) problems.push_back(taken.error().detail);
  }
}

}  // namespace

std::vector<std::string> problems_of(const SourceOptions& options) {
  std::vector<std::string> problems;
  if (const auto topics = Topics::make(options.topics); !topics) problems.push_back(topics.error().detail);
  add_refused(source_settings(options, rd_kafka_version()), problems);
  return problems;
}

std::vector<std::string> problems_of(const SinkOptions& options) {
  std::vector<std::string> problems;
  add_refused(sink_settings(options), problems);
  return problems;
}

}  // namespace tidings::io::kafka
