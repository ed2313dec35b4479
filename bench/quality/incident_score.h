#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bench/quality/gold.h"
#include "bench/quality/pictures.h"
#include "pipeline/record/document.h"

// Incidents against what a reader finds.
namespace tidings::quality {

// The names by which gold calls the articles.
class Names {
 public:
  // By name; of two versions of one article the one that comes later in this order counts.
  explicit Names(const std::map<std::string, record::Document>& documents);

  [[nodiscard]] std::string of(const record::ArticleRef& article) const;
  [[nodiscard]] bool is_replaced(const std::string& name) const;
  [[nodiscard]] bool is_known(const std::string& name) const;

 private:
  std::map<std::pair<std::string, std::string>, std::string> names_;  // by id and version
  std::map<std::string, std::string> last_;                           // name of the last version, by name
};

// One happening and the incident that comes nearest to it.
struct Match {
  const Happening* happening = nullptr;
  const record::Update* incident = nullptr;   // null: none has its type and an article that tells of it
  bool found = false;                         // its type, sides, people, mode, day and place, as far as they are told
  std::vector<std::string> wrong;             // fields; none where it is there whole
  std::vector<const record::Update*> others;  // that tell of it too, and of no other happening better
};

struct Scored {
  std::vector<Match> matches;                  // one per happening, in the order of gold
  std::vector<const record::Update*> surplus;  // no happening asks for them
  std::vector<const record::Update*> never;    // what must not come out
};

// `gold` and `pictures` outlive what is returned.
[[nodiscard]] Scored score(const Gold& gold, const Pictures& pictures, const Names& names);

}  // namespace tidings::quality
