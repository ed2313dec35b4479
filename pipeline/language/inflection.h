#pragma once

#include <string>
#include <string_view>

// The English inflections behind lemma_of(). All words are lower case.
namespace tidings::language {

// The base of an irregular form, empty where it is regular or unknown. `past` is for VBD and VBN: "found" of "find".
[[nodiscard]] std::string_view irregular_verb(std::string_view form);
[[nodiscard]] std::string_view irregular_noun(std::string_view form);
[[nodiscard]] std::string_view irregular_comparison(std::string_view form);

// Undo a regular inflection in place.
void strip_ed(std::string& verb);
void strip_ing(std::string& verb);
void strip_verb_s(std::string& verb);
void strip_plural(std::string& noun);
void strip_comparison(std::string& adjective, std::size_t ending);  // `ending` letters: "er" 2, "est" 3

}  // namespace tidings::language
