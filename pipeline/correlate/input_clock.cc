#include "pipeline/correlate/input_clock.h"

#include <algorithm>

namespace tidings::correlate {
namespace {

constexpr std::int64_t kFarthestStep = std::int64_t{1} << 32U;  // between two days

}  // namespace

void InputClock::tell(std::int32_t day) {
  window_.push_back(day);
  sorted_.insert(std::ranges::upper_bound(sorted_, day), day);
  if (window_.size() > kWindow) {
    sorted_.erase(std::ranges::lower_bound(sorted_, window_.front()));
    window_.pop_front();
  }
  if (window_.size() < kWindow) return;
  const auto median = sorted_[kWindow / 2];
  if (!today_) began_ = median;
  today_ = today_ ? std::max(*today_, median) : median;
}

bool InputClock::is_past(std::int32_t day, std::chrono::days retention) const {
  return today_ && (day == 0 ? began_ : day) + retention.count() < *today_;
}

void InputClock::append(record::ByteWriter& out) const {
  out.byte(today_ ? 1 : 0);
  out.signed_number(today_.value_or(0));
  out.signed_number(began_);
  out.number(window_.size());
  std::int32_t last = 0;
  for (const auto day : window_) {
    out.signed_number(std::int64_t{day} - last);
    last = day;
  }
}

void InputClock::read(record::ByteReader& in) {
  *this = {};
  const auto has_started = in.one_of<std::uint8_t>(2) != 0;
  const auto today = static_cast<std::int32_t>(in.signed_number());
  began_ = static_cast<std::int32_t>(in.signed_number());
  const auto count = in.count(1);
  if (count > kWindow) in.fail();
  if (has_started) today_ = today;
  std::int64_t day = 0;
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    const auto step = in.signed_number();
    if (step < -kFarthestStep || step > kFarthestStep) in.fail();
    day += in.ok() ? step : 0;
    if (day != static_cast<std::int32_t>(day)) in.fail();
    window_.push_back(static_cast<std::int32_t>(day));
  }
  sorted_.assign(window_.begin(), window_.end());
  std::ranges::sort(sorted_);
}

}  // namespace tidings::correlate
