#pragma once

#include <cstddef>
#include <set>
#include <string>

namespace tidings::io::kafka {

// Records that the broker refused after they had been sent. It refuses whole batches, so who is to blame shows only
// when each is sent once more, alone. Bounded: when it is full it forgets, and a record is suspected anew.
class Suspects {
 public:
  explicit Suspects(std::size_t limit) : limit_(limit) {}

  void suspect(std::string id) {
    if (ids_.size() >= limit_) ids_.clear();
    ids_.insert(std::move(id));
  }
  [[nodiscard]] bool suspected(const std::string& id) const { return !ids_.empty() && ids_.contains(id); }
  void acquit(const std::string& id) { ids_.erase(id); }

 private:
  const std::size_t limit_;
  std::set<std::string> ids_;
};

}  // namespace tidings::io::kafka
