// A broker for tests in other languages:
//   kafka_broker
// Writes one line {"plain":"HOST:PORT","sasl":…,"tls":…,"certificate":"FILE","user":…,"password":…} when it is ready,
// then does what the lines of its standard input say, and answers each with "done":
//   create TOPIC PARTITIONS [NAME=VALUE]… | delete TOPIC | pause | resume | kill | stop | start
// Ends, with its broker, where its standard input ends. Exit status 77 where there can be no broker.
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "tests/kafka/broker.h"
#include "tests/kafka/client.h"

namespace tidings::test {
namespace {

void obey(Broker& broker, std::istringstream words) {
  const KafkaClient client(broker.plain());
  std::string verb;
  std::string topic;
  words >> verb >> topic;
  if (verb == "create") {
    int partitions = 1;
    words >> partitions;
    std::map<std::string, std::string> config;
    for (std::string pair; words >> pair;) {
      const auto equals = pair.find('=');
      config[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return client.create_topic(topic, partitions, config);
  }
  if (verb == "delete") return client.delete_topic(topic);
  if (verb == "pause") return broker.pause();
  if (verb == "resume") return broker.resume();
  if (verb == "kill") return broker.kill();
  if (verb == "stop") return broker.stop();
  if (verb == "start") return broker.start();
  throw std::runtime_error("unknown: " + verb);
}

int run() {
  if (const auto why = Broker::impossible()) {
    fmt::print(stderr, "SKIPPED, nothing was tested against Kafka: {}\n", *why);
    return 77;
  }
  Broker broker;
  fmt::print(R"({{"plain":"{}","sasl":"{}","tls":"{}","certificate":"{}","user":"{}","password":"{}"}})"
             "\n",
             broker.plain(), broker.sasl(), broker.tls(), broker.certificate(), Broker::kUser, Broker::kPassword);
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    obey(broker, std::istringstream(line));
    fmt::print("done\n");
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace tidings::test

int main() {
  try {
    return tidings::test::run();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
