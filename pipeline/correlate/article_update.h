#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pipeline/correlate/correlator.h"
#include "pipeline/correlate/search.h"
#include "pipeline/correlate/state.h"

namespace tidings::correlate {

// What one article does to the incidents: what its older version told is withdrawn, each event joins an incident or
// opens one, and for each incident that changed there is one update, in the order in which the article came to them.
class ArticleUpdate {
 public:
  ArticleUpdate(State& state, Counts& counts, const record::ArticleRef& article, const record::Id& key);

  // `older`: where the events of the older version are. Returns where those of this one are now.
  record::Result<std::vector<Number>> take(const std::vector<Number>& older, std::span<const record::Event> events,
                                           std::vector<record::Update>& updates);

 private:
  struct Touched {
    Number number = 0;
    const record::Event* cause = nullptr;  // the first event of the article that joined it
    std::string why;
    std::vector<Number> merged;  // into it
    bool is_unkept = false;      // the article tells of it, but none of its tellings is kept
  };

  void tell_clock(std::span<const record::Event> events);
  record::Result<void> withdraw(const std::vector<Number>& older);
  record::Result<void> take_events(std::span<const record::Event> events, const std::vector<Number>& older);
  record::Result<bool> take_event(const record::Event& event);
  record::Result<void> tell_other_fits(const record::Event& event, const std::vector<Fit>& fits, std::size_t ended);
  record::Result<void> take_homeless(const record::Event& event, const std::vector<Number>& older);
  record::Result<Held*> find_corrected(const record::Event& event, const std::vector<Number>& older);
  record::Result<void> open(const record::Event& event);
  record::Result<void> join(const record::Event& event, Held& held, std::string why);
  record::Result<void> merge(Number into, Number from, std::vector<record::Update>& ended);
  record::Result<void> merge_what_fits(const Fit& best, const std::vector<Fit>& fits);
  record::Result<void> settle(const Touched& touched, std::vector<record::Update>& updates);
  record::Result<void> retract(const Touched& touched, Held& held, const Telling& last,
                               std::vector<record::Update>& updates);
  Touched& touched(Number number);

  State& state_;
  Counts& counts_;
  const record::ArticleRef& article_;
  Hash key_;
  std::vector<Touched> touched_;
  std::vector<record::Update> ended_;  // of incidents that were merged into others
};

}  // namespace tidings::correlate
