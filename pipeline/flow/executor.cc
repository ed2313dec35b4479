#include "pipeline/flow/executor.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <utility>

namespace tidings::flow {

struct ThreadPool::Impl {
  explicit Impl(std::size_t threads) : pool(threads) {}
  boost::asio::thread_pool pool;
};

ThreadPool::ThreadPool(std::size_t threads) : impl_(std::make_unique<Impl>(threads)) {}

ThreadPool::~ThreadPool() { stop_and_join(); }

void ThreadPool::stop_and_join() {
  impl_->pool.stop();
  impl_->pool.join();
}

void ThreadPool::post(Task task) { boost::asio::post(impl_->pool, std::move(task)); }

void ThreadPool::post_after(std::chrono::nanoseconds delay, Task task) {
  auto timer = std::make_shared<boost::asio::steady_timer>(impl_->pool, delay);
  timer->async_wait([timer, task = std::move(task)](const boost::system::error_code& error) {
    if (!error) task();
  });
}

}  // namespace tidings::flow
