#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/extract/coder.h"

namespace tidings::extract {

// Words that say something of two sides, and no pattern tells of it.
struct Gap {
  std::string predicate;  // lemmas: "snub", "trade with", "open embassy in"
  bool known = false;     // patterns have the verb as a trigger, but none of them fits
  std::string sentence;
};

// What the patterns do not cover: verbs with one coded actor as subject and another as object, or behind a preposition
// of the verb or of its object, at which no pattern fires. For whoever writes patterns. One for each worker; the
// knowledge must outlive it.
class GapFinder {
 public:
  explicit GapFinder(const Knowledge& knowledge);
  ~GapFinder();

  // In the order of the text; of documents in English.
  [[nodiscard]] std::vector<Gap> find(const record::Document& document);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace tidings::extract
