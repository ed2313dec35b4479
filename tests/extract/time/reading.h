#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/time/times.h"
#include "pipeline/language/sentences.h"

namespace tidings::extract {

// Times as they are found in the tokens of a text, without tags or parse.
inline std::vector<TimeExpression> times_in(std::string_view text, std::string_view published = "1911-05-03",
                                            std::string_view url = "") {
  static const Times times;
  std::vector<language::Sentence> sentences;
  language::split_sentences(text, sentences);
  std::vector<language::Token> tokens;
  std::vector<std::uint32_t> ends;
  for (const auto& sentence : sentences) {
    language::tokenise(text, sentence, tokens);
    ends.push_back(static_cast<std::uint32_t>(tokens.size()));
  }
  return times({text, tokens, ends, nullptr}, {published, "", url});
}

// "expression = value", one for each.
inline std::vector<std::string> values_in(std::string_view text, std::string_view published = "1911-05-03",
                                          std::string_view url = "") {
  std::vector<std::string> values;
  for (const auto& found : times_in(text, published, url)) values.push_back(found.time.text + " = " + found.time.value);
  return values;
}

}  // namespace tidings::extract
