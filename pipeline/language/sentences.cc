#include "pipeline/language/sentences.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "pipeline/language/abbreviations.h"

namespace tidings::language {
namespace {

// No look backward or forward goes further than this, so that the time is linear in any input.
constexpr std::size_t kReach = 48;

enum class First : std::uint8_t { kEnd, kUpper, kLower, kDigit, kOther };

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }
constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }
constexpr bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

constexpr std::string_view kEllipsis = "…";
constexpr std::array<std::string_view, 10> kClosers = {")", "]", "}", "\"", "'", "”", "’", "»", "›", "*"};
constexpr std::array<std::string_view, 12> kOpeners = {"\"", "'", "“", "‘", "(", "[", "{", "«", "‹", "„", "¿", "¡"};
constexpr std::array<std::string_view, 10> kEmoticons = {":)",  ":(",  ";)",  ":D",  ":P",
                                                         ":-)", ":-(", ";-)", ":-D", ":/"};

// The word a stop stands after, and the one that follows.
struct Around {
  std::string_view before;    // back to white space or an opening mark
  std::string_view previous;  // the word before that one
  bool at_start = false;      // `before` opens the sentence
  First next = First::kEnd;
  std::string_view word;  // the next one: its letters, after any opening marks
  bool quoted = false;    // a quotation ends with the stop
  bool opens = false;     // an opening mark stands before the next word
};

class Splitter {
 public:
  Splitter(std::string_view text, std::vector<Sentence>& sentences) : text_(text), sentences_(sentences) {}

  void run() {
    for (std::size_t begin = 0; begin < text_.size();) {
      auto end = begin;
      while (end < text_.size() && !is_line_end(text_[end])) ++end;
      split_line(begin, end);
      begin = end + 1;
    }
  }

 private:
  void split_line(std::size_t begin, std::size_t end);
  [[nodiscard]] std::size_t find_stop(std::size_t at) const;
  [[nodiscard]] std::size_t stop_length(std::size_t at) const;
  [[nodiscard]] std::size_t space_length(std::size_t at) const;
  [[nodiscard]] std::size_t skip_spaces(std::size_t at) const;
  [[nodiscard]] std::size_t absorb_closers(std::size_t at, bool& quoted);
  [[nodiscard]] std::size_t aside_length(std::size_t at) const;
  [[nodiscard]] bool inside_quotation(std::size_t at);
  [[nodiscard]] Around look_around(std::size_t stop, std::size_t next, bool quoted) const;
  [[nodiscard]] bool names_speaker(std::size_t next) const;
  [[nodiscard]] bool ends_sentence(std::size_t stop, std::size_t after_stop, std::size_t end, bool quoted) const;
  void emit(std::size_t begin, std::size_t end);

  std::string_view text_;
  std::vector<Sentence>& sentences_;
  std::size_t line_end_ = 0;
  std::size_t start_ = 0;       // of the sentence that is being read
  std::size_t counted_to_ = 0;  // straight quotation marks of the line are counted up to here
  bool inside_quotes_ = false;  // their parity
};

std::size_t Splitter::space_length(std::size_t at) const {
  if (at >= line_end_) return 0;
  if (is_space(text_[at])) return 1;
  if (!is_high(text_[at])) return 0;
  if (text_.compare(at, 2, "\xC2\xA0") == 0) return 2;
  if (text_.compare(at, 3, "\xE3\x80\x80") == 0) return 3;
  const auto third = at + 2 < line_end_ ? static_cast<unsigned char>(text_[at + 2]) : 0;
  return text_.compare(at, 2, "\xE2\x80") == 0 && ((third >= 0x80 && third <= 0x8A) || third == 0xAF) ? 3 : 0;
}

std::size_t Splitter::skip_spaces(std::size_t at) const {
  while (const auto length = space_length(at)) at += length;
  return at;
}

std::size_t Splitter::find_stop(std::size_t at) const {
  for (; at < line_end_; ++at) {
    const char c = text_[at];
    if (c == '.' || c == '!' || c == '?') return at;
    if (c == '\xE2' && text_.compare(at, 3, kEllipsis) == 0) return at;
  }
  return line_end_;
}

std::size_t Splitter::stop_length(std::size_t at) const {
  auto end = at;
  for (;;) {
    if (end < line_end_ && (text_[end] == '.' || text_[end] == '!' || text_[end] == '?')) {
      ++end;
    } else if (text_.compare(end, 3, kEllipsis) == 0) {
      end += 3;
    } else if (end + 1 < line_end_ && text_[end] == ' ' && text_[end + 1] == '.' &&
               (end + 2 >= line_end_ || !(is_letter(text_[end + 2]) || is_digit(text_[end + 2])))) {
      end += 2;  // ". . ."
    } else {
      return std::min(end, line_end_) - at;
    }
  }
}

bool Splitter::inside_quotation(std::size_t at) {
  for (; counted_to_ < at; ++counted_to_) inside_quotes_ ^= text_[counted_to_] == '"';
  return inside_quotes_;
}

