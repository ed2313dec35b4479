#include "pipeline/correlate/rest.h"

#include <fmt/format.h>

#include "pipeline/record/bytes.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {
namespace {

constexpr std::uint8_t kVersion = 4;  // of all that has no version of its own: index and order of articles too

}  // namespace

std::string encode(const Rest& rest) {
  std::string bytes;
  record::ByteWriter out(bytes);
  out.byte(kVersion);
  for (const auto number : {rest.next, rest.next_seen, rest.oldest_seen}) out.number(number);
  rest.clock.append(out);
  return bytes;
}

record::Result<Rest> read_rest(std::string_view bytes) {
  record::ByteReader in(bytes);
  const auto version = in.byte();
  if (version > kVersion) {
    return record::Error{record::Fault::kFatal, store::code::kNewer, "the state was written by a later tidings"};
  }
  if (version > 0 && version < kVersion) {
    return record::Error{record::Fault::kFatal, store::code::kOlder,
                         fmt::format("the incidents of the state were written by an earlier tidings (version {}, this "
                                     "one knows {})",
                                     version, kVersion)};
  }
  Rest rest;
  for (auto* number : {&rest.next, &rest.next_seen, &rest.oldest_seen}) *number = in.number();
  rest.clock.read(in);
  if (version == kVersion && in.ok() && in.at_end()) return rest;
  return record::Error{record::Fault::kFatal, store::code::kCorrupt, "the state cannot be read"};
}

}  // namespace tidings::correlate
