#include "daemon/http_connection.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <exception>
#include <utility>

namespace tidings::daemon {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::asio::ip::tcp;

constexpr std::uint32_t kHeaderBytes = 8192;
constexpr std::size_t kRequestsPerConnection = 1000;

// A client that still sends would never read the answer if the connection were closed at once: the kernel resets it.
// So it is heard out for a while, up to so much.
constexpr std::chrono::seconds kLingerTime{1};
constexpr std::size_t kLingerBytes = 256UL << 10U;

HttpTarget target_of(const auto& request) {
  const std::string_view target(request.target().data(), request.target().size());
  const auto mark = std::min(target.find('?'), target.size());
  return {target.substr(0, mark), target.substr(std::min(mark + 1, target.size()))};
}

HttpAnswer plain(unsigned status, std::string text) { return {status, "text/plain; charset=utf-8", std::move(text)}; }

}  // namespace

std::shared_ptr<HttpConnection> HttpConnection::make(tcp::socket socket, HttpConnections& server) {
  return std::shared_ptr<HttpConnection>(new HttpConnection(std::move(socket), server));
}

HttpConnection::HttpConnection(tcp::socket socket, HttpConnections& server)
    : server_(server), stream_(std::move(socket)), buffer_(2 * kHeaderBytes) {}

void HttpConnection::read() {
  parser_.emplace();
  parser_->header_limit(kHeaderBytes);
  parser_->body_limit(0);
  stream_.expires_after(server_.current_limits().timeout);
  http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](const Error& error, std::size_t) {
    error ? self->on_bad_request(error) : self->on_request(self->parser_->get());
  });
}

void HttpConnection::on_bad_request(const Error& error) {
  if (error == beast::error::timeout) server_.events().dropped_for_time();
  const auto theirs = error.category() == http::make_error_code(http::error::bad_method).category();
  if (left_ || !theirs || error == http::error::end_of_stream) return leave();
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return refuse(plain(431, "too long a header\n"), 11);
  }
  if (error == http::error::body_limit || error == http::error::unexpected_body) {
    return refuse(plain(413, "no body is taken\n"), 11);
  }
  refuse(plain(400, "no request that is understood\n"), 11);
}

void HttpConnection::refuse(HttpAnswer answer, unsigned version) {
  server_.events().answered({}, answer.status);
  write(std::move(answer), version, false, false);
}

void HttpConnection::on_request(const Request& request) {
  if (left_) return;
  server_.asked(*this);
  const auto head = request.method() == http::verb::head;
  const auto keep = request.keep_alive() && ++requests_ < kRequestsPerConnection;
  if (!head && request.method() != http::verb::get) {
    return refuse(plain(405, "only GET and HEAD\n"), request.version());
  }
  const auto target = target_of(request);
  auto answer = answered(target);
  server_.events().answered(target.path, answer.status);
  write(std::move(answer), request.version(), head, keep);
}

// What goes wrong in an answer must not end the process.
HttpAnswer HttpConnection::answered(const HttpTarget& target) try {
  return server_.answer(target);
} catch (const std::exception& failure) {
  return plain(500, std::string("no answer: ") + failure.what() + "\n");
}

void HttpConnection::write(HttpAnswer answer, unsigned version, bool head, bool keep) {
  response_ = {static_cast<http::status>(answer.status), version};
  response_.set(http::field::server, "tidings");
  response_.set(http::field::content_type, answer.content_type);
  response_.set(http::field::cache_control, "no-store");
  response_.set("X-Content-Type-Options", "nosniff");
  if (answer.status == 405) response_.set(http::field::allow, "GET, HEAD");
  response_.keep_alive(keep);
  if (head) {
    response_.content_length(answer.body.size());
  } else {
    response_.body() = std::move(answer.body);
    response_.prepare_payload();
  }
  stream_.expires_after(server_.current_limits().timeout);
  http::async_write(stream_, response_, [self = shared_from_this(), keep](const Error& error, std::size_t) {
    self->on_written(error, keep);
  });
}

void HttpConnection::on_written(const Error& error, bool keep) {
  response_ = {};
  if (error == beast::error::timeout) server_.events().dropped_for_time();
  if (error || left_) return leave();
  if (keep) return read();
  Error ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream_.expires_after(kLingerTime);
  linger();
}

void HttpConnection::linger() {
  stream_.async_read_some(boost::asio::buffer(unread_), [self = shared_from_this()](const Error& error, std::size_t n) {
    self->lingered_bytes_ += n;
    if (error || self->left_ || self->lingered_bytes_ > kLingerBytes) return self->leave();
    self->linger();
  });
}

void HttpConnection::drop() { leave(); }

void HttpConnection::leave() {
  if (std::exchange(left_, true)) return;
  server_.left(*this);
  stream_.close();
}

}  // namespace tidings::daemon
