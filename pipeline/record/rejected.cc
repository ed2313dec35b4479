#include "pipeline/record/rejected.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/record/id.h"
#include "pipeline/record/json_writer.h"
#include "pipeline/record/utf8.h"

namespace tidings::record {
namespace {

void write_origin(JsonWriter& json, const Origin& origin) {
  if (const auto* queue = std::get_if<QueueOrigin>(&origin)) {
    json.field("topic", queue->topic);
    json.field("partition", number_of(queue->partition)).field("offset", queue->offset.value);
    return;
  }
  const auto& file = std::get<FileOrigin>(origin);
  json.bytes("file", file.file);
  if (file.line != 0) json.field("line", file.line);
}

// A cut may fall into the middle of a character; that must not turn a text into base64.
std::string_view without_cut_character(std::string_view beginning) {
  const auto whole = beginning.substr(0, utf8_prefix(beginning));
  return beginning.size() - whole.size() < 4 ? whole : beginning;
}

// What is kept of a body that is cut here.
constexpr std::size_t kBeginning = 64UL << 10U;

// In JSON a control character is six times as long, and with quotes and names each is longer by some.
std::size_t longest(std::string_view text) { return 6 * text.size() + 32; }

// Of the key and the headers as many of the first ones as surely fit into `bytes`.
void keep_short(Rejected& rejected, std::size_t bytes) {
  std::size_t taken = 0;
  const auto fits = [&](std::size_t size) {
    if (taken + size > bytes) return false;
    taken += size;
    return true;
  };
  if (rejected.key && !fits(longest(*rejected.key))) rejected.key.reset();
  std::erase_if(rejected.headers,
                [&](const Header& header) { return !fits(longest(header.name) + longest(header.value)); });
}

std::string container_of(const Origin& origin) {
  if (const auto* queue = std::get_if<QueueOrigin>(&origin)) {
    return fmt::format("{}/{}", queue->topic, number_of(queue->partition));
  }
  return std::get<FileOrigin>(origin).file;
}

std::string place_of(const Origin& origin) {
  if (const auto* queue = std::get_if<QueueOrigin>(&origin)) return std::to_string(queue->offset.value);
  return std::to_string(std::get<FileOrigin>(origin).line);
}

}  // namespace

Origin origin_of(const Input& input) {
  if (input.from == From::kQueue) return QueueOrigin{*input.container, input.partition, input.offset};
  return FileOrigin{*input.container, input.line};
}

Rejected reject(Input&& input, std::string_view stage, Error error, std::uint32_t attempts) {
  Rejected rejected;
  rejected.origin = origin_of(input);
  rejected.body = std::move(input.body);
  rejected.key = std::move(input.key);
  rejected.headers = std::move(input.headers);
  rejected.stage = stage;
  rejected.reason = error.code;
  rejected.detail = std::move(error.detail);
  rejected.attempts = attempts;
  rejected.cut = std::move(input.cut);
  return rejected;
}

std::string to_string(const Origin& origin) {
  const auto container = to_utf8_lossy(container_of(origin));
  if (const auto* queue = std::get_if<QueueOrigin>(&origin)) {
    return fmt::format("{}@{}", container, queue->offset.value);
  }
  const auto line = std::get<FileOrigin>(origin).line;
  return line == 0 ? container : fmt::format("{}:{}", container, line);
}

void append_json(const Rejected& rejected, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.field("stage", rejected.stage).field("reason", rejected.reason);
  json.field("detail", to_utf8_lossy(rejected.detail));
  write_origin(json, rejected.origin);
  json.field("attempts", rejected.attempts);
  if (rejected.key) json.bytes("key", *rejected.key);
  json.objects("headers", rejected.headers, [](JsonWriter& writer, const Header& header) {
    writer.bytes("name", header.name).bytes("value", header.value);
  });
  if (rejected.cut) json.field("length", rejected.cut->length).field("sha256", rejected.cut->sha256);
  json.bytes("body", rejected.cut ? without_cut_character(rejected.body) : rejected.body);
  json.end_object();
}

Message to_message(const Rejected& rejected) {
  const auto container = container_of(rejected.origin);
  const auto& content = rejected.cut ? rejected.cut->sha256 : rejected.body;
  Message message;
  message.stream = Stream::kRejected;
  message.key = to_utf8_lossy(container);
  message.id = Id::of("rejected", {container, place_of(rejected.origin), content}).hex();
  message.data.reserve(rejected.body.size() + rejected.body.size() / 16 + 512);
  append_json(rejected, message.data);
  return message;
}

Message to_message(const Rejected& rejected, std::size_t bytes_max) {
  auto message = to_message(rejected);
  if (message.data.size() <= bytes_max) return message;
  auto shorter = rejected;
  if (!shorter.cut) shorter.cut = Cut{.length = rejected.body.size(), .sha256 = sha256_hex(rejected.body)};
  keep_short(shorter, bytes_max / 2);
  // How much longer the JSON of a text is than the text is not known beforehand.
  for (auto length = std::min(kBeginning, shorter.body.size());; length /= 2) {
    shorter.body.resize(length);
    message.data.clear();
    append_json(shorter, message.data);
    if (length == 0 || message.data.size() <= bytes_max) return message;
  }
}

}  // namespace tidings::record
