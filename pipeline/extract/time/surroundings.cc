#include "pipeline/extract/time/surroundings.h"

#include "pipeline/language/letter_case.h"

namespace tidings::extract::timex {

std::string_view Surroundings::word(std::size_t lexeme, int offset) const {
  const Lexeme* found = at(lexeme, offset);
  if (found == nullptr || found->end - found->begin > language::kLongestWord) return "";
  language::lower(text_.text.substr(found->begin, found->end - found->begin), lower_);
  if (lower_ == "\u2013" || lower_ == "\u2014" || lower_ == "\u2212") return "-";
  return lower_;
}

const Lexeme* Surroundings::at(std::size_t lexeme, int offset) const {
  const auto index = static_cast<std::ptrdiff_t>(lexeme) + offset;
  if (index < 0 || index >= static_cast<std::ptrdiff_t>(lexemes_.size())) return nullptr;
  const Lexeme& found = lexemes_[static_cast<std::size_t>(index)];
  return found.sentence == lexemes_[lexeme].sentence ? &found : nullptr;
}

bool Surroundings::is_one_of(std::size_t lexeme, int offset, std::string_view words) const {
  const std::string_view word = this->word(lexeme, offset);
  if (word.empty()) return false;
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

std::optional<language::Xpos> Surroundings::xpos(std::size_t lexeme, int offset) const {
  const Lexeme* found = at(lexeme, offset);
  if (found == nullptr || text_.reading == nullptr || text_.reading->xpos.empty()) return std::nullopt;
  return text_.reading->xpos[found->token];
}

bool Surroundings::in_person_name(std::size_t lexeme) const {
  if (text_.reading == nullptr || text_.reading->names.empty()) return false;
  const auto tag = text_.reading->names[lexemes_[lexeme].token];
  return tag == language::NameTag::kBeginPerson || tag == language::NameTag::kInPerson;
}

bool Surroundings::is_noun(std::size_t lexeme, int offset) const {
  const auto tag = xpos(lexeme, offset);
  using language::Xpos;
  return tag == Xpos::kNn || tag == Xpos::kNns || tag == Xpos::kNnp || tag == Xpos::kNnps;
}

bool Surroundings::is_plural_noun(std::size_t lexeme, int offset) const {
  return xpos(lexeme, offset) == language::Xpos::kNns;
}

}  // namespace tidings::extract::timex
