#include "pipeline/io/kafka/rounds.h"

#include <chrono>
#include <utility>

namespace tidings::io::kafka {
namespace {

constexpr std::chrono::seconds kInterval{5};

}  // namespace

Rounds::Rounds(std::function<void(const std::stop_token&)> round)
    : round_(std::move(round)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Rounds::now() {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = true;
  }
  changed_.notify_one();
}

void Rounds::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    round_(stop);
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, kInterval, [this] { return wanted_; });
    wanted_ = false;
  }
}

}  // namespace tidings::io::kafka
