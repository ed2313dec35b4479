#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/record/event.h"

// What a careful reader finds in a set of articles: gold/incidents.yaml of the shared reference material and
// deploy/sample/gold.yaml, whose first lines say what each field means. Here is also what a field asks of an event or
// of an incident.
namespace tidings::quality {

using Strings = std::set<std::string>;

struct Happening {
  std::string id;
  bool must = false;
  Strings types;
  Strings actors, actors_any, recipients_any;  // codes
  Strings people;
  Strings dates, places, modes;                  // any of them; `date` and `date_any` together, and so on
  std::map<std::string, std::string> articles;   // article: the status it gives
  std::map<std::string, Strings> said_in;        // field: the articles whose events must have it
  Strings sources = {"1"}, independent = {"1"};  // any of these numbers
  Strings disputes;                              // fields on which the articles disagree
  Strings printed;  // what an article prints wrongly, as the note quotes it: stays on record
};

struct Never {
  Strings types, actors, recipients, dates;
};

struct Gold {
  std::vector<Happening> happenings;
  std::vector<Never> never;
};

// Nothing where it cannot be read; what is wrong is printed.
[[nodiscard]] std::optional<Gold> read_gold(const std::filesystem::path& file);

// Is the field asked of what this article tells; of an incident (no article): always.
[[nodiscard]] bool is_asked(const Happening& happening, const std::string& field, const std::string& article);

// The field that the picture lacks of the happening, all but the status: "type", "actors", "recipients", "mode",
// "people", "date", "place"; empty: none. What the picture leaves open (time, place) it does not lack.
[[nodiscard]] std::string lacks(const Happening& happening, const std::string& article, const record::Coding& coding,
                                const record::Picture& picture);

// Has it a time and a place where one is asked for?
[[nodiscard]] bool is_whole(const Happening& happening, const std::string& article, const record::Picture& picture);

// Does it say that something happened which must not come out?
[[nodiscard]] bool is_never(const Never& rule, const record::Coding& coding, const record::Picture& picture);

}  // namespace tidings::quality
