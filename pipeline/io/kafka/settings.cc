#include "pipeline/io/kafka/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/io/kafka/code.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;
using record::Result;

// Before it cooperative rebalancing loses assignments and hangs while closing.
constexpr int kCooperativeWorks = 0x020601ff;
// Before it a full fetch queue waits for a whole second, and there is no such setting.
constexpr int kHasFetchQueueBackoff = 0x020200ff;

struct Reserved {
  std::string_view name;
  std::string_view why;
};
constexpr std::array kReserved = {
    Reserved{"bootstrap.servers", "set brokers"},
    Reserved{"metadata.broker.list", "set brokers"},
    Reserved{"group.id", "set group"},
    Reserved{"group.instance.id", "set instance"},
    Reserved{"enable.auto.commit", "offsets come from the ledger alone"},
    Reserved{"auto.commit.enable", "offsets come from the ledger alone"},
    Reserved{"enable.auto.offset.store", "offsets come from the ledger alone"},
    Reserved{"enable.partition.eof", "the end of a partition is no event here"},
    Reserved{"enable.idempotence", "without it messages repeat and change places"},
    Reserved{"acks", "a record counts as published when all replicas have it"},
    Reserved{"request.required.acks", "a record counts as published when all replicas have it"},
    Reserved{"delivery.report.only.error", "every delivery must be reported"},
    Reserved{"transactional.id", "not with at-least-once"},
    Reserved{"message.max.bytes", "set message_bytes_max"},
    // What these do is known here by the option alone.
    Reserved{"client.id", "set client_id"},
    Reserved{"auto.offset.reset", "set begin"},
    Reserved{"session.timeout.ms", "set session_timeout"},
    Reserved{"max.poll.interval.ms", "set poll_interval_max"},
    Reserved{"auto.commit.interval.ms", "set commit_interval"},
    Reserved{"linger.ms", "set linger"},
    Reserved{"queue.buffering.max.ms", "set linger"},
    Reserved{"compression.type", "set compression"},
    Reserved{"compression.codec", "set compression"},
};

std::string milliseconds(std::chrono::milliseconds time) { return std::to_string(time.count()); }
std::string kibibytes(std::size_t bytes) { return std::to_string(std::max<std::size_t>(bytes >> 10U, 1)); }
std::string boolean(bool value) { return value ? "true" : "false"; }

void add_if(Settings& settings, std::string name, const std::string& value) {
  if (!value.empty()) settings.push_back({std::move(name), value});
}

std::string protocol_of(const Connection& connection) {
  const auto sasl = !connection.sasl.mechanism.empty();
  if (connection.tls.enabled) return sasl ? "sasl_ssl" : "ssl";
  return sasl ? "sasl_plaintext" : "plaintext";
}

Settings connection_settings(const Connection& connection) {
  Settings settings{{"bootstrap.servers", connection.brokers},
                    {"client.id", connection.client_id},
                    {"security.protocol", protocol_of(connection)},
                    {"socket.keepalive.enable", "true"},
                    // The broker's return is noticed within 5 s.
                    {"reconnect.backoff.max.ms", "2000"},
                    {"socket.nagle.disable", "true"}};
  const auto& tls = connection.tls;
  if (tls.enabled) {
    add_if(settings, "ssl.ca.location", tls.ca_file);
    add_if(settings, "ssl.certificate.location", tls.certificate_file);
    add_if(settings, "ssl.key.location", tls.key_file);
    add_if(settings, "ssl.key.password", tls.key_password);
    settings.push_back({"enable.ssl.certificate.verification", boolean(tls.verify)});
    settings.push_back({"ssl.endpoint.identification.algorithm", tls.verify ? "https" : "none"});
  }
  const auto& sasl = connection.sasl;
  add_if(settings, "sasl.mechanism", sasl.mechanism);
  add_if(settings, "sasl.username", sasl.username);
  add_if(settings, "sasl.password", sasl.password);
  return settings;
}

