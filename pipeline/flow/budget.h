#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace tidings::flow {

class ByteBudget;

// Bytes taken from a budget; gives them back when it dies.
class Charge {
 public:
  Charge() = default;
  Charge(Charge&& other) noexcept
      : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  Charge& operator=(Charge&& other) noexcept;
  ~Charge() { give_back(); }

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  void absorb(Charge&& other);  // both of the same budget, or one of them empty
  // What is really there turned out to be more or less than was taken. More is always granted: the record is in
  // already, and stopping it would free nothing.
  void settle_at(std::size_t bytes);
  void give_back();

 private:
  friend class ByteBudget;
  Charge(ByteBudget* budget, std::size_t bytes) : budget_(budget), bytes_(bytes) {}

  ByteBudget* budget_ = nullptr;
  std::size_t bytes_ = 0;
};

// The one bound of the whole flow, in bytes. Must outlive its charges. Thread-safe.
class ByteBudget {
 public:
  explicit ByteBudget(std::size_t capacity) : capacity_(capacity) {}

  // An empty charge if it does not fit. Anything fits when nothing is in flight: one huge article may be slow, but must
  // not wedge the flow. One thread at a time admits.
  [[nodiscard]] Charge try_take(std::size_t bytes);

  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] std::size_t used() const { return used_.load(std::memory_order_acquire); }
  [[nodiscard]] std::size_t room() const;

 private:
  friend class Charge;
  const std::size_t capacity_;
  std::atomic<std::size_t> used_{0};
};

}  // namespace tidings::flow
