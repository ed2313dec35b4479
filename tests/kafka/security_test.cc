#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <mutex>

#include "pipeline/io/kafka/code.h"
#include "pipeline/io/kafka/sink.h"
#include "tests/kafka/reader.h"
#include "tests/kafka/shared_broker.h"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
namespace code = io::kafka::code;

// Everything that is said; from any thread.
class Heard {
 public:
  io::kafka::Log log() {
    return [this](io::kafka::Severity, std::string_view text) {
      const std::lock_guard lock(mutex_);
      text_.append(text).append("\n");
    };
  }
  [[nodiscard]] std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  mutable std::mutex mutex_;  // guards everything below
  std::string text_;
};

class KafkaSecurityTest : public KafkaTest {
 protected:
  io::kafka::SourceOptions over_sasl(const std::string& password) {
    auto options = source_options(topic());
    options.connection.brokers = broker().sasl();
    options.connection.sasl = {"PLAIN", Broker::kUser, password};
    return options;
  }
  io::kafka::SourceOptions over_tls(const std::string& brokers) {
    auto options = source_options(topic());
    options.connection.brokers = brokers;
    options.connection.tls.enabled = true;
    options.connection.tls.ca_file = broker().certificate();
    return options;
  }
  std::string topic() {
    auto name = named("articles");
    client().create_topic(name, 1);
    client().produce(name, {{.partition = 0, .offset = 0, .key = {}, .value = "news", .headers = {}}});
    return name;
  }
  record::Error start_fails(const io::kafka::SourceOptions& options) {
    Reader reader(options, heard_.log());
    const auto begun = std::chrono::steady_clock::now();
    const auto started = reader.start();
    EXPECT_FALSE(started);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 15s);
    if (started) return {};
    EXPECT_EQ(started.error().fault, record::Fault::kFatal);
    std::printf("%s: %s\n", std::string(started.error().code).c_str(), started.error().detail.c_str());
    return started.error();
  }

  Heard heard_;
};

TEST_F(KafkaSecurityTest, TheRightPasswordReads) {
  Reader reader(over_sasl(Broker::kPassword), heard_.log());
  ASSERT_TRUE(reader.start());
  EXPECT_TRUE(reader.read(1));
}

TEST_F(KafkaSecurityTest, AWrongPasswordIsNamedAndNeverShown) {
  constexpr const char* kWrong = "abracadabra-77";
  auto options = over_sasl(kWrong);
  options.connection.librdkafka["debug"] = "all";
  EXPECT_EQ(start_fails(options).code, code::kAuthentication);
  EXPECT_THAT(heard_.text(), HasSubstr("sasl.password=***"));
  EXPECT_THAT(heard_.text(), Not(HasSubstr(kWrong)));
}

TEST_F(KafkaSecurityTest, AWrongPasswordStopsTheSinkToo) {
  auto options = sink_options();
  options.connection.brokers = broker().sasl();
  options.connection.sasl = {"PLAIN", Broker::kUser, "nonsense"};
  const auto sink = io::kafka::KafkaSink::open(options);
  ASSERT_FALSE(sink);
  EXPECT_EQ(sink.error().code, code::kAuthentication);
}

TEST_F(KafkaSecurityTest, AMechanismTheBrokerDoesNotHaveIsNamed) {
  auto options = over_sasl(Broker::kPassword);
  options.connection.sasl.mechanism = "SCRAM-SHA-256";
  EXPECT_EQ(start_fails(options).code, code::kAuthentication);
}

TEST_F(KafkaSecurityTest, TlsWithTheRightCertificateReads) {
  Reader reader(over_tls(broker().tls()), heard_.log());
  ASSERT_TRUE(reader.start());
  EXPECT_TRUE(reader.read(1));
}

TEST_F(KafkaSecurityTest, TlsExpectedAndNotThereIsNamed) {
  const auto error = start_fails(over_tls(broker().plain()));
  EXPECT_EQ(error.code, code::kTls);
}

TEST_F(KafkaSecurityTest, TlsThereAndNotExpectedIsNamed) {
  auto options = source_options(topic());
  options.connection.brokers = broker().tls();
  const auto error = start_fails(options);
  EXPECT_THAT(error.detail, HasSubstr("security.protocol")) << heard_.text();
}

TEST_F(KafkaSecurityTest, ACertificateNobodyVouchesForIsRefused) {
  auto options = over_tls(broker().tls());
  options.connection.tls.ca_file = "/etc/ssl/certs/ca-certificates.crt";
  if (!std::ifstream(options.connection.tls.ca_file)) GTEST_SKIP() << "no system certificates here";
  EXPECT_EQ(start_fails(options).code, code::kTls);
}

TEST_F(KafkaSecurityTest, AMissingCertificateFileIsABadSetting) {
  auto options = over_tls(broker().tls());
  options.connection.tls.ca_file = "/no/such/file.pem";
  EXPECT_EQ(start_fails(options).code, code::kBadSetting);
}

}  // namespace
}  // namespace tidings::test
