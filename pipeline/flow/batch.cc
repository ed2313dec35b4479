#include "pipeline/flow/batch.h"

namespace tidings::flow {

std::size_t weight_of(const record::Input& input) {
  auto bytes = sizeof(Parcel) + input.body.capacity() + input.content_type.capacity();
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
  for (const auto& message : parcel.messages)
    bytes += sizeof(message) + message.data.capacity() + message.key.capacity();
  return bytes;
}

}  // namespace tidings::flow
