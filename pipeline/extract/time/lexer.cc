#include "pipeline/extract/time/lexer.h"

#include <algorithm>

#include "pipeline/extract/time/numbers.h"
#include "pipeline/language/letter_case.h"

namespace tidings::extract::timex {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Digits with single separators between them, at the begin of a token.
struct Groups {
  std::array<int, 4> value{};
  std::array<std::uint8_t, 4> width{};
  std::array<std::uint32_t, 4> begin{};
  std::array<char, 4> separator{};  // after each; a dash of any kind is '-'
  std::size_t count = 0;
  std::size_t length = 0;  // bytes
  bool too_long = false;
};

// Bytes of a separator at the begin of `s` that a digit follows; 0: none.
std::size_t separator_of(std::string_view s, char& kind) {
  for (const std::string_view dash : {"-", "\u2013", "\u2014", "\u2212", "\u2010", "\u2011"}) {
    if (s.starts_with(dash) && s.size() > dash.size() && is_digit(s[dash.size()])) {
      kind = '-';
      return dash.size();
    }
  }
  if (s.size() < 2 || !is_digit(s[1]) || std::string_view(":/.,").find(s[0]) == std::string_view::npos) return 0;
  kind = s[0];
  return 1;
}

Groups groups_of(std::string_view s) {
  Groups groups;
  std::size_t at = 0;
  while (at < s.size() && is_digit(s[at])) {
    if (groups.count == groups.value.size()) {
      groups.too_long = true;
      return groups;
    }
    const std::size_t begin = at;
    int value = 0;
    for (; at < s.size() && is_digit(s[at]); ++at) value = std::min(value * 10 + (s[at] - '0'), 10'000'000);
    const std::size_t i = groups.count++;
    groups.value[i] = value;
    groups.width[i] = static_cast<std::uint8_t>(std::min<std::size_t>(at - begin, 200));
    groups.begin[i] = static_cast<std::uint32_t>(begin);
    groups.length = at;
    const std::size_t skip = separator_of(s.substr(at), groups.separator[i]);
    if (skip == 0) break;
    at += skip;
  }
  return groups;
}

class Lexer {
 public:
  Lexer(const Text& text, const Vocabulary& vocabulary, std::vector<Lexeme>& lexemes)
      : text_(text), vocabulary_(vocabulary), lexemes_(lexemes) {}

  void run() {
    lexemes_.clear();
    std::uint32_t token = 0;
    for (std::uint32_t sentence = 0; sentence < text_.ends.size(); ++sentence) {
      sentence_ = sentence;
      while (token < text_.ends[sentence]) token = one(token, text_.ends[sentence]);
    }
  }

 private:
  [[nodiscard]] std::string_view form(std::uint32_t token) const {
    return language::text_of(text_.tokens[token], text_.text);
  }

  Lexeme& push(std::uint32_t token, std::size_t begin, std::size_t end) {
    Lexeme& lexeme = lexemes_.emplace_back();
    lexeme.begin = text_.tokens[token].begin + static_cast<std::uint32_t>(begin);
    lexeme.end = text_.tokens[token].begin + static_cast<std::uint32_t>(end);
    lexeme.token = token;
    lexeme.sentence = sentence_;
    return lexeme;
  }

  void look_up(Lexeme& lexeme, std::string_view word) {
    if (word.size() > language::kLongestWord) return;
    language::lower(word, lower_);
    const auto* terms = vocabulary_.find(lower_);
    if (terms == nullptr && lower_.size() > 1 && lower_.back() == '.') {
      terms = vocabulary_.find(std::string_view(lower_).substr(0, lower_.size() - 1));
    }
    lexeme.capital = is_letter(word[0]) && word[0] < 'a';
    if (terms == nullptr) return;
    for (const Term& term : *terms) lexeme.add(term.symbol, term.value);
  }

