#include "pipeline/correlate/rest.h"

#include "pipeline/correlate/bytes.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {
namespace {

constexpr std::uint8_t kVersion = 1;

}  // namespace

std::string encode(const Rest& rest) {
  std::string bytes;
  ByteWriter out(bytes);
  out.byte(kVersion);
  for (const auto number : {rest.next, rest.oldest, rest.sweep, rest.next_seen, rest.oldest_seen}) out.number(number);
  rest.clock.append(out);
  return bytes;
}

record::Result<Rest> read_rest(std::string_view bytes) {
  ByteReader in(bytes);
  if (in.byte() > kVersion) {
    return record::Error{record::Fault::kFatal, store::code::kNewer, "the state was written by a later tidings"};
  }
  Rest rest;
  for (auto* number : {&rest.next, &rest.oldest, &rest.sweep, &rest.next_seen, &rest.oldest_seen}) {
    *number = in.number();
  }
  rest.clock.read(in);
  if (in.ok() && in.at_end()) return rest;
  return record::Error{record::Fault::kFatal, store::code::kCorrupt, "the state cannot be read"};
}

}  // namespace tidings::correlate
