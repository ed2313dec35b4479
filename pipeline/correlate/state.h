#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/correlate/article_state.h"
#include "pipeline/correlate/digest.h"
#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/ground.h"
#include "pipeline/correlate/incident.h"
#include "pipeline/correlate/index.h"
#include "pipeline/correlate/input_clock.h"
#include "pipeline/correlate/options.h"
#include "pipeline/correlate/rest.h"
#include "pipeline/correlate/shelf.h"
#include "pipeline/record/id.h"
#include "pipeline/record/result.h"

namespace tidings::correlate {

struct IdHash {
  std::size_t operator()(const record::Id& id) const noexcept {
    return std::bit_cast<std::array<std::size_t, 2>>(id)[0];
  }
};

// An incident in memory, with what joining asks of it.
struct Held {
  Incident incident;
  Digest digest;       // of its tellings, since refresh()
  bool ended = false;  // merged, retracted or dropped: to be erased, or to point to where it went
};

// What an event is compared with. Of an incident that is not held any more this is kept longer: it takes a tenth of the
// memory, and most that are compared with an event are not joined.
struct Outline {
  Facts facts;
  std::int32_t last_mention = 0;
};

struct Candidate {
  Number number = 0;
  std::int32_t last_mention = 0;
  const Facts* facts = nullptr;
};

// What an entry of the index has: sorted by number, and never more than kUnderEntryMax, the oldest of which goes first.
struct Posting {
  static constexpr std::size_t kUnderEntryMax = 4096;
  std::vector<std::pair<Number, Sketch>> all;
  std::vector<Number> changed;
};

// Incidents, index and articles over what is committed. References stay good until trim(), committed() or undone().
class State {
  static constexpr int kMergesMax = 64;  // one after the other; more is damage

 public:
  State(const store::Store* store, const Options& options);

  record::Result<void> load();  // once, before anything else; again after undone()

  // Null: there is none of this number. Follows an incident that was merged to where it is now.
  record::Result<Held*> incident(Number number);
  record::Result<std::optional<Candidate>> candidate(Number number);  // the same, to be compared with
  Held& open(const record::Event& first);
  void touch(const Held& held);              // it changes: what is made of it is made anew with refresh()
  record::Result<void> refresh(Held& held);  // digest and places in the index, after its tellings have changed
  record::Result<void> end(Held& held, Number merged_into);

  record::Result<const Posting*> posting(Entry entry);

  // Null: it was never seen, or long ago.
  record::Result<ArticleState*> article(const record::Id& key);
  record::Result<void> keep(const record::Id& key, ArticleState article);

  // The day of the input, and what is past its retention: forgets a few of these with each call.
  InputClock& clock() { return rest_.clock; }
  record::Result<void> forget();
  record::Result<void> watch(Number number);  // no article that is kept may tell of it: it is looked at in its time
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }  // incidents, since the start
  [[nodiscard]] bool is_past(std::int32_t day) const { return rest_.clock.is_past(day, options_.retention); }

  void changes(store::Batch& into);
  void committed();
  void undone();
  void trim();

 private:
  record::Result<Posting*> load_posting(Entry entry);
  record::Result<void> place(Entry entry, Number number, const Sketch& sketch);
  record::Result<void> displace(Entry entry, Number number);
  record::Result<Held*> load_incident(Number number);  // also one that has ended, where it stood
  record::Result<std::optional<Life>> life_of(Number number);
  record::Result<bool> forget_article();  // false: there is nothing to forget on this day
  record::Result<void> forget_incident(Number number);
  record::Result<void> let_go(const record::Id& key, ArticleState& article);
  record::Result<ArticleState*> load_article(const record::Id& key);  // also what is forgotten
  record::Result<SeenRow*> seen(std::uint64_t number);                // the row of that number; null: there is none

  Ground ground_;
  Options options_;
  Shelf<Number, Held> incidents_;
  Shelf<Number, Outline> outlines_;  // of incidents that are not in incidents_
  Shelf<Entry, Posting> index_;
  Shelf<record::Id, ArticleState, IdHash> articles_;
  Shelf<std::uint64_t, SeenRow> seen_;
  store::Batch singles_;  // changes of keys that are never read here
  store::Batch given_;    // by changes(), and not yet committed
  Rest rest_;
  std::optional<std::int32_t> quiet_on_;  // the day on which forget() has nothing more to do
  std::uint64_t dropped_ = 0;
  std::uint64_t places_taken_ = 0;  // in the order of articles, since forget()
  bool loaded_ = false;
};

}  // namespace tidings::correlate
