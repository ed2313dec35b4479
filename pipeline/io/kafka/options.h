#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/message.h"

namespace tidings::io::kafka {

struct Tls {
  bool enabled = false;
  std::string ca_file;           // PEM; empty: the system's
  std::string certificate_file;  // PEM, ours; empty: none
  std::string key_file;          // PEM, ours
  std::string key_password;
  bool verify = true;  // the broker's certificate and its name
};

struct Sasl {
  std::string mechanism;  // PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, …; empty: no SASL
  std::string username;
  std::string password;
};

struct Connection {
  std::string brokers;  // "host:port,host:port"
  std::string client_id = "tidings";
  Tls tls;
  Sasl sasl;
  std::map<std::string, std::string> librdkafka;    // any setting of librdkafka, over what we would set
  std::chrono::milliseconds start_timeout{10'000};  // for the first answer of a broker
  std::chrono::milliseconds close_timeout{5'000};   // for saying goodbye
};

// Where a partition begins that nobody has committed an offset of.
enum class Begin : std::uint8_t { kEarliest, kLatest, kFail };

struct SourceOptions {
  Connection connection;
  std::vector<std::string> topics;
  std::string group;
  std::string instance;  // name of this instance among the group's static members; empty: a dynamic member
  Begin begin = Begin::kEarliest;
  std::chrono::milliseconds session_timeout{45'000};
  std::chrono::milliseconds poll_interval_max{300'000};     // held longer than this between polls, we leave the group
  std::chrono::milliseconds commit_interval{1'000};         // of offsets to the broker
  std::chrono::milliseconds missing_topic_timeout{10'000};  // a topic gone for so long is gone for good
  bool drain = false;  // end when everything that is there at the start is read, as far as it is ours
  std::size_t fetch_bytes = 16UL << 20U;      // fetched ahead, all partitions together
  std::size_t record_bytes_max = 8UL << 20U;  // a longer record comes cut
};

struct SinkOptions {
  Connection connection;
  std::array<std::string, record::kStreams> topics;  // by record::Stream; empty: nothing of it is published
  std::size_t queue_bytes = 32UL << 20U;             // handed to the client and not yet acknowledged
  std::size_t message_bytes_max = 1'000'000;         // key, data and headers; the broker's own limit must allow it
  std::chrono::milliseconds linger{20};
  std::string compression = "lz4";
  std::chrono::milliseconds missing_topic_timeout{10'000};  // a topic gone for so long is gone for good
  std::chrono::milliseconds wait_max{5'000};  // for delivery reports or room, before a call says kTransient
};

// What an operator should hear of; any thread, never with a secret in it.
enum class Severity : std::uint8_t { kError, kWarning, kInfo, kDebug };
using Log = std::function<void(Severity, std::string_view)>;

}  // namespace tidings::io::kafka