  std::uint32_t one(std::uint32_t token, std::uint32_t end) {
    const std::string_view word = form(token);
    if (is_digit(word[0])) {
      number_token(token, word, 0);
      return token + 1;
    }
    if (const std::uint32_t next = number_words(token, end); next != token) return next;
    std::size_t letters = 0;
    while (letters < word.size() && is_letter(word[letters])) ++letters;
    if (letters > 0 && letters < word.size() && is_digit(word[letters])) return glued(token, word, letters);
    if (word.size() > 2 && word[0] == '\'' && is_digit(word[1])) {
      number_token(token, word, 1);
      return token + 1;
    }
    if (const std::size_t dash = led_by_prefix(word); dash > 0) return prefixed(token, word, dash);
    Lexeme& lexeme = push(token, 0, word.size());
    look_up(lexeme, word);
    if (lexeme.count == 0 && (word == "\u2013" || word == "\u2014" || word == "\u2212")) look_up(lexeme, "-");
    return token + 1;
  }

  // Where the dash of "mid-September", "post-1945" stands; 0: no such word.
  std::size_t led_by_prefix(std::string_view word) {
    const std::size_t dash = word.find('-');
    if (dash == std::string_view::npos || dash > 5 || dash + 1 == word.size()) return 0;
    language::lower(word.substr(0, dash), lower_);
    return lower_ == "mid" || lower_ == "pre" || lower_ == "post" || lower_ == "early" || lower_ == "late" ? dash : 0;
  }

  std::uint32_t prefixed(std::uint32_t token, std::string_view word, std::size_t dash) {
    look_up(push(token, 0, dash), word.substr(0, dash));
    look_up(push(token, dash, dash + 1), "-");
    if (is_digit(word[dash + 1])) {
      number_token(token, word, dash + 1);
    } else {
      look_up(push(token, dash + 1, word.size()), word.substr(dash + 1));
    }
    return token + 1;
  }

  // "Dec31", "Q3", "FY2009"; any other mix of letters and digits is no matter of time.
  std::uint32_t glued(std::uint32_t token, std::string_view word, std::size_t letters) {
    Lexeme& head = push(token, 0, letters);
    look_up(head, word.substr(0, letters));
    language::lower(word.substr(0, letters), lower_);
    const bool known = head.find(kMon) != nullptr || head.find(kMonWeak) != nullptr || lower_ == "q" ||
                       lower_ == "fy" || lower_ == "h";
    if (!known) {
      head.end = head.begin + static_cast<std::uint32_t>(word.size());
      head.count = 0;
      return token + 1;
    }
    number_token(token, word, letters);
    return token + 1;
  }

  std::uint32_t number_words(std::uint32_t token, std::uint32_t end) {
    constexpr std::size_t kLongest = 8;
    std::array<std::string_view, kLongest> words;
    std::size_t count = 0;
    for (; count < kLongest && token + count < end; ++count) {
      const std::string_view word = form(token + static_cast<std::uint32_t>(count));
      if (word.size() > 12) break;
      language::lower(word, spelled_[count]);
      words[count] = spelled_[count];
      if (count == 0 && read_number({words.data(), 1}).length == 0) return token;
    }
    const NumberWords number = read_number({words.data(), count});
    if (number.length == 0) return token;
    const std::uint32_t last = token + static_cast<std::uint32_t>(number.length) - 1;
    Lexeme& lexeme = push(token, 0, 0);
    lexeme.end = text_.tokens[last].end;
    if (number.length == 1) look_up(lexeme, words[0]);  // "second" is a unit too
    if (number.ordinal) {
      lexeme.add(kOrd, number.value);
      if (number.value >= 1 && number.value <= 31) lexeme.add(kOday, number.value);
      return last + 1;
    }
    lexeme.add(kN, number.value);
    if (number.value >= 1 && number.value <= 31) lexeme.add(kDay, number.value);
    if (number.value <= 12) lexeme.add(kHour, number.value);
    if (number.year) lexeme.add(kYear, number.value);
    return last + 1;
  }

