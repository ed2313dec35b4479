// Any bytes in the place of an incident, an article or the rest of the state: each is read or is an error, and what is
// read can be used and comes back the same.
#include <string>

#include "pipeline/correlate/article_state.h"
#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/index.h"
#include "pipeline/correlate/match.h"
#include "pipeline/correlate/picture.h"
#include "pipeline/correlate/rest.h"
#include "pipeline/record/result.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using record::ensure;

void use(const correlate::Incident& incident) {
  const auto facts = correlate::facts_of(incident);
  const auto sketch = correlate::sketch_of(facts);
  ensure(correlate::entries_of(facts).size() < 1000, "an incident stands under few entries");
  ensure(correlate::places_to_look(facts).size() < 2000, "and an event looks under few");
  static_cast<void>(correlate::estimate(sketch, sketch));
  static_cast<void>(correlate::match(facts, facts));
  const auto update = correlate::picture_of(incident);
  ensure(update.independent_sources <= incident.tellings.size(), "no more groups than events");
  std::string json;
  record::append_json(update, json);
}

std::string bytes_of(const correlate::Incident& incident) {
  std::string bytes;
  correlate::append(bytes, incident);
  return bytes;
}

}  // namespace

void run(std::string_view input) {
  if (const auto incident = correlate::read_incident(input)) {
    const auto bytes = bytes_of(*incident);
    ensure(bytes_of(correlate::read_incident(bytes).value()) == bytes, "what was read is written the same");
    ensure(static_cast<bool>(correlate::read_life(input)), "its first part can be read alone");
    use(*incident);
  }
  if (const auto article = correlate::read_article(input)) {
    ensure(correlate::read_article(correlate::encode(*article)).value() == *article, "articles come back the same");
  }
  if (const auto row = correlate::read_seen(input)) {
    ensure(correlate::read_seen(correlate::encode(*row)).value() == *row, "the order of articles comes back the same");
  }
  if (const auto rest = correlate::read_rest(input)) {
    const auto bytes = correlate::encode(*rest);
    ensure(correlate::encode(correlate::read_rest(bytes).value()) == bytes, "the rest comes back the same");
  }
}

}  // namespace tidings::fuzz