Result<Settings> with_users_own(Settings settings, const Connection& connection) {
  for (const auto& [name, value] : connection.librdkafka) {
    const auto reserved = std::find_if(kReserved.begin(), kReserved.end(),
                                       [&name = name](const Reserved& candidate) { return candidate.name == name; });
    if (reserved != kReserved.end()) {
      return Error{Fault::kFatal, code::kBadSetting, fmt::format("librdkafka.{}: {}", name, reserved->why)};
    }
    settings.push_back({name, value});
  }
  return settings;
}

std::string_view name_of(Begin begin) {
  switch (begin) {
    case Begin::kEarliest:
      return "earliest";
    case Begin::kLatest:
      return "latest";
    case Begin::kFail:
      break;
  }
  return "error";
}

}  // namespace

Result<Settings> source_settings(const SourceOptions& options, int version) {
  auto settings = connection_settings(options.connection);
  settings.push_back({"group.id", options.group});
  add_if(settings, "group.instance.id", options.instance);
  settings.insert(settings.end(),
                  {{"enable.auto.commit", "true"},
                   {"enable.auto.offset.store", "false"},
                   {"auto.commit.interval.ms", milliseconds(options.commit_interval)},
                   {"auto.offset.reset", std::string(name_of(options.begin))},
                   {"session.timeout.ms", milliseconds(options.session_timeout)},
                   {"max.poll.interval.ms", milliseconds(options.poll_interval_max)},
                   {"isolation.level", "read_committed"},
                   {"statistics.interval.ms", "5000"},
                   {"check.crcs", "true"},
                   {"fetch.wait.max.ms", "100"},
                   {"queued.max.messages.kbytes", kibibytes(options.fetch_bytes)},
                   {"fetch.max.bytes", std::to_string(std::max<std::size_t>(options.fetch_bytes, 1UL << 20U))},
                   {"receive.message.max.bytes", std::to_string(options.fetch_bytes + (100UL << 20U))},
                   {"partition.assignment.strategy", version >= kCooperativeWorks ? "cooperative-sticky" : "range"}});
  if (options.drain) settings.push_back({"enable.partition.eof", "true"});
  if (version >= kHasFetchQueueBackoff) settings.push_back({"fetch.queue.backoff.ms", "20"});
  return with_users_own(std::move(settings), options.connection);
}

Result<Settings> sink_settings(const SinkOptions& options) {
  // What the client may hold is counted by us; its own bounds only have to lie beyond ours.
  constexpr std::size_t kEnvelope = 4096;
  auto settings = connection_settings(options.connection);
  settings.insert(settings.end(),
                  {{"enable.idempotence", "true"},
                   {"acks", "all"},
                   {"linger.ms", milliseconds(options.linger)},
                   {"batch.size", std::to_string(options.message_bytes_max)},
                   {"compression.type", options.compression},
                   {"message.max.bytes", std::to_string(options.message_bytes_max + kEnvelope)},
                   {"message.timeout.ms", "0"},  // the ledger waits; nothing is given up behind its back
                   {"queue.buffering.max.kbytes", kibibytes(4 * options.queue_bytes)},
                   {"queue.buffering.max.messages", "10000000"},
                   {"partitioner", "murmur2_random"}});  // as Java's, so that keys meet
  auto all = with_users_own(std::move(settings), options.connection);
  // Nobody reads those of a sink.
  if (all) all->push_back({"statistics.interval.ms", "0"});
  return all;
}

bool is_secret(std::string_view setting) {
  constexpr std::array<std::string_view, 4> kParts = {"password", "secret", "key.pem", "oauthbearer.config"};
  const auto within = [&](std::string_view part) { return setting.find(part) != std::string_view::npos; };
  // The command that fetches a Kerberos ticket may have a password among its words.
  return std::any_of(kParts.begin(), kParts.end(), within) || setting == "sasl.jaas.config" ||
         setting == "sasl.kerberos.kinit.cmd";
}

std::string shown(const Settings& settings) {
  std::string text;
  for (const auto& [name, value] : settings) {
    fmt::format_to(std::back_inserter(text), "{}{}={}", text.empty() ? "" : " ", name, is_secret(name) ? "***" : value);
  }
  return text;
}

}  // namespace tidings::io::kafka
