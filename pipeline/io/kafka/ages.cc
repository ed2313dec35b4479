#include "pipeline/io/kafka/ages.h"

namespace tidings::io::kafka {

void Ages::delivered(record::Offset first, record::Offset next, std::optional<Time> written) {
  while (!open_.empty() && open_.back().first >= first) open_.pop_back();
  open_.push_back({first, next, written});
}

void Ages::committed(record::Offset next) {
  while (!open_.empty() && open_.front().next <= next) open_.pop_front();
}

std::optional<Ages::Time> Ages::oldest() const {
  if (open_.empty()) return std::nullopt;
  return open_.front().written;
}

}  // namespace tidings::io::kafka
