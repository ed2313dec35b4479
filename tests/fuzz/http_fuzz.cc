#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <string>

#include "daemon/http_connection.h"
#include "daemon/incident_query.h"
#include "pipeline/record/result.h"
#include "pipeline/record/utf8.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using boost::asio::ip::tcp;
using record::ensure;

void check_query(std::string_view query) {
  const auto parameters = daemon::parameters_of(query);
  if (!parameters) return ensure(parameters.error().code == daemon::kBadParameter, "it is the client's mistake");
  for (const auto& [name, value] : *parameters) {
    ensure(record::is_utf8(name) && record::is_utf8(value), "parameters are UTF-8");
    ensure((name + value).find('\0') == std::string::npos, "parameters have no control characters");
  }
  const auto asked = daemon::incident_query_of(*parameters);
  ensure(!asked || (asked->limit >= 1 && asked->limit <= daemon::IncidentQuery::kLimitMax), "a page is bounded");
}

// A server of one connection, which answers everything with what was asked for.
class Server final : public daemon::HttpConnections, public daemon::HttpListener {
 public:
  // The client is never slow, but the machine may be.
  [[nodiscard]] daemon::HttpLimits current_limits() const override {
    daemon::HttpLimits limits;
    limits.timeout = std::chrono::hours(1);
    return limits;
  }
  daemon::HttpAnswer answer(const daemon::HttpTarget& target) override {
    ensure(target.path.find('?') == target.path.npos, "a path has no query");
    check_query(target.query);
    return {target.path.size() % 2 == 0 ? 200U : 404U, "text/plain", std::string(target.path)};
  }
  daemon::HttpListener& events() override { return *this; }
  void asked(daemon::HttpConnection&) override { ++asked_; }
  void left(daemon::HttpConnection&) override {
    ensure(!left_, "a connection leaves once");
    left_ = true;
  }
  void answered(std::string_view, unsigned) override { ++answered_; }
  void open_connections(std::size_t) override {}
  void dropped_for_room() override {}
  void dropped_for_time() override { ensure(false, "a client that has hung up is not waited for"); }

  [[nodiscard]] bool has_left() const { return left_; }
  [[nodiscard]] std::size_t asked() const { return asked_; }
  [[nodiscard]] std::size_t answered() const { return answered_; }

 private:
  bool left_ = false;
  std::size_t asked_ = 0;
  std::size_t answered_ = 0;
};

// Our end of a connection; never waits.
class Client {
 public:
  explicit Client(int descriptor) : descriptor_(descriptor) {}
  ~Client() { ::close(descriptor_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes) const {
    (void)::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  }
  void hang_up() const { ::shutdown(descriptor_, SHUT_WR); }
  void hear() {
    std::array<char, 4096> block{};
    for (ssize_t got = 1; got > 0;) {
      got = ::recv(descriptor_, block.data(), block.size(), MSG_DONTWAIT);
      if (got > 0) heard_.append(block.data(), static_cast<std::size_t>(got));
    }
  }
  [[nodiscard]] const std::string& heard() const { return heard_; }

 private:
  int descriptor_;
  std::string heard_;
};

// Of a machine that may stand still for a while.
constexpr std::chrono::seconds kPatience{60};

}  // namespace

// The first byte says in pieces of which size the rest arrives; of a long one not in too many, for the sake of speed.
void run(std::string_view input) {
  if (input.empty()) return;
  const std::size_t wanted = std::size_t{1} << (static_cast<unsigned char>(input.front()) % 15U);
  input.remove_prefix(1);
  const auto step = std::max(wanted, input.size() / 64);

  std::array<int, 2> ends{};
  ensure(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0, "there are sockets");
  boost::asio::io_context context{1};
  Server server;
  Client client(ends[0]);
  {
    tcp::socket socket(context);
    socket.assign(tcp::v4(), ends[1]);  // any stream will do
    daemon::HttpConnection::make(std::move(socket), server)->start();
  }
  for (; !input.empty() && !server.has_left(); input.remove_prefix(std::min(step, input.size()))) {
    client.send(input.substr(0, step));
    context.poll();
    client.hear();
  }
  client.hang_up();
  while (!server.has_left() && context.run_one_for(kPatience) > 0) client.hear();
  ensure(server.has_left(), "a client that hangs up is let go");
  context.run();
  client.hear();
  ensure(server.answered() >= server.asked(), "every request is answered");
  ensure(server.answered() <= server.asked() + 1, "what is no request is refused once, and ends the connection");
  ensure(client.heard().empty() || client.heard().starts_with("HTTP/1."), "answers are HTTP");
}

}  // namespace tidings::fuzz
