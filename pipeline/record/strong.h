#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace tidings::record {

// A number with a meaning of its own: two different tags never convert into each other.
template <typename Tag, typename Value>
struct Strong {
  Value value{};

  friend constexpr auto operator<=>(const Strong&, const Strong&) = default;
};

// Which partition, the same from one process to the next and whatever else is configured: sinks keep positions under
// it. The low 32 bits number it within its container (a topic), the 31 above them tell containers apart; a source that
// has only one (a folder, a pipe) uses 0.
using Partition = Strong<struct PartitionTag, std::uint64_t>;

[[nodiscard]] constexpr std::uint32_t number_of(Partition partition) {
  return static_cast<std::uint32_t>(partition.value);
}

// Place of a record in its partition; grows along the partition, gaps are allowed.
using Offset = Strong<struct OffsetTag, std::int64_t>;

// Which handing-over of a partition to us a record belongs to. Never used twice in one process: an ack that carries an
// old one means nothing.
using Assignment = Strong<struct AssignmentTag, std::uint64_t>;

}  // namespace tidings::record

template <typename Tag, typename Value>
struct std::hash<tidings::record::Strong<Tag, Value>> {
  std::size_t operator()(const tidings::record::Strong<Tag, Value>& strong) const noexcept {
    return std::hash<Value>{}(strong.value);
  }
};
