#include "daemon/log.h"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <utility>

#include "pipeline/record/rejected.h"
#include "pipeline/record/utf8.h"

namespace tidings::daemon {
namespace {

// The message in one line of text; `%*` in the pattern.
class OneLine final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& entry, const std::tm&, spdlog::memory_buf_t& out) override {
    const auto line = in_one_line({entry.payload.data(), entry.payload.size()});
    out.append(line.data(), line.data() + line.size());
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<OneLine>(); }
};

// The message as the inside of a JSON string; `%*` in the pattern.
class JsonEscaped final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& entry, const std::tm&, spdlog::memory_buf_t& out) override {
    for (const auto character : record::to_utf8_lossy({entry.payload.data(), entry.payload.size()})) {
      const auto byte = static_cast<unsigned char>(character);
      if (byte == '"' || byte == '\\') {
        out.push_back('\\');
        out.push_back(character);
      } else if (byte < 0x20) {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
      } else {
        out.push_back(character);
      }
    }
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonEscaped>();
  }
};

constexpr auto kJsonPattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","message":"%*"})";
constexpr auto kTextPattern = "%Y-%m-%dT%H:%M:%S.%eZ %^%-7l%$ %*";

spdlog::level::level_enum level_of(config::LogLevel level) {
  constexpr spdlog::level::level_enum kLevels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                   spdlog::level::err};
  return kLevels[static_cast<std::size_t>(level)];
}

constexpr std::uint32_t kEntriesPerInterval = 10;
constexpr std::chrono::seconds kInterval{60};

}  // namespace

std::string in_one_line(std::string_view text) {
  const auto readable = record::to_utf8_lossy(text);
  std::string line;
  line.reserve(readable.size());
  for (std::size_t at = 0; at < readable.size(); ++at) {
    auto byte = static_cast<unsigned char>(readable[at]);
    // C1, U+0080 to U+009F, some of which terminals obey as well.
    const bool second = byte == 0xc2 && at + 1 < readable.size() && static_cast<unsigned char>(readable[at + 1]) < 0xa0;
    if (second) byte = static_cast<unsigned char>(readable[++at]);
    if (second || byte < 0x20 || byte == 0x7f)
      line += fmt::format("\\x{:02x}", byte);
    else
      line += static_cast<char>(byte);
  }
  return line;
}

void set_up_log(const config::LogSettings& settings) {
  const auto json = settings.format == config::LogFormat::kJson;
  auto logger =
      json ? std::make_shared<spdlog::logger>("tidings", std::make_shared<spdlog::sinks::stderr_sink_mt>())
           : std::make_shared<spdlog::logger>("tidings", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  if (json)
    formatter->add_flag<JsonEscaped>('*').set_pattern(kJsonPattern);
  else
    formatter->add_flag<OneLine>('*').set_pattern(kTextPattern);
  logger->set_formatter(std::move(formatter));
  logger->set_level(level_of(settings.level));
  spdlog::set_default_logger(std::move(logger));
}

void set_log_level(config::LogLevel level) { spdlog::default_logger_raw()->set_level(level_of(level)); }

void flush_log() { spdlog::default_logger()->flush(); }

RateLimit::RateLimit(const record::Clock& clock, std::uint32_t most, std::chrono::nanoseconds interval)
    : clock_(clock), most_(most), interval_(interval) {}

RateLimit::Verdict RateLimit::ask(std::string_view kind) {
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  auto found = windows_.find(kind);
  if (found == windows_.end()) found = windows_.emplace(std::string(kind), Window{.start = now}).first;
  auto& window = found->second;
  if (now - window.start >= interval_) {
    window.start = now;
    window.passed = 0;
  }
  if (window.passed == most_) {
    ++window.swallowed;
    return {};
  }
  ++window.passed;
  return {true, std::exchange(window.swallowed, 0)};
}

namespace {

std::string more_since(const RateLimit::Verdict& verdict) {
  return verdict.swallowed == 0 ? std::string{} : fmt::format(" (and {} more since)", verdict.swallowed);
}

}  // namespace

LogListener::LogListener(const record::Clock& clock) : limit_(clock, kEntriesPerInterval, kInterval) {}

void LogListener::held_up(std::string_view part, const record::Error& error) {
  held_parts_.fetch_add(1, std::memory_order_relaxed);
  spdlog::warn("{} is held up and takes nothing: {}: {}", part, error.code, error.detail);
}

void LogListener::resumed(std::string_view part) {
  held_parts_.fetch_sub(1, std::memory_order_relaxed);
  spdlog::info("{} goes on", part);
}

// A sink that refuses message after message rewinds for each of them.
void LogListener::rewound(const record::Error& why) {
  const auto verdict = limit_.ask("rewound");
  if (!verdict.pass) return;
  spdlog::warn("starting over from what is committed: {}: {}{}", why.code, why.detail, more_since(verdict));
}

void LogListener::stalled(std::string_view part, std::chrono::nanoseconds since) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since).count();
  spdlog::error("stalled: {} has work in hand and has made no step for {} s", part, seconds);
}

void LogListener::rejected(const record::Input& input, std::string_view stage, const record::Error& error) {
  const auto verdict = limit_.ask(error.code);
  if (!verdict.pass) return;
  const auto origin = record::to_string(record::origin_of(input));
  spdlog::warn("{} rejected by {}: {}: {}{}", origin, stage, error.code, error.detail, more_since(verdict));
}

void LogListener::failed(const record::Error& error) {
  spdlog::error("stopped for good: {}: {}", error.code, error.detail);
}

}  // namespace tidings::daemon
