#include "pipeline/io/files/filling.h"

#include <algorithm>
#include <utility>

namespace tidings::io::files {
namespace {

using std::chrono::milliseconds;

// Enough to keep the flow busy until the next poll; few enough that a slow disk does not delay what is there.
constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostRecords = 4096;
constexpr milliseconds kLongestWork{20};
constexpr milliseconds kShortestWork{1};  // so that polls that do not wait get on as well

std::size_t bytes_of(const record::Input& input) {
  auto bytes = input.body.size();
  for (const auto& header : input.headers) bytes += header.name.size() + header.value.size();
  return bytes;
}

}  // namespace

Filling::Filling(Polled& polled, const PollLimit& limit)
    : polled_(polled),
      room_(std::min(limit.bytes, kMostBytes)),
      full_(limit.bytes == 0),
      begin_(Clock::now()),
      until_(begin_ + limit.wait) {}

bool Filling::take(record::Input& input) {
  const auto bytes = bytes_of(input);
  if (!polled_.records.empty() && bytes > room_) {
    full_ = true;
    return false;
  }
  room_ -= std::min(room_, bytes);
  polled_.records.push_back(std::move(input));
  full_ = room_ == 0 || polled_.records.size() == kMostRecords;
  return true;
}

void Filling::worked() {
  const auto longest = polled_.records.empty() ? until_ : std::min(until_, begin_ + kLongestWork);
  full_ = Clock::now() >= std::max(longest, begin_ + kShortestWork);
}

}  // namespace tidings::io::files