  // Digits from `from` on, and the letters that may stick to them.
  void number_token(std::uint32_t token, std::string_view word, std::size_t from) {
    const Groups groups = groups_of(word.substr(from));
    const std::size_t length = from + groups.length;
    const std::string_view tail = word.substr(length);
    if (groups.too_long || !(tail.empty() || suffix(token, word, from, groups, tail))) {
      push(token, from, word.size());
      return;
    }
    if (tail.empty()) digits(token, word, from, groups);
  }

  // Whether the letters after the digits mean something; then all of the token is done.
  bool suffix(std::uint32_t token, std::string_view word, std::size_t from, const Groups& groups,
              std::string_view tail) {
    language::lower(tail, lower_);
    const std::string letters = lower_;
    const int value = groups.value[0];
    if (letters.size() == 3 && letters[0] == '-' && is_digit(letters[2])) {  // "2019-Q3"
      const std::size_t dash = word.size() - 3;
      digits(token, word.substr(0, dash), from, groups);
      look_up(push(token, dash, dash + 1), "-");
      look_up(push(token, dash + 1, dash + 2), word.substr(dash + 1, 1));
      single(push(token, dash + 2, dash + 3), letters[2] - '0', 1, false);
      return true;
    }
    if (groups.count == 1 && (letters == "st" || letters == "nd" || letters == "rd" || letters == "th")) {
      Lexeme& lexeme = push(token, from, word.size());
      lexeme.digits = true;
      lexeme.add(kOrd, value);
      if (value >= 1 && value <= 31) lexeme.add(kOday, value);
      return true;
    }
    if (groups.count == 1 && (letters == "s" || letters == "'s") && value % 10 == 0 &&
        (groups.width[0] == 4 || groups.width[0] == 2)) {
      push(token, from, word.size()).add(kDecade, value / 10);
      return true;
    }
    if (letters == "a" || letters == "p") {  // "8:45p"
      digits(token, word.substr(0, word.size() - 1), from, groups);
      push(token, word.size() - 1, word.size()).add(kAmpm, letters == "a" ? 0 : 12);
      return true;
    }
    const auto* terms = vocabulary_.find(letters);
    if (terms == nullptr && letters.back() == '.') {
      terms = vocabulary_.find(std::string_view(letters).substr(0, letters.size() - 1));
    }
    if (terms == nullptr) return false;
    const bool fits = std::any_of(terms->begin(), terms->end(), [](const Term& t) {
      return t.symbol == kAmpm || t.symbol == kUnits || t.symbol == kMon || t.symbol == kMonWeak;
    });
    if (!fits) return false;
    digits(token, word.substr(0, word.size() - tail.size()), from, groups);
    look_up(push(token, word.size() - tail.size(), word.size()), tail);
    return true;
  }

  void digits(std::uint32_t token, std::string_view word, std::size_t from, const Groups& groups) {
    if (groups.count == 1) {
      single(push(token, from, word.size()), groups.value[0], groups.width[0], from > 0 && word[0] == '\'');
      return;
    }
    Lexeme whole;
    if (whole_date(groups, whole) || clock(groups, whole)) {
      Lexeme& lexeme = push(token, from, word.size());
      lexeme.terms = whole.terms;
      lexeme.count = whole.count;
      lexeme.dotted = whole.dotted;
      lexeme.digits = true;
      return;
    }
    pieces(token, from, groups);
  }

  static void single(Lexeme& lexeme, int value, int width, bool apostrophe) {
    lexeme.digits = true;
    if (apostrophe) {
      if (width == 2) lexeme.add(kYy, value);
      return;
    }
    lexeme.add(kN, value);
    if (width <= 2 && value >= 1 && value <= 31) lexeme.add(kDay, value);
    if (width <= 2 && value <= 24) lexeme.add(kHour, value);
    if (width == 2) lexeme.add(kYy, value);
    if (width == 4 && value >= 1000 && value < 2200) lexeme.add(kYear, value);
    if (width == 4 && value / 100 < 24 && value % 100 < 60) lexeme.add(kClock, value * 100);
  }

