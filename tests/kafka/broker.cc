#include "tests/kafka/broker.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <librdkafka/rdkafka.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/kafka/client.h"

namespace tidings::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* kVersion = "4.1.0";
constexpr const char* kStorePassword = "only-for-tests";

fs::path cache_folder() {
  if (const auto* own = std::getenv("TIDINGS_KAFKA_CACHE")) return own;
  const auto* home = std::getenv("HOME");
  return fs::path(home == nullptr ? "/tmp" : home) / ".cache" / "tidings";
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

std::string read(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Several test programs may want the jars at once.
class FileLock {
 public:
  explicit FileLock(const fs::path& path) : fd_(::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644)) {
    ::flock(fd_, LOCK_EX);
  }
  ~FileLock() { ::close(fd_); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  const int fd_;
};

fs::path fetch_jars() {
  const auto cache = cache_folder();
  const auto jars = cache / (std::string("kafka-") + kVersion);
  fs::create_directories(cache);
  const FileLock lock(cache / "lock");
  if (fs::exists(jars)) return jars;
  const auto work = cache / "fetching";
  fs::remove_all(work);
  fs::create_directories(work);
  write(work / "pom.xml",
        std::string(R"(<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>io.tidings</groupId><artifactId>broker-for-tests</artifactId><version>1</version>
<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>)") +
            kVersion + "</version></dependency></dependencies></project>\n");
  Process maven({"mvn", "-q", "-B", "-f", (work / "pom.xml").string(), "dependency:copy-dependencies",
                 "-DincludeScope=runtime", "-DoutputDirectory=" + (work / "jars").string()},
                work / "log");
  if (maven.wait(300s) != 0) throw std::runtime_error("mvn could not fetch Kafka:\n" + read(work / "log"));
  fs::rename(work / "jars", jars);
  fs::remove_all(work);
  return jars;
}

int free_port() {
  const auto fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
  socklen_t size = sizeof address;
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(fd);
  return ntohs(address.sin_port);
}

fs::path temporary_folder() {
  auto name = (fs::temp_directory_path() / "tidings-kafka-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
  return name;
}

}  // namespace

std::optional<std::string> Broker::impossible() {
  for (const auto* program : {"java", "keytool"}) {
    if (!on_path(program)) return std::string(program) + " is missing: install openjdk-17-jre-headless";
  }
  if (!fs::exists(cache_folder() / (std::string("kafka-") + kVersion)) && !on_path("mvn")) {
    return "mvn is missing, and Kafka has not been fetched yet: install maven";
  }
  return std::nullopt;
}

Broker::Broker() : folder_(temporary_folder()), class_path_((fetch_jars() / "*").string()) {
  plain_port_ = free_port();
  sasl_port_ = free_port();
  tls_port_ = free_port();
  controller_port_ = free_port();
  make_certificate();
  configure();
  format();
  start();
}

Broker::~Broker() {
  if (process_) process_->signal(SIGKILL);
  process_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Broker::run(const std::vector<std::string>& command, const char* what) {
  Process process(command, folder_ / "log");
  if (process.wait(60s) != 0) throw std::runtime_error(std::string(what) + ":\n" + log_tail());
}

void Broker::make_certificate() {
  const auto store = (folder_ / "broker.p12").string();
  run({"keytool", "-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext",
       "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store, "-storepass", kStorePassword},
      "keytool made no key");
  run({"keytool", "-exportcert", "-rfc", "-alias", "broker", "-keystore", store, "-storepass", kStorePassword, "-file",
       certificate()},
      "keytool exported no certificate");
}

void Broker::configure() {
  std::ostringstream text;
  text << "process.roles=broker,controller\nnode.id=1\n"
       << "controller.quorum.bootstrap.servers=" << address(controller_port_) << "\n"
       << "listeners=PLAIN://" << plain() << ",SASL://" << sasl() << ",TLS://" << tls() << ",CONTROLLER://"
       << address(controller_port_) << "\n"
       << "advertised.listeners=PLAIN://" << plain() << ",SASL://" << sasl() << ",TLS://" << tls() << "\n"
       << "listener.security.protocol.map=PLAIN:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL,CONTROLLER:PLAINTEXT\n"
       << "controller.listener.names=CONTROLLER\ninter.broker.listener.name=PLAIN\n"
       << "listener.name.sasl.sasl.enabled.mechanisms=PLAIN\n"
       << "listener.name.sasl.plain.sasl.jaas.config="
       << "org.apache.kafka.common.security.plain.PlainLoginModule required user_" << kUser << "=\"" << kPassword
       << "\";\n"
       << "listener.name.tls.ssl.keystore.type=PKCS12\n"
       << "listener.name.tls.ssl.keystore.location=" << (folder_ / "broker.p12").string() << "\n"
       << "listener.name.tls.ssl.keystore.password=" << kStorePassword << "\n"
       << "log.dirs=" << (folder_ / "data").string() << "\n"
       << "offsets.topic.replication.factor=1\noffsets.topic.num.partitions=3\n"
       << "transaction.state.log.replication.factor=1\ntransaction.state.log.min.isr=1\n"
       << "transaction.state.log.num.partitions=3\n"
       << "group.initial.rebalance.delay.ms=0\ngroup.min.session.timeout.ms=1000\n"
       << "auto.create.topics.enable=false\nmessage.max.bytes=20000000\nreplica.fetch.max.bytes=20000000\n";
  write(folder_ / "server.properties", text.str());
}

void Broker::format() {
  run({"java", "-cp", class_path_, "kafka.tools.StorageTool", "format", "--standalone", "-t", "dGlkaW5ncy10ZXN0cy0wMQ",
       "-c", (folder_ / "server.properties").string()},
      "the storage could not be formatted");
}

void Broker::start() {
  process_ = std::make_unique<Process>(
      std::vector<std::string>{"java", "-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                               class_path_, "kafka.Kafka", (folder_ / "server.properties").string()},
      folder_ / "log");
  const auto deadline = std::chrono::steady_clock::now() + 60s;
  while (!KafkaClient(plain()).answers(500ms)) {
    if (!process_->running() || std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("the broker does not start:\n" + log_tail());
    }
  }
}

void Broker::pause() { process_->pause(); }
void Broker::resume() { process_->signal(SIGCONT); }

void Broker::kill() {
  process_->signal(SIGKILL);
  process_->wait(10s);
}

void Broker::stop() {
  process_->signal(SIGTERM);
  if (process_->wait(30s) == -1) kill();
}

std::string Broker::log_tail() const {
  const auto text = read(folder_ / "log");
  return text.size() > 4000 ? text.substr(text.size() - 4000) : text;
}

}  // namespace tidings::test
