#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/metrics/series.h"

namespace tidings::metrics {

using Labels = std::map<std::string, std::string>;

// What all series of one name share.
struct Name {
  const char* name;  // "tidings_<part>_<what>_<unit>[_total]"
  const char* help;  // one sentence, for the person who reads /metrics
};

// All series of a process, and their text for Prometheus. Outlives every handle it gave out. Thread-safe. The same name
// always has the same type and help; the same labels again give the same series.
class Registry {
 public:
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  [[nodiscard]] Counter counter(const Name& name, const Labels& labels = {});
  [[nodiscard]] Gauge gauge(const Name& name, const Labels& labels = {});
  // `bounds` in seconds, rising, the same for every series of the name.
  [[nodiscard]] Histogram histogram(const Name& name, const std::vector<double>& bounds, const Labels& labels = {});
  // Whoever holds the handle, or one of the same series, may not use it any more.
  void remove(const Name& name, Gauge gauge);

  // Text format 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

inline constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace tidings::metrics
