#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/record/message.h"
#include "pipeline/record/result.h"

namespace tidings::record {

// CloudEvents `source`: the same for every instance, because an id does not depend on who made it.
inline constexpr std::string_view kCloudEventSource = "/tidings";

// "io.tidings.document.v1" and so on: the record's name and the version of its schema.
[[nodiscard]] std::string_view cloud_event_type(Stream stream);

// The message in structured mode: one JSON object, without a line end behind it. No clock is read: the same message
// gives the same bytes.
void append_cloud_event(const Message& message, std::string& out);

// Reads such lines back; one per thread, its memory is reused.
class CloudEventReader {
 public:
  CloudEventReader();
  ~CloudEventReader();

  // `Message::data` is the bytes as they were written; whoever reads the record checks them. kBadInput with kBadJson,
  // kBadEncoding or kEmptyBody where the line is no event of ours, of a version we do not know, or lacks an attribute.
  [[nodiscard]] Result<Message> read(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace tidings::record
