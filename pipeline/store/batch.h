#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tidings::store {

// Changes that become durable together. Plain memory: a test may fill and read one without a store. When a key is
// changed twice, the later change holds, and rows are merged into what the earlier one left.
class Batch {
 public:
  struct Change {
    std::string key;
    std::optional<std::string> value;  // nothing: the key is erased
    bool merges = false;               // the value is rows for the table that is there (rows.h)
    friend bool operator==(const Change&, const Change&) = default;
  };

  void put(std::string key, std::string value) {
    bytes_ += key.size() + value.size();
    changes_.push_back({std::move(key), std::move(value)});
  }
  void merge(std::string key, std::string rows) {
    bytes_ += key.size() + rows.size();
    changes_.push_back({std::move(key), std::move(rows), true});
  }
  void erase(std::string key) {
    bytes_ += key.size();
    changes_.push_back({std::move(key), std::nullopt});
  }
  void append(Batch&& other) {
    for (auto& change : other.changes_) changes_.push_back(std::move(change));
    bytes_ += other.bytes_;
    other.clear();
  }
  void clear() {
    changes_.clear();
    bytes_ = 0;
  }

  [[nodiscard]] std::span<const Change> changes() const { return changes_; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }  // keys and values together
  [[nodiscard]] bool empty() const { return changes_.empty(); }

 private:
  std::vector<Change> changes_;
  std::size_t bytes_ = 0;
};

}  // namespace tidings::store
