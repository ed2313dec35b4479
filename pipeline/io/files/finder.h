#pragma once

#include <deque>
#include <functional>
#include <string>
#include <unordered_set>

#include "pipeline/record/result.h"

namespace tidings::io::files {

// Names of files to be read, each once, in the order in which they are to be admitted.
class Waiting {
 public:
  // False: there is no room. A name that waits already keeps its place.
  bool add(const std::string& name) {
    if (known_.contains(name)) return true;
    if (names_.size() >= kMost) return false;
    known_.insert(name);
    names_.push_back(name);
    return true;
  }
  [[nodiscard]] const std::deque<std::string>& names() const { return names_; }
  void drop_front() {
    known_.erase(names_.front());
    names_.pop_front();
  }
  static constexpr std::size_t kMost = 16'384;

 private:
  std::deque<std::string> names_;
  std::unordered_set<std::string> known_;
};

// Finds files. One thread.
class Finder {
 public:
  // Whether a name was admitted before and is not to be found again.
  using Known = std::function<bool(const std::string& name)>;

  virtual ~Finder() = default;

  // Looks for new files; does not wait for any. After an error the next call tries again.
  virtual record::Result<void> look() = 0;
  [[nodiscard]] virtual Waiting& waiting() = 0;

  // This name is to be looked at once more.
  virtual void again(const std::string& name) = 0;

  // Becomes readable when it is worth looking; -1: never.
  [[nodiscard]] virtual int descriptor() const { return -1; }
  // Nothing was left to be found at the last look, and nothing will come.
  [[nodiscard]] virtual bool exhausted() const = 0;
  // The place itself is there: else a missing file says nothing.
  [[nodiscard]] virtual bool present() const { return true; }
};

}  // namespace tidings::io::files
