#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace tidings::flow {

using Task = std::function<void()>;

// Where tasks run. The engine never makes a thread of its own: it is handed executors, so that a test can hand it one
// that runs everything on one thread in an order drawn from a seed.
class Executor {
 public:
  virtual ~Executor() = default;
  // Any thread. Never runs `task` inside the call. An executor with one thread runs its tasks in the order of posting.
  virtual void post(Task task) = 0;
  virtual void post_after(std::chrono::nanoseconds delay, Task task) = 0;
};

// A Boost.Asio thread pool. Destroyed, it lets running tasks end and drops those that wait.
class ThreadPool final : public Executor {
 public:
  explicit ThreadPool(std::size_t threads);
  ~ThreadPool() override;
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  void post(Task task) override;
  void post_after(std::chrono::nanoseconds delay, Task task) override;
  void stop_and_join();  // from outside the pool; harmless when called twice

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::flow
