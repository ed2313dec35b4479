#include "pipeline/metrics/registry.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

namespace tidings::metrics {

struct Registry::Impl {
  prometheus::Registry registry;
  std::mutex mutex;                                   // guards what follows
  std::map<std::string, std::vector<double>> bounds;  // by name; handles point into it
};

Registry::Registry() : impl_(std::make_unique<Impl>()) {}
Registry::~Registry() = default;

Counter Registry::counter(const Name& name, const Labels& labels) {
  return Counter(prometheus::BuildCounter().Name(name.name).Help(name.help).Register(impl_->registry).Add(labels));
}

Gauge Registry::gauge(const Name& name, const Labels& labels) {
  return Gauge(prometheus::BuildGauge().Name(name.name).Help(name.help).Register(impl_->registry).Add(labels));
}

Histogram Registry::histogram(const Name& name, const std::vector<double>& bounds, const Labels& labels) {
  auto& family = prometheus::BuildHistogram().Name(name.name).Help(name.help).Register(impl_->registry);
  const std::lock_guard lock(impl_->mutex);
  const auto& kept = impl_->bounds.try_emplace(name.name, bounds).first->second;
  return {family.Add(labels, kept), kept};
}

void Registry::remove(const Name& name, Gauge gauge) {
  prometheus::BuildGauge().Name(name.name).Help(name.help).Register(impl_->registry).Remove(gauge.series_);
}

std::string Registry::text() const { return prometheus::TextSerializer().Serialize(impl_->registry.Collect()); }

}  // namespace tidings::metrics
