#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "tests/kafka/process.h"

namespace tidings::test {

// One real Apache Kafka in KRaft mode, on free ports of the loopback, with a plain, a SASL (PLAIN) and a TLS listener.
// Its jars are fetched from Maven Central once and kept in ~/.cache/tidings (or TIDINGS_KAFKA_CACHE).
class Broker {
 public:
  // Why there can be no broker here; nothing: there can.
  [[nodiscard]] static std::optional<std::string> impossible();

  Broker();  // started and ready; throws with its log where that fails
  ~Broker();

  [[nodiscard]] std::string plain() const { return address(plain_port_); }
  [[nodiscard]] std::string sasl() const { return address(sasl_port_); }
  [[nodiscard]] std::string tls() const { return address(tls_port_); }
  [[nodiscard]] std::string certificate() const {
    return (folder_ / "broker.pem").string();
  }  // to be trusted for tls()
  static constexpr const char* kUser = "reader";
  static constexpr const char* kPassword = "open-sesame-51";

  void pause();   // SIGSTOP: connections stay, nothing answers
  void resume();  // SIGCONT
  void kill();    // SIGKILL
  void stop();    // SIGTERM, and waits
  void start();   // again, with the same data on the same ports; returns when it answers

 private:
  [[nodiscard]] static std::string address(int port) { return "127.0.0.1:" + std::to_string(port); }
  void make_certificate();
  void configure();
  void format();
  void run(const std::vector<std::string>& command, const char* what);
  [[nodiscard]] std::string log_tail() const;

  std::filesystem::path folder_;
  std::string class_path_;
  int plain_port_ = 0;
  int sasl_port_ = 0;
  int tls_port_ = 0;
  int controller_port_ = 0;
  std::unique_ptr<Process> process_;
};

}  // namespace tidings::test
