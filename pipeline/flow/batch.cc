#include "pipeline/flow/batch.h"

#include <tuple>

namespace tidings::flow {

namespace {

// Words like codes and statuses lie inside their strings.
std::size_t weight_of(const record::Event& event) {
  const auto& [picture, article] = std::tie(event.picture, event.article);
  auto bytes = sizeof(event) + article.id.capacity() + article.source.capacity() + article.url.capacity() +
               article.title.capacity();
  for (const auto* side : {&picture.actors, &picture.recipients}) {
    for (const auto& actor : *side)
      bytes += sizeof(actor) + actor.name.capacity() + actor.position.capacity() + actor.text.capacity();
  }
  for (const auto& evidence : event.evidence) bytes += sizeof(evidence) + evidence.text.capacity();
  bytes += picture.amounts.capacity() * sizeof(record::Amount) + event.conflicts.capacity() * sizeof(record::Conflict);
  return bytes + event.attribution.capacity() * sizeof(record::Attribution);
}

}  // namespace

std::size_t weight_of(const record::Input& input) {
  auto bytes = sizeof(Parcel) + input.body.capacity() + input.content_type.capacity() + input.traceparent.capacity();
  if (input.key) bytes += input.key->capacity();
  for (const auto& header : input.headers) bytes += sizeof(header) + header.name.capacity() + header.value.capacity();
  return bytes;
}

std::size_t weight_of(const Parcel& parcel) {
  auto bytes = weight_of(parcel.input);
  const auto& document = parcel.document;
  bytes += document.text.capacity() + document.title.capacity() + document.id.capacity() + document.url.capacity();
  bytes += document.sentences.capacity() * sizeof(record::Span);
  bytes += document.sentence_fingerprints.capacity() * sizeof(record::Fingerprint);
  for (const auto& removal : document.removed) bytes += sizeof(removal) + removal.text.capacity();
  for (const auto& event : parcel.events) bytes += weight_of(event);
  for (const auto& message : parcel.messages)
    bytes += sizeof(message) + message.data.capacity() + message.key.capacity();
  return bytes;
}

}  // namespace tidings::flow
