#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <list>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tidings::correlate {

// Values in memory, decoded: a cache of the store and, for what has changed since the last commit, the truth. A value
// stays where it is until trim(), committed() or undone().
template <typename Key, typename Value, typename Hasher = std::hash<Key>>
class Shelf {
 public:
  [[nodiscard]] Value* find(const Key& key) {
    const auto found = slots_.find(key);
    if (found == slots_.end()) return nullptr;
    auto& slot = found->second;
    if (!slot.held) idle_.splice(idle_.begin(), idle_, slot.place);
    return &slot.value;
  }

  // As it is in the store, or new, and not yet here; `bytes`: about what it takes in memory.
  Value& put(const Key& key, Value value, std::size_t bytes) {
    idle_.push_front(key);
    auto& slot = slots_[key];
    slot = {std::move(value), bytes, false, false, idle_.begin()};
    bytes_ += bytes;
    return slot.value;
  }

  // The value changes, or has.
  void touch(const Key& key) {
    auto& slot = slots_.at(key);
    if (!slot.held) {
      held_.splice(held_.begin(), idle_, slot.place);
      slot.held = true;
    }
    if (!slot.dirty) changed_.push_back(key);
    slot.dirty = true;
  }

  // Each that changed since the last call, in the order in which they did; what is returned is its new size.
  template <typename Each>
  void drain(const Each& each) {
    for (const auto& key : changed_) {
      auto& slot = slots_.at(key);
      slot.dirty = false;
      bytes_ -= slot.bytes;
      slot.bytes = each(key, slot.value);
      bytes_ += slot.bytes;
    }
    changed_.clear();
  }

  // Those that still differ stay.
  void committed() {
    for (auto at = held_.begin(); at != held_.end();) {
      auto& slot = slots_.at(*at);
      const auto next = std::next(at);
      if (!slot.dirty) {
        slot.held = false;
        idle_.splice(idle_.begin(), held_, at);
      }
      at = next;
    }
  }

  void undone() {
    for (const auto& key : held_) {
      bytes_ -= slots_.at(key).bytes;
      slots_.erase(key);
    }
    held_.clear();
    changed_.clear();
  }

  // Lets go of one that the store has as it is here.
  void drop(const Key& key) {
    const auto found = slots_.find(key);
    if (found == slots_.end() || found->second.held) return;
    bytes_ -= found->second.bytes;
    idle_.erase(found->second.place);
    slots_.erase(found);
  }

  // Lets go of what was not used for longest, but not of what the store has not. `gone` may take what it wants of it.
  template <typename Gone>
  void trim(std::size_t bytes_max, const Gone& gone) {
    while (bytes_ > bytes_max && !idle_.empty()) {
      const auto found = slots_.find(idle_.back());
      gone(found->first, found->second.value);
      bytes_ -= found->second.bytes;
      slots_.erase(found);
      idle_.pop_back();
    }
  }
  void trim(std::size_t bytes_max) {
    trim(bytes_max, [](const Key&, const Value&) {});
  }

  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Slot {
    Value value;
    std::size_t bytes = 0;
    bool dirty = false;  // since the last drain()
    bool held = false;   // since the last committed()
    typename std::list<Key>::iterator place;
  };

  std::unordered_map<Key, Slot, Hasher> slots_;
  std::list<Key> idle_;  // the last used first
  std::list<Key> held_;
  std::vector<Key> changed_;
  std::size_t bytes_ = 0;
};

}  // namespace tidings::correlate
