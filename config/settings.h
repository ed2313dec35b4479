#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "config/kafka.h"
#include "pipeline/correlate/options.h"
#include "pipeline/extract/options.h"
#include "pipeline/flow/options.h"

// What an operator can set; config/options.cc says it all again with a sentence, a unit and bounds for each.
namespace tidings::config {

enum class SourceKind : std::uint8_t { kSpool, kFiles, kStdin, kKafka };
enum class SinkKind : std::uint8_t { kFiles, kKafka };
enum class AfterRead : std::uint8_t { kKeep, kMove, kDelete };
enum class Compression : std::uint8_t { kNone, kZstd };
enum class LogFormat : std::uint8_t { kText, kJson };
enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarn, kError };

struct SourceSettings {
  SourceKind kind = SourceKind::kSpool;
  std::string path = "feed";       // the spool
  std::vector<std::string> files;  // paths and glob patterns, for kFiles
  AfterRead after = AfterRead::kMove;
  std::size_t max_record_bytes = 8UL << 20U;
};

struct SinkSettings {
  SinkKind kind = SinkKind::kFiles;
  std::string path = "out";
  std::uint64_t rotate_bytes = 256UL << 20U;  // 0: never
  Compression compress = Compression::kNone;
  std::uint32_t retain_files = 0;  // 0: all
  std::uint64_t retain_bytes = 0;  // 0: all
};

struct StateSettings {
  std::string path = "state";
};

struct StreamSettings {
  bool documents = true;
  bool events = true;
  bool quotes = true;
  bool updates = true;
};

struct LexiconSettings {
  std::string path = "auto";  // auto: beside the program
};

struct FlowSettings {
  std::uint32_t workers = 0;  // threads of each parallel stage; 0: one per core
  flow::EngineOptions engine;
  std::chrono::milliseconds drain_timeout{30'000};
};

struct LogSettings {
  LogFormat format = LogFormat::kText;
  LogLevel level = LogLevel::kInfo;
};

struct AdminSettings {
  std::string listen = "127.0.0.1:8420";  // listen.h
  std::uint32_t max_connections = 64;
  std::chrono::milliseconds timeout{10'000};
};

struct Settings {
  SourceSettings source;
  SinkSettings sink;
  KafkaSettings kafka;
  StateSettings state;
  StreamSettings streams;
  LexiconSettings lexicon;
  extract::Options extract;
  correlate::Options correlate;
  FlowSettings flow;
  AdminSettings admin;
  LogSettings log;
};

}  // namespace tidings::config
