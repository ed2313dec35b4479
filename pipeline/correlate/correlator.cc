#include "pipeline/correlate/correlator.h"

#include <string>
#include <unordered_map>

namespace tidings::correlate {

using record::Event;
using record::Update;

struct Correlator::Impl {
  std::unordered_map<std::string, Update> incidents;
  std::unordered_map<std::string, std::string> versions;  // of the articles
  Counts counts;

  Update take(const Event& event);
};

namespace {

// Sides, type and day: what tells happenings apart.
std::string key_of(const Event& event) {
  const auto& time = event.picture.time;
  const auto day = (time ? time->value : event.article.published).substr(0, 10);
  return event.dyad + ' ' + std::to_string(static_cast<int>(event.coding.type)) + event.coding.mode + ' ' + day;
}

Update open(const Event& event) {
  Update update;
  update.incident = event.id;
  update.dyad = event.dyad;
  update.why = "the first to tell of it";
  update.coding = event.coding;
  update.first_published = event.article.published;
  return update;
}

void join(Update& update, const Event& event) {
  update.picture = event.picture;
  ++update.revision;
  ++update.sources;
  ++update.independent_sources;
  update.last_published = event.article.published;
  update.history.push_back({event.picture.status, event.article.published, event.id});
  update.event = event.id;
  update.evidence.article = event.article;
  if (event.evidence.empty()) return;
  update.evidence.text = event.evidence.front().text;
  update.evidence.span = event.evidence.front().span;
}

}  // namespace

Update Correlator::Impl::take(const Event& event) {
  ++counts.events;
  const auto [found, is_new] = incidents.try_emplace(key_of(event), open(event));
  auto& update = found->second;
  ++(is_new ? counts.created : counts.joined);
  if (!is_new) {
    update.change = record::Change::kCorroborated;
    update.why = "same sides, type and day";
  }
  join(update, event);
  return update;
}

Correlator::Correlator(const store::Store* /*store*/, const Options& /*options*/) : impl_(std::make_unique<Impl>()) {}
Correlator::~Correlator() = default;

record::Result<void> Correlator::take(const record::ArticleRef& article, std::span<const Event> events,
                                      std::vector<Update>& updates) {
  ++impl_->counts.articles;
  auto& version = impl_->versions[article.source + '\n' + article.id];
  if (version == article.version) {
    ++impl_->counts.repetitions;
    return {};
  }
  version = article.version;
  for (const auto& event : events) updates.push_back(impl_->take(event));
  return {};
}

void Correlator::changes(store::Batch& /*into*/) {}
void Correlator::committed() {}
void Correlator::undone() {}
const Counts& Correlator::counts() const { return impl_->counts; }

}  // namespace tidings::correlate