// A footnote mark or an emoticon that belongs to the sentence before it.
std::size_t Splitter::aside_length(std::size_t at) const {
  if (at >= line_end_) return 0;
  if (text_[at] == '[') {
    auto end = at + 1;
    while (end < line_end_ && end < at + 8 && (is_digit(text_[end]) || text_[end] == ',' || text_[end] == '-')) ++end;
    return end > at + 1 && end < line_end_ && text_[end] == ']' ? end + 1 - at : 0;
  }
  for (const auto emoticon : kEmoticons) {
    const auto end = at + emoticon.size();
    if (end <= line_end_ && text_.compare(at, emoticon.size(), emoticon) == 0 &&
        (end == line_end_ || space_length(end) != 0)) {
      return emoticon.size();
    }
  }
  return 0;
}

// Closing marks after a stop, also those a careless hand has put a space before.
std::size_t Splitter::absorb_closers(std::size_t at, bool& quoted) {
  for (;;) {
    if (at < line_end_ && is_space(text_[at]) && at + 1 < line_end_ && is_letter(text_[at + 1])) return at;
    const auto mark = std::find_if(kClosers.begin(), kClosers.end(), [&](std::string_view closer) {
      return at < line_end_ && text_.compare(at, closer.size(), closer) == 0;
    });
    if (mark != kClosers.end()) {
      quoted = quoted || *mark == "\"" || *mark == "”" || *mark == "’" || *mark == "»";
      at += mark->size();
      continue;
    }
    const auto next = skip_spaces(at);
    if (next == at || next >= line_end_) return at;
    const bool curly = text_.compare(next, 3, "”") == 0;
    const auto after = next + 1;
    const bool straight = text_[next] == '"' && inside_quotation(next) &&
                          (after >= line_end_ || space_length(after) != 0 || text_[after] == ',');
    if (curly || straight) {
      quoted = true;
      at = next + (curly ? 3 : 1);
    } else if (const auto length = aside_length(next)) {
      at = next + length;
    } else {
      return at;
    }
  }
}

std::string_view last_word(std::string_view text) {
  auto begin = text.size();
  while (begin > 0 && text.size() - begin < kReach) {
    const char c = text[begin - 1];
    if (is_space(c) || is_line_end(c) || c == '(' || c == '[' || c == '"' || c == '/') break;
    if (begin >= 3 && (text.substr(begin - 3, 3) == "“" || text.substr(begin - 3, 3) == "‘" ||
                       text.substr(begin - 3, 3) == "—" || text.substr(begin - 3, 3) == "–")) {
      break;
    }
    if (begin >= 2 && text.substr(begin - 2, 2) == "\xC2\xA0") break;
    --begin;
  }
  return text.substr(begin);
}

First first_of(std::string_view text) {
  if (text.empty()) return First::kEnd;
  if (is_upper(text[0])) return First::kUpper;
  if (is_lower(text[0])) return First::kLower;
  if (is_digit(text[0])) return First::kDigit;
  if (!is_high(text[0])) return First::kOther;
  UChar32 c = 0;
  std::int32_t at = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at,
          static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 4)), c);
  if (c < 0 || !u_isalpha(c)) return First::kOther;
  return u_islower(c) ? First::kLower : First::kUpper;
}

std::string_view letters_of(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end < kReach && (is_letter(text[end]) || is_high(text[end]))) ++end;
  return text.substr(0, end);
}

Around Splitter::look_around(std::size_t stop, std::size_t next, bool quoted) const {
  Around around;
  const auto sentence = text_.substr(start_, stop - start_);
  around.before = last_word(sentence);
  around.at_start = around.before.size() == sentence.size();
  auto rest = sentence.substr(0, sentence.size() - around.before.size());
  while (!rest.empty() && is_space(rest.back())) rest.remove_suffix(1);
  around.previous = last_word(rest);
  around.quoted = quoted;
  for (std::size_t marks = 0; marks < 4 && next < line_end_ && !is_letter(text_[next]); ++marks) {
    const auto opener = std::find_if(kOpeners.begin(), kOpeners.end(), [&](std::string_view mark) {
      return text_.compare(next, mark.size(), mark) == 0;
    });
    if (opener == kOpeners.end()) break;
    next += opener->size();
    around.opens = true;
  }
  const auto following = next < line_end_ ? text_.substr(next, line_end_ - next) : std::string_view{};
  around.next = first_of(following);
  around.word = letters_of(following);
  return around;
}

// `"Why?" Mara Vell asked.`: up to three capitalised words, then a verb of speech.
bool Splitter::names_speaker(std::size_t next) const {
  for (int words = 0; words < 4 && next < line_end_; ++words) {
    const auto word = letters_of(text_.substr(next, line_end_ - next));
    if (is_speech_verb(word)) return true;
    if (word.empty() || is_lower(word[0])) return false;
    next = skip_spaces(next + word.size());
  }
  return false;
}

bool is_number(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }

// "3", "2.1": the number of a list item or section, when it opens a sentence.
bool is_item_number(std::string_view word) {
  return !word.empty() && word.size() <= 4 && is_digit(word[0]) && (word.size() < 4 || word[1] == '.') &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
}

