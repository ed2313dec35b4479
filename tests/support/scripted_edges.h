#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/io/sink.h"
#include "pipeline/io/source.h"

namespace tidings::support {

// One partition; delivers what a test offers, again after a rewind. Thread-safe.
class ScriptedSource final : public io::Source {
 public:
  void offer(std::string body) {
    const std::lock_guard lock(mutex_);
    offered_.push_back(std::move(body));
    changed_.notify_all();
  }
  void end() {
    const std::lock_guard lock(mutex_);
    end_ = true;
    changed_.notify_all();
  }
  [[nodiscard]] std::int64_t committed_offset() const {
    const std::lock_guard lock(mutex_);
    return committed_;
  }

  record::Result<void> start(std::span<const io::Position>) override { return {}; }
  record::Result<io::Polled> poll(const io::PollLimit& limit) override {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, limit.wait, [&] { return woken_ || end_ || (limit.bytes > 0 && next_ < offered_.size()); });
    woken_ = false;
    io::Polled polled;
    if (!std::exchange(assigned_, true)) polled.assigned.push_back({record::Partition{0}, assignment_});
    for (std::size_t bytes = 0; next_ < offered_.size() && bytes < limit.bytes; ++next_) {
      auto& input = polled.records.emplace_back();
      input.assignment = assignment_;
      input.offset = record::Offset{static_cast<std::int64_t>(next_)};
      input.body = offered_[next_];
      input.container = container_;
      bytes += input.body.size();
    }
    polled.end = end_ && next_ == offered_.size();
    return polled;
  }
  record::Result<void> committed(std::span<const io::Position> positions) override {
    const std::lock_guard lock(mutex_);
    for (const auto& position : positions) committed_ = position.next.value;
    return {};
  }
  void release(std::span<const record::Partition>) override {}
  record::Result<void> rewind(std::span<const io::Position>) override {
    const std::lock_guard lock(mutex_);
    next_ = static_cast<std::size_t>(committed_);
    ++assignment_.value;
    assigned_ = false;
    return {};
  }
  void wake() noexcept override {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
  }
  [[nodiscard]] std::string name(record::Partition) const override { return "scripted"; }

 private:
  const std::shared_ptr<const std::string> container_ = std::make_shared<const std::string>("scripted");
  mutable std::mutex mutex_;  // guards everything below
  std::condition_variable changed_;
  std::vector<std::string> offered_;
  std::size_t next_ = 0;
  record::Assignment assignment_{1};
  std::int64_t committed_ = 0;
  bool assigned_ = false;
  bool woken_ = false;
  bool end_ = false;
};

// Keeps what is committed; fails its commits while told to, or a few times as scripted. Thread-safe.
class ScriptedSink final : public io::Sink {
 public:
  void fail_commits(record::Error error) {
    const std::lock_guard lock(mutex_);
    failure_ = std::move(error);
  }
  void fail_next_commits(std::deque<record::Error> errors) {
    const std::lock_guard lock(mutex_);
    script_ = std::move(errors);
  }
  void heal() {
    const std::lock_guard lock(mutex_);
    failure_.reset();
  }
  void wait_for_failed_commits(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failed_ >= count; });
  }
  void wait_for_published(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return published_.size() >= count; });
  }
  [[nodiscard]] std::vector<std::string> published(record::Stream stream) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> data;
    for (const auto& message : published_) {
      if (message.stream == stream) data.push_back(message.data);
    }
    return data;
  }

  [[nodiscard]] std::vector<std::string> traces() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> traces;
    for (const auto& message : published_) traces.push_back(message.traceparent);
    return traces;
  }

  record::Result<std::unique_ptr<io::Transaction>> begin() override { return std::make_unique<Open>(*this); }
  record::Result<std::vector<io::Position>> positions() override { return std::vector<io::Position>{}; }

 private:
  class Open final : public io::Transaction {
   public:
    explicit Open(ScriptedSink& sink) : sink_(sink) {}
    record::Result<void> publish(std::span<const record::Message> messages) override {
      messages_.insert(messages_.end(), messages.begin(), messages.end());
      return {};
    }
    store::Batch& state() override { std::abort(); }
    record::Result<void> commit(std::span<const io::Position>) override {
      const std::lock_guard lock(sink_.mutex_);
      sink_.changed_.notify_all();
      if (!sink_.script_.empty()) {
        ++sink_.failed_;
        auto error = std::move(sink_.script_.front());
        sink_.script_.pop_front();
        return error;
      }
      if (sink_.failure_) {
        ++sink_.failed_;
        return *sink_.failure_;
      }
      sink_.published_.insert(sink_.published_.end(), messages_.begin(), messages_.end());
      return {};
    }

   private:
    ScriptedSink& sink_;
    std::vector<record::Message> messages_;
  };

  mutable std::mutex mutex_;  // guards everything below
  std::condition_variable changed_;
  std::vector<record::Message> published_;
  std::optional<record::Error> failure_;
  std::deque<record::Error> script_;
  int failed_ = 0;
};

}  // namespace tidings::support
