#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

// Handles of single series, resolved once and then cheap: no lookup of names or labels. They are values; a registry
// outlives the handles it gave out. One that no registry gave out does nothing, so that a part need not know whether it
// is watched. Any thread.
namespace tidings::metrics {

class Counter {
 public:
  Counter() = default;
  void add(double by = 1) const;
  // Of what is counted elsewhere: the series shows that number from now on. It never goes back. One thread at a time.
  void raise_to(double total) const;

 private:
  friend class Registry;
  explicit Counter(prometheus::Counter& series) : series_(&series) {}
  prometheus::Counter* series_ = nullptr;
};

class Gauge {
 public:
  Gauge() = default;
  void set(double value) const;

 private:
  friend class Registry;
  explicit Gauge(prometheus::Gauge& series) : series_(&series) {}
  prometheus::Gauge* series_ = nullptr;
};

class Histogram {
 public:
  Histogram() = default;
  [[nodiscard]] explicit operator bool() const { return series_ != nullptr; }
  void observe(std::chrono::nanoseconds time) const;  // takes a lock

 private:
  friend class Registry;
  friend class Tally;
  Histogram(prometheus::Histogram& series, const std::vector<double>& bounds) : series_(&series), bounds_(&bounds) {}
  prometheus::Histogram* series_ = nullptr;
  const std::vector<double>* bounds_ = nullptr;  // the registry's
};

// What one thread has measured and not yet told, so that a batch of records takes the histogram's lock once.
class Tally {
 public:
  explicit Tally(Histogram histogram = {});
  // Whether anybody wants to know: if not, the clock need not be read.
  [[nodiscard]] bool wanted() const { return static_cast<bool>(histogram_); }
  void note(std::chrono::nanoseconds time);
  void tell();

 private:
  Histogram histogram_;
  std::vector<double> counts_;  // by bucket
  double sum_ = 0;              // seconds
};

}  // namespace tidings::metrics
