#include "pipeline/flow/budget.h"

#include "pipeline/record/result.h"

namespace tidings::flow {

Charge& Charge::operator=(Charge&& other) noexcept {
  if (this != &other) {
    give_back();
    budget_ = std::exchange(other.budget_, nullptr);
    bytes_ = std::exchange(other.bytes_, 0);
  }
  return *this;
}

void Charge::absorb(Charge&& other) {
  if (other.budget_ == nullptr) return;
  record::ensure(budget_ == nullptr || budget_ == other.budget_, "charges of one budget are joined");
  budget_ = std::exchange(other.budget_, nullptr);
  bytes_ += std::exchange(other.bytes_, 0);
}

void Charge::settle_at(std::size_t bytes) {
  if (budget_ == nullptr) return;
  if (bytes > bytes_) {
    budget_->used_.fetch_add(bytes - bytes_, std::memory_order_acq_rel);
  } else {
    budget_->used_.fetch_sub(bytes_ - bytes, std::memory_order_acq_rel);
  }
  bytes_ = bytes;
}

void Charge::give_back() {
  if (budget_ == nullptr) return;
  const auto before = budget_->used_.fetch_sub(bytes_, std::memory_order_acq_rel);
  record::ensure(before >= bytes_, "no more is given back than was taken");
  budget_ = nullptr;
  bytes_ = 0;
}

Charge ByteBudget::try_take(std::size_t bytes) {
  // Only the admitting thread adds here, others only give back or grow, so the check cannot admit two at once.
  const auto used = used_.load(std::memory_order_acquire);
  if (used != 0 && (used >= capacity_ || bytes > capacity_ - used)) return {};
  used_.fetch_add(bytes, std::memory_order_acq_rel);
  return Charge{this, bytes};
}

std::size_t ByteBudget::room() const {
  const auto now = used();
  return now < capacity_ ? capacity_ - now : 0;
}

}  // namespace tidings::flow
