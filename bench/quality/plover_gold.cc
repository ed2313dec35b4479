#include "bench/quality/plover_gold.h"

#include <simdjson.h>

#include <fstream>

#include "pipeline/record/names.h"

namespace tidings::quality {
namespace {

const std::map<std::string, std::set<std::string>> kDraft = {{"DEMAND", {"REQUEST"}},
                                                             {"DISAPPROVE", {"ACCUSE"}},
                                                             {"INVESTIGATE", {"ACCUSE"}},
                                                             {"FIGHT", {"ASSAULT"}},
                                                             {"YIELD", {"CONCEDE", "RETREAT"}}};

std::set<std::string> codes_of(simdjson::dom::array sides) {
  std::set<std::string> codes;
  for (const auto side : sides) {
    std::string_view code;
    if (side["code"].get(code) != simdjson::SUCCESS) continue;
    codes.insert(code == "JAP" ? "JPN" : code == "NGO" ? "IGO" : std::string(code));
  }
  return codes;
}

}  // namespace

std::map<std::string, PloverGold> read_plover_gold(const std::string& folder) {
  std::map<std::string, PloverGold> gold;
  simdjson::dom::parser parser;
  std::string line;
  for (std::ifstream in(folder + "/input.jsonl"); std::getline(in, line);) {
    const auto item = parser.parse(line);
    gold[std::string(item["id"].get_string().value())].text = item["text"].get_string().value();
  }
  for (std::ifstream in(folder + "/gold.jsonl"); std::getline(in, line);) {
    const auto item = parser.parse(line);
    auto& one = gold[std::string(item["id"].get_string().value())];
    for (const auto event : item["events"].get_array()) {
      const std::string type(event["type"].get_string().value());
      const auto draft = kDraft.find(type);
      one.types = draft == kDraft.end() ? std::set<std::string>{type} : draft->second;
      one.actors = codes_of(event["source"].get_array());
      one.recipients = codes_of(event["target"].get_array());
      break;
    }
  }
  return gold;
}

PloverCodes::PloverCodes(const language::Lexicon& lexicon) {
  for (const auto& country : lexicon.countries) countries_.insert(country.alpha3);
}

std::set<std::string> PloverCodes::of(const std::vector<record::Actor>& actors) const {
  std::set<std::string> codes;
  for (const auto& actor : actors) {
    if (!actor.code.empty()) codes.insert(countries_.contains(actor.code) ? actor.code : "IGO");
  }
  return codes;
}

bool has_type(const PloverGold& gold, const record::Event& event) {
  return gold.types.contains(std::string(record::name_of(event.coding.type)));
}

bool is_right(const PloverGold& gold, const record::Event& event, const PloverCodes& codes) {
  return has_type(gold, event) && codes.of(event.picture.actors) == gold.actors &&
         codes.of(event.picture.recipients) == gold.recipients;
}

}  // namespace tidings::quality