  static bool whole_date(const Groups& g, Lexeme& lexeme) {
    const bool three =
        g.count == 3 && g.separator[0] == g.separator[1] && g.separator[0] != ':' && g.separator[0] != ',';
    if (three && g.width[0] == 4 && g.width[1] <= 2 && g.width[2] <= 2) {
      lexeme.add(kIso, g.value[0] * 10000 + g.value[1] * 100 + g.value[2]);
      return true;
    }
    if (three && g.width[0] <= 2 && g.width[1] <= 2 && (g.width[2] == 4 || g.width[2] == 2)) {
      const int year = g.width[2] == 4 ? g.value[2] : g.value[2] + (g.value[2] < 50 ? 2000 : 1900);
      lexeme.add(kSlash3, year * 10000 + g.value[0] * 100 + g.value[1]);
      return true;
    }
    if (g.count == 2 && g.separator[0] == '/' && g.width[0] <= 2 && g.width[1] <= 2) {
      lexeme.add(kSlash2, g.value[0] * 100 + g.value[1]);
      return true;
    }
    return false;
  }

  static bool clock(const Groups& g, Lexeme& lexeme) {
    const bool colons = g.separator[0] == ':' && (g.count == 2 || (g.count == 3 && g.separator[1] == ':'));
    const bool fits = g.width[0] <= 2 && g.width[1] == 2 && g.value[0] <= 24 && g.value[1] < 60;
    if (colons && fits) {
      lexeme.add(kClock, g.value[0] * 10000 + g.value[1] * 100 + (g.count == 3 ? std::min(g.value[2], 59) : 0));
      return true;
    }
    if (g.count != 2 || g.separator[0] != '.' || g.width[1] > 3) return false;
    lexeme.add(kDec, std::min(g.value[0], 100'000) * 1000 + g.value[1] * (g.width[1] == 1   ? 100
                                                                          : g.width[1] == 2 ? 10
                                                                                            : 1));
    lexeme.dotted = true;
    if (fits) lexeme.add(kClock, g.value[0] * 10000 + g.value[1] * 100);
    return true;
  }

  // "1939-1945", "10:30-12:00": the numbers and the dashes, each by itself. "1,200" is no part of a time.
  void pieces(std::uint32_t token, std::size_t from, const Groups& g) {
    if (g.count > 2 &&
        std::all_of(g.separator.begin(), g.separator.begin() + g.count - 1, [](char c) { return c == '-'; })) {
      push(token, from, from + g.length);  // a telephone's
      return;
    }
    std::size_t i = 0;
    while (i < g.count) {
      std::size_t last = i;
      while (last + 1 < g.count && g.separator[last] != '-') ++last;
      const std::size_t begin = from + g.begin[i];
      const std::size_t end = from + (last + 1 < g.count ? end_of(g, last) : g.length);
      Groups part;
      for (std::size_t k = i; k <= last; ++k) {
        part.value[part.count] = g.value[k];
        part.width[part.count] = g.width[k];
        part.separator[part.count] = k < last ? g.separator[k] : '\0';
        ++part.count;
      }
      Lexeme& lexeme = push(token, begin, end);
      lexeme.digits = true;
      if (part.count == 1) {
        single(lexeme, part.value[0], part.width[0], false);
      } else if (!whole_date(part, lexeme)) {
        (void)clock(part, lexeme);
      }
      if (last + 1 < g.count) look_up(push(token, end, from + g.begin[last + 1]), "-");
      i = last + 1;
    }
  }

  static std::size_t end_of(const Groups& g, std::size_t i) { return g.begin[i] + g.width[i]; }

  const Text& text_;
  const Vocabulary& vocabulary_;
  std::vector<Lexeme>& lexemes_;
  std::uint32_t sentence_ = 0;
  std::string lower_;
  std::array<std::string, 8> spelled_;
};

}  // namespace

void lex(const Text& text, const Vocabulary& vocabulary, std::vector<Lexeme>& lexemes) {
  Lexer(text, vocabulary, lexemes).run();
}

}  // namespace tidings::extract::timex
