#include "pipeline/io/kafka/client.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <thread>
#include <utility>

#include "pipeline/io/kafka/code.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;
using record::Result;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kAskFor{500};
constexpr std::chrono::milliseconds kAskAgainAfter{100};
// A broker that has just started does not know all its topics yet, and one that makes them when asked needs a moment.
constexpr std::chrono::milliseconds kBelieveMissingAfter{3'000};

constexpr std::size_t kErrorText = 512;

Severity severity_of(int syslog_level) {
  if (syslog_level <= 3) return Severity::kError;
  if (syslog_level == 4) return Severity::kWarning;
  return syslog_level <= 6 ? Severity::kInfo : Severity::kDebug;
}

Error refused(const Setting& setting, std::string_view why) {
  // librdkafka's own words repeat the value.
  if (is_secret(setting.name)) why = "is not taken";
  return {Fault::kFatal, code::kBadSetting, fmt::format("{}: {}", setting.name, why)};
}

}  // namespace

Result<void> set(rd_kafka_conf_t* conf, const Setting& setting) {
  std::array<char, kErrorText> why{};
  const auto taken = rd_kafka_conf_set(conf, setting.name.c_str(), setting.value.c_str(), why.data(), why.size());
  if (taken == RD_KAFKA_CONF_OK) return {};
  return refused(setting, why.data());
}

struct Client::Port {
  Client* owner;  // null: gone; only threads that poll for it ask
  const Log log;

  static Port& of(void* opaque) { return *static_cast<Port*>(opaque); }
};

Client::Client(Log log) : port_(new Port{this, std::move(log)}) {}
Client::~Client() = default;

ClientStatistics Client::client_statistics() const {
  const std::lock_guard lock(mutex_);
  return statistics_;
}

void Client::on_statistics(std::string_view json) {
  auto statistics = read_statistics(json);
  if (!statistics) return;
  const std::lock_guard lock(mutex_);
  statistics_ = *std::move(statistics);
}

void Client::log(Severity severity, std::string_view text) const {
  if (port_->log) port_->log(severity, text);
}

void Client::end(std::chrono::milliseconds limit, int flags) {
  if (!client_) return;
  port_->owner = nullptr;
  std::promise<void> ended;
  auto end = ended.get_future();
  std::thread ending([client = client_.release(), flags, port = port_, ended = std::move(ended)]() mutable {
    rd_kafka_destroy_flags(client, flags);
    ended.set_value();
  });
  if (end.wait_for(limit) == std::future_status::ready) {
    ending.join();
    return;
  }
  log(Severity::kWarning, "the client does not end; it is left to itself");
  ending.detach();
}

Result<void> Client::make(rd_kafka_type_t type, const Settings& settings) {
  ConfHandle conf(rd_kafka_conf_new());
  std::array<char, kErrorText> why{};
  for (const auto& setting : settings) {
    if (auto taken = set(conf.get(), setting); !taken) return taken;
  }
  install(conf.get(), type, port_.get());
  client_.reset(rd_kafka_new(type, conf.get(), why.data(), why.size()));
  if (!client_) return Error{Fault::kFatal, code::kBadSetting, why.data()};
  [[maybe_unused]] auto* theirs = conf.release();  // taken over only when a client was made
  return {};
}

void Client::install(rd_kafka_conf_t* conf, rd_kafka_type_t type, Port* port) {
  rd_kafka_conf_set_opaque(conf, port);
  rd_kafka_conf_set_log_cb(conf, [](const rd_kafka_t* client, int level, const char* facility, const char* text) {
    const auto& log = Port::of(rd_kafka_opaque(client)).log;
    if (log) log(severity_of(level), fmt::format("{}: {}", facility, text));
  });
  rd_kafka_conf_set_error_cb(conf, [](rd_kafka_t*, int error, const char* why, void* opaque) {
    if (auto* owner = Port::of(opaque).owner) owner->on_error(static_cast<rd_kafka_resp_err_t>(error), why);
  });
  if (type == RD_KAFKA_PRODUCER) {
    rd_kafka_conf_set_dr_msg_cb(conf, [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
      if (auto* owner = Port::of(opaque).owner) owner->on_delivery(*message);
    });
    return;
  }
  rd_kafka_conf_set_stats_cb(conf, [](rd_kafka_t*, char* json, std::size_t size, void* opaque) {
    if (auto* owner = Port::of(opaque).owner) owner->on_statistics({json, size});
    return 0;  // librdkafka frees it
  });
  rd_kafka_conf_set_offset_commit_cb(
      conf, [](rd_kafka_t*, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t*, void* opaque) {
        if (auto* owner = Port::of(opaque).owner) owner->on_commit(error);
      });
  rd_kafka_conf_set_rebalance_cb(
      conf, [](rd_kafka_t*, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t* partitions, void* opaque) {
        if (auto* owner = Port::of(opaque).owner) owner->on_rebalance(error, partitions);
      });
}

void Client::on_error(rd_kafka_resp_err_t error, std::string_view detail) {
  trouble_.note(error, detail);
  log(Severity::kWarning, detail);
}

Result<void> Client::find_topics(std::span<const std::string> topics, std::chrono::milliseconds timeout) {
  const auto begun = Clock::now();
  const auto deadline = begun + timeout;
  const auto missing_deadline = begun + std::min(timeout, kBelieveMissingAfter);
  for (const auto& topic : topics) {
    for (;;) {
      auto found = look_for(topic, kAskFor);
      if (!found) return std::move(found).error();
      if (*found == Presence::kThere) break;
      if (*found == Presence::kMissing && Clock::now() >= missing_deadline) {
        return Error{Fault::kFatal, code::kTopicMissing, fmt::format("topic {} is not there", topic)};
      }
      if (Clock::now() >= deadline) {
        return trouble_.worst().value_or(Error{Fault::kTransient, code::kUnavailable, "no broker has answered"});
      }
      std::this_thread::sleep_for(kAskAgainAfter);
    }
  }
  trouble_.clear();
  return {};
}

Result<Client::Presence> Client::look_for(const std::string& topic, std::chrono::milliseconds timeout) {
  const TopicHandle handle(rd_kafka_topic_new(get(), topic.c_str(), nullptr));
  if (!handle) return Error{Fault::kFatal, code::kBadSetting, fmt::format("no topic can have the name {}", topic)};
  const rd_kafka_metadata_t* answer = nullptr;
  const auto error = rd_kafka_metadata(get(), 0, handle.get(), &answer, count_of(timeout));
  const MetadataHandle metadata(answer);
  serve();
  const auto worst = trouble_.worst();
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    if (worst && worst->fault == Fault::kFatal) return *worst;
    return Presence::kUnknown;
  }
  if (metadata->topic_cnt != 1) return Presence::kUnknown;
  switch (metadata->topics[0].err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      return metadata->topics[0].partition_cnt > 0 ? Presence::kThere : Presence::kUnknown;
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
      return Presence::kMissing;
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
      return failure_of(metadata->topics[0].err, fmt::format("topic {}", topic));
    default:
      return Presence::kUnknown;  // it is being made, or has no leader for the moment
  }
}

}  // namespace tidings::io::kafka
