#include "pipeline/record/cloud_event.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <cstring>
#include <optional>
#include <vector>

#include "pipeline/record/json_writer.h"
#include "pipeline/record/reason.h"

namespace tidings::record {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::array<std::string_view, kStreams> kTypes = {"io.tidings.document.v1", "io.tidings.rejected.v1",
                                                           "io.tidings.event.v1", "io.tidings.quote.v1",
                                                           "io.tidings.update.v1"};
constexpr std::string_view kSpecVersion = "1.0";

std::optional<Stream> stream_of(std::string_view type) {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (kTypes[i] == type) return static_cast<Stream>(i);
  }
  return std::nullopt;
}

Error refuse(std::string detail) { return {Fault::kBadInput, reason::kBadJson, std::move(detail)}; }

struct Attributes {
  std::string spec_version;
  std::string type;
  std::string id;
  std::string key;
  std::string data;
  std::string traceparent;
};

simdjson::error_code read_field(std::string_view name, ondemand::value value, Attributes& into) {
  const auto text = [&value](std::string& to) {
    std::string_view view;
    const auto code = value.get(view);
    if (code == simdjson::SUCCESS) to.assign(view);
    return code;
  };
  if (name == "specversion") return text(into.spec_version);
  if (name == "type") return text(into.type);
  if (name == "id") return text(into.id);
  if (name == "partitionkey") return text(into.key);
  if (name == "traceparent") return text(into.traceparent);
  if (name != "data") return simdjson::SUCCESS;
  ondemand::object object;
  if (const auto code = value.get(object); code != simdjson::SUCCESS) return code;
  std::string_view json;
  const auto code = object.raw_json().get(json);
  if (code == simdjson::SUCCESS) into.data.assign(json);
  return code;
}

simdjson::error_code read_fields(ondemand::document& document, Attributes& into) {
  ondemand::object object;
  if (const auto code = document.get(object); code != simdjson::SUCCESS) return code;
  for (auto field : object) {
    std::string_view name;
    if (const auto code = field.unescaped_key().get(name); code != simdjson::SUCCESS) return code;
    ondemand::value value;
    if (const auto code = field.value().get(value); code != simdjson::SUCCESS) return code;
    if (const auto code = read_field(name, value, into); code != simdjson::SUCCESS) return code;
  }
  const char* rest = nullptr;  // there is a location only where something follows the object
  return document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS
                                                                          : simdjson::TRAILING_CONTENT;
}

}  // namespace

std::string_view cloud_event_type(Stream stream) { return kTypes.at(static_cast<std::size_t>(stream)); }

void append_cloud_event(const Message& message, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.field("specversion", kSpecVersion).field("id", message.id).field("source", kCloudEventSource);
  json.field("type", cloud_event_type(message.stream)).field("datacontenttype", "application/json");
  json.field_if("partitionkey", message.key).field_if("traceparent", message.traceparent);
  json.key("data").raw(message.data);
  json.end_object();
}

struct CloudEventReader::Parser {
  ondemand::parser parser;
  std::vector<char> padded;  // simdjson reads beyond the end of what it is given
};

CloudEventReader::CloudEventReader() : parser_(std::make_unique<Parser>()) {}
CloudEventReader::~CloudEventReader() = default;

Result<Message> CloudEventReader::read(std::string_view line) {
  auto& padded = parser_->padded;
  padded.resize(line.size() + simdjson::SIMDJSON_PADDING);
  std::memcpy(padded.data(), line.data(), line.size());
  ondemand::document document;
  Attributes found;
  auto code = parser_->parser.iterate(padded.data(), line.size(), padded.size()).get(document);
  if (code == simdjson::SUCCESS) code = read_fields(document, found);
  if (code == simdjson::UTF8_ERROR) return Error{Fault::kBadInput, reason::kBadEncoding, "not UTF-8"};
  if (code == simdjson::EMPTY) return Error{Fault::kBadInput, reason::kEmptyBody, "the line is empty"};
  if (code != simdjson::SUCCESS) return refuse(simdjson::error_message(code));

  if (found.spec_version != kSpecVersion) return refuse("specversion: is not 1.0");
  const auto stream = stream_of(found.type);
  if (!stream) return refuse(fmt::format("type: \"{}\" is none we know", found.type));
  if (found.id.empty()) return refuse("id: is missing");
  if (found.data.empty()) return refuse("data: is missing");
  return Message{*stream, std::move(found.key), std::move(found.id), std::move(found.data),
                 std::move(found.traceparent)};
}

}  // namespace tidings::record
