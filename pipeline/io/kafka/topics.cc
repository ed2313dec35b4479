#include "pipeline/io/kafka/topics.h"

#include <fmt/format.h>

#include <charconv>

#include "pipeline/io/kafka/code.h"
#include "pipeline/record/id.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;
using record::Partition;

std::uint32_t number_of(std::string_view topic) {
  const auto hex = record::Id::of("topic", {topic}).hex();
  std::uint32_t number = 0;
  std::from_chars(hex.data(), hex.data() + 8, number, 16);
  return number & 0x7fffffffU;  // a Partition has 31 bits for it
}

}  // namespace

record::Result<Topics> Topics::make(std::span<const std::string> names) {
  Topics topics;
  for (const auto& name : names) {
    const auto number = kafka::number_of(name);
    const auto [other, fresh] = topics.topics_.emplace(number, std::make_shared<const std::string>(name));
    if (!fresh) {
      return Error{Fault::kFatal, code::kBadSetting,
                   fmt::format("topics {} and {} cannot be told apart", *other->second, name)};
    }
    topics.names_.push_back(name);
    topics.numbers_.emplace(name, number);
  }
  return topics;
}

std::optional<Partition> Topics::partition(std::string_view topic, std::int32_t number) const {
  const auto found = numbers_.find(topic);
  if (found == numbers_.end() || number < 0) return std::nullopt;
  return Partition{(std::uint64_t{found->second} << 32U) | static_cast<std::uint32_t>(number)};
}

const std::shared_ptr<const std::string>& Topics::topic(Partition partition) const {
  static const std::shared_ptr<const std::string> kNone;
  const auto found = topics_.find(static_cast<std::uint32_t>(partition.value >> 32U));
  return found == topics_.end() ? kNone : found->second;
}

std::string Topics::name(Partition partition) const {
  const auto& topic = this->topic(partition);
  return fmt::format("{}/{}", topic ? *topic : "?", record::number_of(partition));
}

}  // namespace tidings::io::kafka
