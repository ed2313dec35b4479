#include "daemon/http_server.h"

#include <fmt/format.h>
#include <pthread.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <thread>
#include <utility>

#include "daemon/http_connection.h"
#include "daemon/port_holder.h"

namespace tidings::daemon {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Where no more files can be opened, trying at once again would only keep a core busy.
constexpr std::chrono::milliseconds kAcceptPause{100};

record::Error cannot_listen(const config::Listen& listen, const error_code& error) {
  auto detail = fmt::format("cannot listen on {}: {}", config::print_listen(listen), error.message());
  if (error == asio::error::address_in_use) {
    const auto holder = port_holder(listen.port);
    if (!holder.empty()) detail += fmt::format(", held by {}", holder);
  }
  return {record::Fault::kFatal, kListenFailed, std::move(detail)};
}

}  // namespace

struct HttpServer::Impl final : HttpConnections {
  Impl(HttpLimits first_limits, Handler with, HttpListener& to)
      : limits(first_limits), handler(std::move(with)), listener(to) {}

  [[nodiscard]] error_code listen(const config::Listen& at);
  void accept();
  void take(tcp::socket socket);
  void close_all();

  // HttpConnections, on the server's thread.
  [[nodiscard]] HttpLimits current_limits() const override { return limits; }
  HttpAnswer answer(const HttpTarget& target) override { return handler(target); }
  HttpListener& events() override { return listener; }
  void asked(HttpConnection& connection) override;
  void left(HttpConnection& connection) override;

  HttpLimits limits;  // the server's thread's, once it runs
  const Handler handler;
  HttpListener& listener;
  asio::io_context context{1};
  tcp::acceptor acceptor{context};
  asio::steady_timer pause{context};
  std::list<HttpConnection*> connections;  // that have waited longest first
  std::thread thread;                      // last: it uses everything above
};

error_code HttpServer::Impl::listen(const config::Listen& at) {
  error_code error;
  tcp::resolver resolver(context);
  const auto found = resolver.resolve(at.host, std::to_string(at.port), tcp::resolver::passive, error);
  if (error) return error;
  const auto endpoint = found.begin()->endpoint();
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

void HttpServer::Impl::accept() {
  acceptor.async_accept([this](const error_code& error, tcp::socket socket) {
    // Closed meanwhile: a client may have come in just before.
    if (!acceptor.is_open()) return;
    if (!error) {
      take(std::move(socket));
      accept();
      return;
    }
    pause.expires_after(kAcceptPause);
    pause.async_wait([this](const error_code& stopped) {
      if (!stopped && acceptor.is_open()) accept();
    });
  });
}

void HttpServer::Impl::take(tcp::socket socket) {
  while (connections.size() >= limits.connections) {
    listener.dropped_for_room();
    connections.front()->drop();  // leaves the list by itself
  }
  const auto connection = HttpConnection::make(std::move(socket), *this);
  connections.push_back(connection.get());
  listener.open_connections(connections.size());
  connection->start();
}

void HttpServer::Impl::asked(HttpConnection& connection) {
  for (auto at = connections.begin(); at != connections.end(); ++at) {
    if (*at != &connection) continue;
    connections.splice(connections.end(), connections, at);
    return;
  }
}

void HttpServer::Impl::left(HttpConnection& connection) {
  connections.remove(&connection);
  listener.open_connections(connections.size());
}

void HttpServer::Impl::close_all() {
  error_code ignored;
  acceptor.close(ignored);
  pause.cancel();
  while (!connections.empty()) connections.front()->drop();
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
  impl_->accept();
  impl_->thread = std::thread([this] {
    pthread_setname_np(pthread_self(), "admin");
    impl_->context.run();
  });
}

HttpServer::~HttpServer() {
  asio::post(impl_->context, [this] { impl_->close_all(); });
  impl_->thread.join();
}

record::Result<std::unique_ptr<HttpServer>> HttpServer::open(const config::Listen& listen, HttpLimits limits,
                                                             Handler handler, HttpListener& listener) {
  auto impl = std::make_unique<Impl>(limits, std::move(handler), listener);
  if (const auto error = impl->listen(listen)) return cannot_listen(listen, error);
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

config::Listen HttpServer::address() const {
  error_code ignored;
  const auto endpoint = impl_->acceptor.local_endpoint(ignored);
  return {endpoint.address().to_string(), endpoint.port()};
}

void HttpServer::set_limits(HttpLimits limits) {
  asio::post(impl_->context, [this, limits] { impl_->limits = limits; });
}

}  // namespace tidings::daemon
