#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/http_server.h"

namespace tidings::daemon {

class HttpConnection;

// What a connection needs of its server.
class HttpConnections {
 public:
  virtual ~HttpConnections() = default;
  [[nodiscard]] virtual HttpLimits current_limits() const = 0;
  virtual HttpAnswer answer(const HttpTarget& target) = 0;
  virtual HttpListener& events() = 0;
  virtual void asked(HttpConnection& connection) = 0;  // a whole request: it is no longer the one that waits longest
  virtual void left(HttpConnection& connection) = 0;   // once; it is gone soon
};

// One client. Lives as long as an operation of it is under way. The server's thread only.
class HttpConnection final : public std::enable_shared_from_this<HttpConnection> {
 public:
  // `server` must outlive it.
  [[nodiscard]] static std::shared_ptr<HttpConnection> make(boost::asio::ip::tcp::socket socket,
                                                            HttpConnections& server);
  void start() { read(); }
  void drop();  // without a word; what is under way ends soon

 private:
  using Error = boost::beast::error_code;
  using Request = boost::beast::http::request<boost::beast::http::empty_body>;

  HttpConnection(boost::asio::ip::tcp::socket socket, HttpConnections& server);
  void read();
  void on_bad_request(const Error& error);
  void on_request(const Request& request);
  void refuse(HttpAnswer answer, unsigned version);  // and hear no more
  [[nodiscard]] HttpAnswer answered(const HttpTarget& target);
  void write(HttpAnswer answer, unsigned version, bool head, bool keep);
  void on_written(const Error& error, bool keep);
  void linger();
  void leave();

  HttpConnections& server_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::empty_body>> parser_;
  boost::beast::http::response<boost::beast::http::string_body> response_;
  std::array<char, 4096> unread_{};
  std::size_t requests_ = 0;
  std::size_t lingered_bytes_ = 0;
  bool left_ = false;
};

}  // namespace tidings::daemon
