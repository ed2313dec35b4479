#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/why.h"
#include "pipeline/record/document.h"

namespace tidings::normalise {

inline std::vector<std::string> words_of(std::string_view text) {
  std::string folded;
  fold_headline(text, folded);
  std::vector<std::string> words;
  std::string_view rest = folded;
  for (auto word = next_word(rest); !word.empty(); word = next_word(rest)) words.emplace_back(word);
  return words;
}

// Whether the words of `body` are those of the text and of the removals and no others, each side in its own order:
// nothing is lost, nothing invented, nothing moved. Empty where that holds, else the first word that is missing.
// (Removals that list bytes or control characters hold no words of the body.)
inline std::string first_word_lost(std::string_view body, const record::Document& document) {
  const auto all = words_of(body);
  const auto kept = words_of(document.text);
  std::vector<std::string> removed;
  for (const auto& removal : document.removed) {
    if (removal.why == why::kControl || removal.why == why::kBrokenBytes) continue;
    for (auto& word : words_of(removal.text)) removed.push_back(std::move(word));
  }
  // reachable[k]: the body so far can be told apart into k words kept and the rest removed.
  std::vector<bool> reachable(kept.size() + 1, false);
  reachable[0] = true;
  for (std::size_t read = 0; read < all.size(); ++read) {
    std::vector<bool> next(kept.size() + 1, false);
    bool any = false;
    for (std::size_t k = 0; k <= std::min(read, kept.size()); ++k) {
      if (!reachable[k]) continue;
      if (k < kept.size() && kept[k] == all[read]) next[k + 1] = any = true;
      if (read - k < removed.size() && removed[read - k] == all[read]) next[k] = any = true;
    }
    if (!any) return all[read];
    reachable.swap(next);
  }
  if (kept.size() + removed.size() != all.size()) return "(words were added)";
  return reachable[kept.size()] ? "" : "(at the end)";
}

}  // namespace tidings::normalise
