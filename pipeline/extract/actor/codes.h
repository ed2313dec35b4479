#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/actor/ground.h"

// Codes of countries and organisations by what stands beside a noun. All functions are pure; no code is an empty
// string.
namespace tidings::extract {

// The first that the lexicon has for the name.
[[nodiscard]] std::string code_of_name(const Ground& ground, const language::Name& name);

// Of the people, country or organisation that ends right before the word: "Norlandic minister", "Norland's minister".
[[nodiscard]] std::string code_before(const Ground& ground, Word word);

// Of the first name among these words: "President of Norland Jan Vok".
[[nodiscard]] std::string code_among(const Ground& ground, Word begin, Word end);

// Of a noun that says what somebody is, with its words before it from `begin` on: "Norlandic minister", "minister of
// Norland", "rebels in Norland".
[[nodiscard]] std::string code_of_noun(const Ground& ground, Word noun, Word begin);

// "Danish and Dutch officials", "the ministers of Denmark and the Netherlands": the codes beside `first`.
[[nodiscard]] std::vector<std::string> codes_beside(const Ground& ground, Word noun, std::string_view first);

}  // namespace tidings::extract
