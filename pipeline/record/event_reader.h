#pragma once

#include <memory>
#include <string_view>

#include "pipeline/record/event.h"
#include "pipeline/record/result.h"

namespace tidings::record {

// Reads what append_json() wrote: the `data` of a message. Fields it does not know are ignored; a missing one that is
// always written, a wrong type or an unknown word is an error: kBadInput with kBadJson, kBadEncoding or kEmptyBody, and
// a detail like "actors[1].span: …". One per thread; its memory is reused.
class EventReader {
 public:
  EventReader();
  ~EventReader();
  EventReader(EventReader&&) noexcept;
  EventReader& operator=(EventReader&&) noexcept;

  [[nodiscard]] Result<Event> read_event(std::string_view json);
  [[nodiscard]] Result<Quote> read_quote(std::string_view json);
  [[nodiscard]] Result<Update> read_update(std::string_view json);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace tidings::record
