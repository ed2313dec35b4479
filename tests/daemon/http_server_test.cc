#include "daemon/http_server.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <thread>

namespace tidings::daemon {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

class Counts final : public HttpListener {
 public:
  void answered(std::string_view path, unsigned status) override {
    ++answers;
    if (status >= 400) ++refused;
    if (status == 405) {
      EXPECT_EQ(path, "");
    }
  }
  void open_connections(std::size_t number) override { open = number; }
  void dropped_for_room() override { ++dropped; }
  void dropped_for_time() override { ++dropped; }

  std::atomic<std::size_t> answers{0};
  std::atomic<std::size_t> refused{0};
  std::atomic<std::size_t> open{0};
  std::atomic<std::size_t> dropped{0};
};

// Blocks; one connection.
class Client {
 public:
  explicit Client(const HttpServer& server) {
    const auto at = server.address();
    socket_.connect({asio::ip::make_address(at.host), at.port});
  }
  void send(std::string_view bytes) { asio::write(socket_, asio::buffer(bytes)); }
  // The body that `target` is answered with; waits until it begins as expected.
  std::string ask(std::string_view target, std::string_view expected) {
    send("GET " + std::string(target) + " HTTP/1.1\r\n\r\n");
    asio::streambuf answer;
    const auto size = asio::read_until(socket_, answer, "\r\n\r\n" + std::string(expected));
    return {asio::buffers_begin(answer.data()) + static_cast<std::ptrdiff_t>(size - expected.size()),
            asio::buffers_end(answer.data())};
  }
  std::string ask(std::string_view path) { return ask(path, path); }
  // Whether the server has closed; waits for that.
  bool hears_the_end() {
    std::array<char, 1> byte{};
    boost::system::error_code error;
    socket_.read_some(asio::buffer(byte), error);
    return static_cast<bool>(error);
  }

 private:
  asio::io_context context_;
  tcp::socket socket_{context_};
};

class HttpServerTest : public testing::Test {
 protected:
  void open() {
    auto server = HttpServer::open(
        {"127.0.0.1", 0}, limits_,
        [](const HttpTarget& target) {
          if (target.path == "/broken") throw std::runtime_error("no such folder");
          return HttpAnswer{200, "text/plain", std::string(target.path) + std::string(target.query)};
        },
        counts_);
    ASSERT_TRUE(server) << server.error().detail;
    server_ = *std::move(server);
  }

  HttpLimits limits_;
  Counts counts_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, AnswersManyAtOnceWhileItsLimitsChange) {
  constexpr std::size_t kClients = 8;
  constexpr std::size_t kRequests = 100;
  open();
  std::atomic<std::size_t> right{0};
  std::vector<std::jthread> clients;
  for (std::size_t i = 0; i < kClients; ++i) {
    clients.emplace_back([&, path = "/client/" + std::to_string(i)] {
      Client client(*server_);
      for (std::size_t n = 0; n < kRequests; ++n) right += client.ask(path) == path ? 1 : 0;
    });
  }
  for (std::size_t n = 0; right < kClients * kRequests && n < 1'000'000; ++n) {
    server_->set_limits({.connections = kClients + n % 50, .timeout = std::chrono::seconds(10 + n % 2)});
    std::this_thread::yield();
  }
  clients.clear();
  EXPECT_EQ(right, kClients * kRequests);
  EXPECT_EQ(counts_.answers, kClients * kRequests);
  EXPECT_EQ(counts_.dropped, 0U);
}

TEST_F(HttpServerTest, TellsThePathFromTheQuery) {
  open();
  Client client(*server_);
  EXPECT_EQ(client.ask("/a?b=c?&d", "/ab=c?&d"), "/ab=c?&d");
  EXPECT_EQ(client.ask("/a?", "/a"), "/a");
  EXPECT_EQ(client.ask("/a"), "/a");
}

TEST_F(HttpServerTest, MakesRoomByClosingWhoHasWaitedLongest) {
  limits_.connections = 2;
  open();
  Client silent(*server_);
  Client asking(*server_);
  EXPECT_EQ(asking.ask("/a"), "/a");
  Client late(*server_);
  EXPECT_TRUE(silent.hears_the_end());
  EXPECT_EQ(late.ask("/b"), "/b");
  EXPECT_EQ(asking.ask("/c"), "/c");
  EXPECT_EQ(counts_.dropped, 1U);
}

TEST_F(HttpServerTest, CountsWhatItRefuses) {
  open();
  for (const auto* request : {"POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "nonsense\r\n\r\n"}) {
    Client client(*server_);
    client.send(request);
    while (!client.hears_the_end()) {
    }
  }
  EXPECT_EQ(counts_.refused, 2U);
}

TEST_F(HttpServerTest, OutlivesAnAnswerThatFails) {
  open();
  Client client(*server_);
  client.send("GET /broken HTTP/1.1\r\n\r\n");
  Client other(*server_);
  EXPECT_EQ(other.ask("/a"), "/a");
  EXPECT_EQ(counts_.refused, 1U);
}

// A client that came in just before the end is taken after it.
TEST_F(HttpServerTest, EndsAmidAFloodOfClients) {
  constexpr int kTimes = 50;
  for (int n = 0; n < kTimes; ++n) {
    open();
    const auto at = server_->address();
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i) {
      clients.emplace_back([&at](const std::stop_token& stop) {
        asio::io_context context;
        while (!stop.stop_requested()) {
          tcp::socket socket(context);
          boost::system::error_code ignored;
          socket.connect({asio::ip::make_address(at.host), at.port}, ignored);
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    server_.reset();
    EXPECT_EQ(counts_.open, 0U);
  }
}

TEST_F(HttpServerTest, EndsWhateverItsClientsDo) {
  open();
  Client silent(*server_);
  Client slow(*server_);
  slow.send("GET /metrics HTT");
  Client asking(*server_);
  EXPECT_EQ(asking.ask("/a"), "/a");
  server_.reset();
  EXPECT_TRUE(silent.hears_the_end());
  EXPECT_TRUE(slow.hears_the_end());
  EXPECT_TRUE(asking.hears_the_end());
  EXPECT_EQ(counts_.open, 0U);
}

}  // namespace
}  // namespace tidings::daemon
