#include "pipeline/metrics/series.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <algorithm>

namespace tidings::metrics {
namespace {

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

void Counter::add(double by) const {
  if (series_ != nullptr) series_->Increment(by);
}

void Counter::raise_to(double total) const {
  if (series_ != nullptr) series_->Increment(std::max(0.0, total - series_->Value()));
}

void Gauge::set(double value) const {
  if (series_ != nullptr) series_->Set(value);
}

void Histogram::observe(std::chrono::nanoseconds time) const {
  if (series_ != nullptr) series_->Observe(seconds(time));
}

Tally::Tally(Histogram histogram) : histogram_(histogram) {
  if (wanted()) counts_.resize(histogram_.bounds_->size() + 1);
}

void Tally::note(std::chrono::nanoseconds time) {
  if (!wanted()) return;
  const auto value = seconds(time);
  const auto& bounds = *histogram_.bounds_;
  ++counts_[static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin())];
  sum_ += value;
}

void Tally::tell() {
  if (!wanted()) return;
  histogram_.series_->ObserveMultiple(counts_, sum_);
  std::fill(counts_.begin(), counts_.end(), 0);
  sum_ = 0;
}

}  // namespace tidings::metrics
