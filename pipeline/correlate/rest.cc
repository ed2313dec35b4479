#include "pipeline/correlate/rest.h"

#include "pipeline/correlate/bytes.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {
namespace {

constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kWithSweep = 1;  // over the numbers of incidents: two of them

}  // namespace

std::string encode(const Rest& rest) {
  std::string bytes;
  ByteWriter out(bytes);
  out.byte(kVersion);
  for (const auto number : {rest.next, rest.next_seen, rest.oldest_seen}) out.number(number);
  rest.clock.append(out);
  return bytes;
}

record::Result<Rest> read_rest(std::string_view bytes) {
  ByteReader in(bytes);
  const auto version = in.byte();
  if (version > kVersion) {
    return record::Error{record::Fault::kFatal, store::code::kNewer, "the state was written by a later tidings"};
  }
  Rest rest;
  rest.next = in.number();
  for (int i = 0; version == kWithSweep && i < 2; ++i) in.number();
  rest.next_seen = in.number();
  rest.oldest_seen = in.number();
  rest.clock.read(in);
  if (in.ok() && in.at_end()) return rest;
  return record::Error{record::Fault::kFatal, store::code::kCorrupt, "the state cannot be read"};
}

}  // namespace tidings::correlate
