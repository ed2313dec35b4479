#include "pipeline/record/document.h"

#include "pipeline/record/json_writer.h"
#include "pipeline/record/names.h"

namespace tidings::record {

std::string_view name_of(Found found) { return kNamesOf<Found>.at(static_cast<std::size_t>(found)); }

void append_json(const Document& document, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.field("id", document.id);
  json.field_if("source", document.source).field_if("url", document.url).field_if("title", document.title);
  json.field("text", document.text);
  if (document.published) {
    json.key("published").begin_object();
    json.field("value", document.published->value).field("found", name_of(document.published->found));
    json.end_object();
  }
  json.field("language", document.language);
  json.array("sentences", document.sentences);
  json.field("fingerprint", document.fingerprint);
  json.array("sentence_fingerprints", document.sentence_fingerprints);
  json.objects("removed", document.removed, [](JsonWriter& writer, const Removal& removal) {
    writer.field("text", removal.text).field("why", removal.why);
  });
  json.objects("foreign", document.foreign, [](JsonWriter& writer, const Foreign& foreign) {
    writer.field("span", foreign.span).field("language", foreign.language);
  });
  json.end_object();
}

Message to_message(const Document& document) {
  constexpr std::size_t kBytesPerSentence = 40;  // its span and its fingerprint
  Message message;
  message.stream = Stream::kDocuments;
  message.key = document.id;
  message.id = Id::of("document", {document.source, document.id, document.body_hash.hex()}).hex();
  message.data.reserve(document.text.size() + document.text.size() / 16 +
                       document.sentences.size() * kBytesPerSentence + 512);
  append_json(document, message.data);
  return message;
}

}  // namespace tidings::record
