#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/io/files/admitted.h"
#include "pipeline/io/files/finder.h"
#include "pipeline/record/result.h"
#include "pipeline/store/store.h"

namespace tidings::io::files {

// The order in which files are read, and which files are done: durable before anything is built on it, so that after a
// restart the order is the same and nothing is read twice. One thread; the store must outlive it.
class Admissions {
 public:
  explicit Admissions(store::Store& store) : store_(store) {}

  // What an earlier process left. `beyond`: sequences up to this one were used by someone.
  record::Result<void> load(std::uint64_t beyond);

  // Files admitted and not yet finished, in their order.
  [[nodiscard]] std::deque<Admitted>& unfinished() { return unfinished_; }

  // Gives some of the waiting files their places. After an error they still wait.
  record::Result<void> admit(Waiting& waiting, const std::string& folder, After after);

  // The file has its place or is done, as it is now.
  [[nodiscard]] bool knows(const std::filesystem::path& path) const;

  // How many of the unfinished files were found again meanwhile: another file may have taken their name.
  [[nodiscard]] std::size_t found_again() const { return found_again_; }

  // Makes what has become known of an unfinished file durable.
  record::Result<void> amend(const Admitted& file);

  // Takes the files off the front that are wholly done when everything below `next` is, and remembers them as done.
  // After an error they are unfinished still.
  record::Result<std::vector<Admitted>> finish(record::Offset next);

  // The file is gone from its place: its memory goes with the next write_forgotten() or finish().
  void forget(const Admitted& file);

  // Each file that is remembered as done.
  record::Result<void> visit_remembered(const std::function<void(Admitted)>& visit) const;
  record::Result<void> write_forgotten();

  // A place in the order for something that is no file.
  record::Result<std::uint64_t> take_sequence();

 private:
  [[nodiscard]] std::size_t count_done(record::Offset next) const;

  store::Store& store_;
  std::uint64_t next_sequence_ = 1;
  std::deque<Admitted> unfinished_;
  std::unordered_map<std::string, bool> in_flight_;  // path -> found again
  std::size_t found_again_ = 0;
  std::vector<std::string> forgotten_;  // keys
};

}  // namespace tidings::io::files