// "J", "U.S", "a.m": what may carry a stop without ending anything.
bool dotted(std::string_view word) {
  return word.find('.') <= 2 &&  // which npos is not
         std::all_of(word.begin(), word.end(), [](char c) { return is_letter(c) || c == '.'; });
}

bool initial_ends(const Around& around) {
  const bool after_name = !around.previous.empty() && first_of(around.previous) == First::kUpper;
  if (around.before == "I" && !around.at_start) return !after_name || begins_sentences(around.word);
  return !after_name && !around.at_start && begins_sentences(around.word);
}

bool dotted_ends(const Around& around) {
  const bool clock =
      around.before == "a.m" || around.before == "p.m" || around.before == "A.M" || around.before == "P.M";
  if (!clock) return begins_sentences(around.word);
  constexpr std::array<std::string_view, 20> kAfterClock = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Eastern", "Central",  "Pacific",
      "GMT",    "UTC",     "EST",       "EDT",      "ET",     "PT",       "CET",    "Moscow",  "Mountain", "CST"};
  return std::find(kAfterClock.begin(), kAfterClock.end(), around.word) == kAfterClock.end();
}

// After a single full stop and white space.
bool full_stop_ends(const Around& around) {
  auto word = around.before;
  if (const auto hyphen = word.rfind('-'); hyphen != std::string_view::npos) word.remove_prefix(hyphen + 1);
  const auto kind = abbreviation_of(word);
  if (around.next == First::kLower) {
    return kind == Abbreviation::kNone && !dotted(word) && word.size() > 1 && !is_number(word);
  }
  switch (kind) {
    case Abbreviation::kTitle:
    case Abbreviation::kBeforeName:
      return around.quoted;
    case Abbreviation::kNumber:
    case Abbreviation::kMonth:
      return around.next != First::kDigit;
    case Abbreviation::kTrailing:
      return around.quoted || around.opens || begins_sentences(around.word);
    case Abbreviation::kNone:
      break;
  }
  if (word.size() == 1 && is_upper(word[0])) return around.quoted || initial_ends(around);
  if (dotted(word)) return around.quoted || dotted_ends(around);
  if (word.size() == 1 && is_lower(word[0]) && around.next == First::kDigit) return false;  // "(b. 1871)"
  return !(around.at_start && is_item_number(word));
}

// Nothing but a forgotten space parts "…was over.They left": a word of lower case, a stop, a capitalised word.
bool space_forgotten(const Around& around) {
  const bool word_before =
      around.before.size() > 2 && std::all_of(around.before.begin(), around.before.end(), is_lower);
  return word_before && around.next == First::kUpper && around.word.size() > 1 && is_lower(around.word[1]);
}

bool Splitter::ends_sentence(std::size_t stop, std::size_t after_stop, std::size_t end, bool quoted) const {
  const auto next = skip_spaces(end);
  if (next >= line_end_) return true;
  const auto around = look_around(stop, next, quoted);
  const bool spaced_closer = end > after_stop && space_length(after_stop) != 0;
  if (next == end && !(spaced_closer && around.next == First::kUpper)) return space_forgotten(around);
  const bool full_stop = text_.substr(stop, after_stop - stop) == ".";
  if (around.next == First::kOther && !around.opens) {
    const auto rest = text_.substr(next, 3);
    if (rest.starts_with(',') || rest.starts_with(';') || rest.starts_with(':') || rest.starts_with('-') ||
        rest.starts_with(')') || rest == "—" || rest == "–") {
      return false;
    }
  }
  if (full_stop) return full_stop_ends(around);
  const bool dots = text_[stop] == '.' || text_[stop] == '\xE2';
  if (around.next == First::kLower) return !dots && !quoted;
  return dots || !quoted || !names_speaker(next);
}

void Splitter::emit(std::size_t begin, std::size_t end) {
  const auto trailing_space = [&]() -> std::size_t {
    for (std::size_t length = 1; length <= 3 && begin + length <= end; ++length) {
      if (space_length(end - length) == length) return length;
    }
    return 0;
  };
  while (const auto length = trailing_space()) end -= length;
  if (begin < end) sentences_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

void Splitter::split_line(std::size_t begin, std::size_t end) {
  line_end_ = end;
  counted_to_ = begin;
  inside_quotes_ = false;
  start_ = skip_spaces(begin);
  for (auto at = start_; at < line_end_;) {
    const auto stop = find_stop(at);
    if (stop == line_end_) break;
    const auto after_stop = stop + stop_length(stop);
    bool quoted = false;
    at = absorb_closers(after_stop, quoted);
    if (!ends_sentence(stop, after_stop, at, quoted)) continue;
    emit(start_, at);
    start_ = at = skip_spaces(at);
  }
  emit(start_, line_end_);
}

}  // namespace

void split_sentences(std::string_view text, std::vector<Sentence>& sentences) { Splitter(text, sentences).run(); }

}  // namespace tidings::language
