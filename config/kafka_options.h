#pragma once

#include <vector>

#include "config/option.h"

namespace tidings::config {

// The section `kafka`, in the order of config/tidings.yaml.
void add_kafka_options(std::vector<Option>& all);

}  // namespace tidings::config
