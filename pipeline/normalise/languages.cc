#include "pipeline/normalise/languages.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "pipeline/normalise/lexical.h"

namespace tidings::normalise {
namespace {

constexpr std::string_view kUndetermined = "und";
constexpr std::size_t kGuessed = 1024;  // bytes of a passage that are looked at

// Not beyond `bytes`, and not inside a character.
std::string_view front(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80) --bytes;
  return text.substr(0, bytes);
}

// CLD2 has a few codes of its own.
std::string_view iso_code(CLD2::Language language) {
  const std::string_view code = CLD2::LanguageCode(language);
  if (code == "un" || code.starts_with("xx")) return kUndetermined;
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  return code.substr(0, code.find('-'));
}

// Too little text to be sure is no answer.
std::string_view guess(std::string_view text) {
  constexpr CLD2::CLDHints kNoHints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int bytes = 0;
  bool reliable = false;
  const auto language =
      CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &kNoHints, 0, languages.data(),
                                     percents.data(), scores.data(), nullptr, &bytes, &reliable);
  return reliable ? iso_code(language) : kUndetermined;
}

// The primary subtag of "en", "en-GB", "EN_us"; empty where it is none.
std::string primary_subtag(std::string_view stated) {
  const auto code = fold_ascii(stated.substr(0, stated.find_first_of("-_")));
  const bool shaped = (code.size() == 2 || code.size() == 3) && std::all_of(code.begin(), code.end(), is_lower);
  return shaped ? code : std::string();
}

// The letters that only one language's alphabet has; of the rest Russian is by far the most frequent in the news.
std::string_view language_of_cyrillic(std::string_view text) {
  const auto has = [&](std::initializer_list<std::string_view> letters) {
    return std::any_of(letters.begin(), letters.end(),
                       [&](auto letter) { return text.find(letter) != std::string_view::npos; });
  };
  if (has({"ў", "Ў"})) return "be";
  if (has({"ї", "є", "ґ", "Ї", "Є", "Ґ", "і", "І"})) return "uk";
  if (has({"ѓ", "ќ", "ѕ", "Ѓ", "Ќ", "Ѕ"})) return "mk";
  if (has({"ђ", "ћ", "џ", "љ", "њ", "ј", "Ђ", "Ћ", "Џ", "Љ", "Њ", "Ј"})) return "sr";
  return "ru";
}

// What script and letters tell of a passage too short for CLD2.
std::string_view language_of_script(UScriptCode script, std::string_view text) {
  switch (script) {
    case USCRIPT_CYRILLIC:
      return language_of_cyrillic(text);
    case USCRIPT_ARABIC:
      return "ar";
    case USCRIPT_GREEK:
      return "el";
    case USCRIPT_HEBREW:
      return "he";
    case USCRIPT_ARMENIAN:
      return "hy";
    case USCRIPT_GEORGIAN:
      return "ka";
    case USCRIPT_THAI:
      return "th";
    case USCRIPT_HANGUL:
      return "ko";
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return "ja";
    case USCRIPT_HAN:
      return "zh";
    default:
      return kUndetermined;
  }
}

struct Passage {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  UScriptCode script = USCRIPT_COMMON;
};

// The letters between two foreign ones decide: any Latin letter or line end closes the passage.
class PassageFinder {
 public:
  explicit PassageFinder(std::string_view text) : text_(text) {}

  [[nodiscard]] std::vector<Passage> find() {
    for (std::size_t at = 0; at < text_.size();) {
      const char c = text_[at];
      if (!is_high(c)) {
        if (is_lower(fold_ascii(c)))
          latin_letter();
        else if (c == '\n')
          open_ = false;
        ++at;
      } else {
        take_high(at);
      }
    }
    if (foreign_letters_ > latin_letters_) passages_.clear();
    return std::move(passages_);
  }

 private:
  void latin_letter() {
    ++latin_letters_;
    open_ = false;
  }

  void take_high(std::size_t& at) {
    const auto begin = at;
    UChar32 point = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text_.data()), at, text_.size(), point);
    if (point < 0 || !u_isalpha(point)) return;
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(point, &status);
    if (script == USCRIPT_LATIN) return latin_letter();
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return;
    ++foreign_letters_;
    if (!open_ && passages_.size() < kPassages) passages_.push_back({begin, at, script});
    passages_.back().end = at;
    open_ = true;
  }

  std::string_view text_;
  std::vector<Passage> passages_;
  bool open_ = false;
  std::size_t latin_letters_ = 0;
  std::size_t foreign_letters_ = 0;
};

// First bytes of letters that are not Latin; typographic marks, by far the most frequent, begin with 0xE2.
bool may_hold_foreign(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xCD && byte != 0xE2 && byte != 0xEF;
  });
}

}  // namespace

std::string language_of(std::string_view text, std::string_view stated, std::size_t bytes) {
  const auto code = guess(front(text, bytes));
  if (code != kUndetermined) return std::string(code);
  auto given = primary_subtag(stated);
  return given.empty() ? std::string(kUndetermined) : given;
}

void find_foreign(std::string_view text, std::vector<record::Foreign>& foreign) {
  if (!may_hold_foreign(text)) return;
  std::size_t counted_to = 0;
  std::uint32_t points = 0;
  const auto index_of = [&](std::size_t byte) {
    for (; counted_to < byte; ++counted_to)
      points += (static_cast<unsigned char>(text[counted_to]) & 0xC0U) != 0x80 ? 1 : 0;
    return points;
  };
  for (const auto& passage : PassageFinder(text).find()) {
    const auto words = front(text.substr(passage.begin, passage.end - passage.begin), kGuessed);
    auto language = guess(words);
    if (language == kUndetermined) language = language_of_script(passage.script, words);
    const auto begin = index_of(passage.begin);
    foreign.push_back({{begin, index_of(passage.end)}, std::string(language)});
  }
}

}  // namespace tidings::normalise
