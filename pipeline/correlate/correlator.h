#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pipeline/correlate/options.h"
#include "pipeline/record/event.h"
#include "pipeline/record/result.h"
#include "pipeline/store/batch.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {

// What has been done since the start; only ever grows, undone() included.
struct Counts {
  std::uint64_t articles = 0;
  std::uint64_t repetitions = 0;  // articles that were known, body and all
  std::uint64_t versions = 0;     // that took the place of an older one
  std::uint64_t events = 0;
  std::uint64_t candidates = 0;  // incidents that were compared with an event
  std::uint64_t created = 0;
  std::uint64_t joined = 0;
  std::uint64_t merged = 0;
  std::uint64_t retracted = 0;
  std::uint64_t dropped = 0;  // past their retention
  std::uint64_t future = 0;   // events of articles that claim to be far ahead of the input
};

// Joins what articles tell of one happening into one incident, and says what changed. The same articles in the same
// order give the same updates, whatever was committed in between and whatever is in memory. Single-threaded.
class Correlator {
 public:
  // Reads nothing yet. `store` outlives this; null: the state is in memory only, and grows.
  Correlator(const store::Store* store, const Options& options);
  ~Correlator();

  // All events of one article together, in order. An empty list counts too: a new version may take back what the old
  // one told. The same article and version again changes nothing. Errors are those of the store, and kCorrupt where
  // what it holds is damaged; what was begun is then void, and the caller calls undone() before anything else.
  record::Result<void> take(const record::ArticleRef& article, std::span<const record::Event> events,
                            std::vector<record::Update>& updates);

  // What has changed since the last call, to be written together with the updates. It is still here for take() until
  // it is said whether that was done.
  void changes(store::Batch& into);
  void committed();  // all that changes() gave is in the store
  void undone();     // forgets everything since the last committed(), given out or not

  [[nodiscard]] const Counts& counts() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::correlate
