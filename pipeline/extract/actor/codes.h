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

// Of the people, country or organisation that ends right before the word, or before the adjectives before it:
// "Norlandic minister", "Norland's newly elected minister".
[[nodiscard]] std::string code_before(const Ground& ground, Word word);

// Of the adjective of a country right before another's: "Norlandic Vendorians" are Norland's.
[[nodiscard]] std::string code_of_people_before(const Ground& ground, Word word);

// Of what stands behind a person's name: "King Jan of Norland".
[[nodiscard]] std::string code_behind(const Ground& ground, const language::Name& name);

// Of the first name among these words: "President of Norland Jan Vok".
[[nodiscard]] std::string code_among(const Ground& ground, Word begin, Word end);

// Of a noun that says what somebody is, with its words before it from `begin` on: "Norlandic minister", "minister of
// Norland", "rebels in Norland", "leaders of Norland's new government", "refugees fleeing the war in Norland".
[[nodiscard]] std::string code_of_noun(const Ground& ground, Word noun, Word begin);

// "the former Norlandic minister", with the first word of the office.
[[nodiscard]] bool is_former(const Ground& ground, Word office);

// "Danish and Dutch officials", "ministers of Denmark and the Netherlands", "envoys from Denmark and Norway": the codes
// beside `first`.
[[nodiscard]] std::vector<std::string> codes_beside(const Ground& ground, Word noun, std::string_view first);

}  // namespace tidings::extract
