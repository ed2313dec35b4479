#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/language/lexicon.h"
#include "pipeline/record/event.h"

// PLOVER's gold standard (data/plover_gsr of the shared reference material): one event per sentence.
namespace tidings::quality {

struct PloverGold {
  std::string text;
  std::set<std::string> types;  // draft names mapped; any of them
  std::set<std::string> actors, recipients;
};

// By id, from input.jsonl and gold.jsonl of the folder.
[[nodiscard]] std::map<std::string, PloverGold> read_plover_gold(const std::string& folder);

// As gold has them: an organisation's own code is IGO.
class PloverCodes {
 public:
  explicit PloverCodes(const language::Lexicon& lexicon);
  [[nodiscard]] std::set<std::string> of(const std::vector<record::Actor>& actors) const;

 private:
  std::set<std::string> countries_;
};

[[nodiscard]] bool has_type(const PloverGold& gold, const record::Event& event);
// And both sides: an empty side must be empty.
[[nodiscard]] bool is_right(const PloverGold& gold, const record::Event& event, const PloverCodes& codes);

}  // namespace tidings::quality
