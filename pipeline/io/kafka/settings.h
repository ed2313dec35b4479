#pragma once

#include <string>
#include <vector>

#include "pipeline/io/kafka/options.h"
#include "pipeline/record/result.h"

namespace tidings::io::kafka {

struct Setting {
  std::string name;
  std::string value;
  friend bool operator==(const Setting&, const Setting&) = default;
};
// As librdkafka is told them, in this order: a later one of the same name holds.
using Settings = std::vector<Setting>;

// kFatal (bad_setting): one under `librdkafka:` would break a promise that the edge makes, or names what has an option
// of ours. `version` is rd_kafka_version().
[[nodiscard]] record::Result<Settings> source_settings(const SourceOptions& options, int version);
[[nodiscard]] record::Result<Settings> sink_settings(const SinkOptions& options);

// Whether a value must not be shown.
[[nodiscard]] bool is_secret(std::string_view setting);

// "name=value name=…", secrets as "***": for the log.
[[nodiscard]] std::string shown(const Settings& settings);

}  // namespace tidings::io::kafka
