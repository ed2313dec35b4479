#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "config/listen.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

inline constexpr std::string_view kListenFailed = "listen";  // code of an error: the configuration is wrong

struct HttpLimits {
  std::size_t connections = 64;
  std::chrono::milliseconds timeout{10'000};  // for a whole request to arrive, and for its answer to be taken
};

struct HttpAnswer {
  unsigned status = 200;
  std::string content_type;
  std::string body;
};

// What is asked for: of "/a?b=c" the path "/a" and the query "b=c", as the client wrote them.
struct HttpTarget {
  std::string_view path;
  std::string_view query;
};

// What the server tells of itself; called on its thread.
class HttpListener {
 public:
  virtual ~HttpListener() = default;
  virtual void answered(std::string_view path, unsigned status) = 0;  // `path` is the client's: anything
  virtual void open_connections(std::size_t number) = 0;
  virtual void dropped_for_room() = 0;
  virtual void dropped_for_time() = 0;
};

// Answers GET and HEAD, on one thread of its own, for clients that may be hostile: what a connection can hold, send,
// wait and ask for is bounded, and with too many connections the one that has waited longest makes room. So a flood
// costs it a few file descriptors and, for a while, the processor time of one thread; never anything of the flow.
class HttpServer {
 public:
  using Handler = std::function<HttpAnswer(const HttpTarget& target)>;  // on the server's thread

  // kFatal, code "listen": the address is not ours, or taken; the detail says which and, where it can be seen, by whom.
  // `listener` must outlive the server.
  [[nodiscard]] static record::Result<std::unique_ptr<HttpServer>> open(const config::Listen& listen, HttpLimits limits,
                                                                        Handler handler, HttpListener& listener);
  ~HttpServer();  // closes all connections, whatever they do
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] config::Listen address() const;  // with the port that was given where 0 was asked for
  void set_limits(HttpLimits limits);            // any thread; for connections and requests to come

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::daemon
