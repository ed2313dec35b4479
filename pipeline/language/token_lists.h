#pragma once

#include <string_view>

// Closed lists behind the tokeniser's decisions. All questions take the word as written, of any length; letter case is
// ignored unless said otherwise.
namespace tidings::language {

// Whether a period after `word` is part of the token.
enum class KeptPeriod : unsigned char {
  kNone,
  kAlways,  // "Mr", "Inc", "etc": a period after it belongs to it, also at the end of a sentence
  kInside,  // also an ordinary word ("sun", "fig"): only inside a sentence, and written with a capital or listed so
  kBeforeNumber,  // "no", "p", "art": only where a number follows
};
[[nodiscard]] KeptPeriod kept_period(std::string_view word);

// "non", "anti", "mid": what stands before a hyphen and stays with the word behind it.
[[nodiscard]] bool is_joined_prefix(std::string_view word);
// "wise", "esque": what stands behind a hyphen and stays with the word before it.
[[nodiscard]] bool is_joined_suffix(std::string_view word);
// "e-mail" alike whole words whose hyphen is part of them: "uh-huh".
[[nodiscard]] bool is_joined_compound(std::string_view word);
// "km", "am", "bn": splits from digits before it. Case matters ("5M", "80Y"); `money`: a currency sign stands before
// them.
[[nodiscard]] bool is_unit(std::string_view word, bool money);
// "com", "org", "pdf": the last part of a domain or file name.
[[nodiscard]] bool is_name_ending(std::string_view word);
// "em", "til", "cause": words that begin with an apostrophe.
[[nodiscard]] bool is_elided(std::string_view word);
// "ol", "o", "an": words that end in an apostrophe.
[[nodiscard]] bool is_clipped(std::string_view word);
// Bytes of the first part of a word written together ("can|not", "gon|na", "do|nt"); 0 where it is one word.
[[nodiscard]] unsigned first_part(std::string_view word);
// Bytes of the emoticon that `text` begins with, 0 if none. The caller looks at what follows.
[[nodiscard]] unsigned emoticon(std::string_view text);

}  // namespace tidings::language
