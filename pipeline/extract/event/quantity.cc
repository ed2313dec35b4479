#include "pipeline/extract/event/quantity.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "pipeline/extract/time/numbers.h"

namespace tidings::extract {
namespace {

using record::Bound;

constexpr double kMost = 1e15;     // what is more is no number of anything that happens
constexpr std::size_t kWords = 8;  // of a number in words

struct Scale {
  std::string_view word;
  double factor;
};
constexpr auto kScales = std::to_array<Scale>({{"hundred", 1e2},
                                               {"thousand", 1e3},
                                               {"million", 1e6},
                                               {"mn", 1e6},
                                               {"m", 1e6},
                                               {"billion", 1e9},
                                               {"bn", 1e9},
                                               {"trillion", 1e12},
                                               {"dozen", 12},
                                               {"score", 20}});

struct Currency {
  std::string_view word;
  std::string_view code;
};
constexpr auto kSigns = std::to_array<Currency>({{"$", "USD"},
                                                 {"us$", "USD"},
                                                 {"usd", "USD"},
                                                 {"€", "EUR"},
                                                 {"eur", "EUR"},
                                                 {"£", "GBP"},
                                                 {"gbp", "GBP"},
                                                 {"¥", "JPY"},
                                                 {"a$", "AUD"},
                                                 {"c$", "CAD"},
                                                 {"₽", "RUB"},
                                                 {"₴", "UAH"},
                                                 {"₹", "INR"}});
constexpr auto kUnits = std::to_array<Currency>({{"dollar", "USD"},
                                                 {"usd", "USD"},
                                                 {"euro", "EUR"},
                                                 {"eur", "EUR"},
                                                 {"ruble", "RUB"},
                                                 {"rouble", "RUB"},
                                                 {"yen", "JPY"},
                                                 {"yuan", "CNY"},
                                                 {"renminbi", "CNY"},
                                                 {"hryvnia", "UAH"},
                                                 {"rupee", "INR"},
                                                 {"shekel", "ILS"},
                                                 {"lira", "TRY"},
                                                 {"zloty", "PLN"}});

// What stands before a number and bounds it; the longest first.
struct Hedge {
  std::array<std::string_view, 3> words;
  bool about;
  Bound bound;
};
constexpr auto kHedges = std::to_array<Hedge>(
    {{{"no", "fewer", "than"}, false, Bound::kAtLeast}, {{"no", "less", "than"}, false, Bound::kAtLeast},
     {{"not", "less", "than"}, false, Bound::kAtLeast}, {{"a", "minimum", "of"}, false, Bound::kAtLeast},
     {{"no", "more", "than"}, false, Bound::kAtMost},   {{"not", "more", "than"}, false, Bound::kAtMost},
     {{"a", "maximum", "of"}, false, Bound::kAtMost},   {{"as", "many", "as"}, false, Bound::kAtMost},
     {{"as", "much", "as"}, false, Bound::kAtMost},     {{"a", "total", "of"}, false, Bound::kExact},
     {{"at", "least", ""}, false, Bound::kAtLeast},     {{"more", "than", ""}, false, Bound::kAtLeast},
     {{"upwards", "of", ""}, true, Bound::kAtLeast},    {{"well", "over", ""}, false, Bound::kAtLeast},
     {{"up", "to", ""}, false, Bound::kAtMost},         {{"at", "most", ""}, false, Bound::kAtMost},
     {{"less", "than", ""}, false, Bound::kAtMost},     {{"fewer", "than", ""}, false, Bound::kAtMost},
     {{"close", "to", ""}, true, Bound::kExact},        {{"just", "over", ""}, true, Bound::kExact},
     {{"just", "under", ""}, true, Bound::kExact},      {{"an", "estimated", ""}, true, Bound::kExact},
     {{"over", "", ""}, false, Bound::kAtLeast},        {{"about", "", ""}, true, Bound::kExact},
     {{"around", "", ""}, true, Bound::kExact},         {{"some", "", ""}, true, Bound::kExact},
     {{"nearly", "", ""}, true, Bound::kExact},         {{"almost", "", ""}, true, Bound::kExact},
     {{"roughly", "", ""}, true, Bound::kExact},        {{"approximately", "", ""}, true, Bound::kExact},
     {{"estimated", "", ""}, true, Bound::kExact},      {{"another", "", ""}, false, Bound::kExact}});

std::string lower(std::string_view form) {
  std::string text(form);
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

template <std::size_t N>
std::string_view code_of(std::string_view word, const std::array<Currency, N>& list) {
  const auto found = std::ranges::find(list, word, &Currency::word);
  return found == list.end() ? std::string_view() : found->code;
}

bool is_hyphen(std::string_view form) { return form == "-" || form == "–" || form == "—"; }

// "1,200.5"; nothing for what has other characters ("3rd", "20:36").
std::optional<double> digits(std::string_view form) {
  std::string plain;
  for (const char c : form) {
    if (c != ',') plain += c;
  }
  double value = 0;
  const auto* end = plain.data() + plain.size();
  const bool number = !plain.empty() && std::isdigit(static_cast<unsigned char>(plain[0])) != 0 &&
                      std::from_chars(plain.data(), end, value).ptr == end;
  return number ? std::optional(value) : std::nullopt;
}

class Reader {
 public:
  Reader(const Tree& tree, Word begin, Word end, const std::vector<bool>& skip)
      : tree_(tree), begin_(begin), end_(end), skip_(skip) {}

  std::vector<Quantity> run() {
    std::vector<Quantity> found;
    for (auto word = begin_; word < end_;) {
      auto quantity = may_begin(word) ? read(word) : std::nullopt;
      if (!quantity) {
        ++word;
        continue;
      }
      word = std::max(quantity->end, word + 1);
      hedge(*quantity, found.empty() ? begin_ : found.back().end);
      found.push_back(*quantity);
    }
    return found;
  }

 private:
  struct Number {
    double value = 0;
    Word end = 0;
    bool indefinite = false;  // "hundreds"
  };

  // Most words are no numbers, and that is seen without looking closer.
  [[nodiscard]] bool may_begin(Word word) const {
    const auto upos = tree_.upos(word);
    if (upos == language::Upos::kNum || upos == language::Upos::kSym) return true;
    const auto lemma = tree_.lemma(word);
    return scale_of(lemma) != nullptr || lemma == "a" || lemma == "half" || lemma == "several" || lemma == "ten";
  }
  [[nodiscard]] bool is_out(Word word) const { return word < begin_ || word >= end_ || skip_[word]; }
  [[nodiscard]] std::string form(Word word) const { return lower(tree_.form(word)); }

  [[nodiscard]] static const Scale* scale_of(std::string_view word) {
    const auto* found = std::ranges::find(kScales, word, &Scale::word);
    return found == kScales.end() ? nullptr : found;
  }

  // Scales behind a number, with hyphens between them: "1.2 billion", "500-million-euro".
  void scale(Number& number) const {
    for (;;) {
      auto at = number.end;
      if (!is_out(at) && is_hyphen(tree_.form(at))) ++at;
      if (is_out(at)) return;
      const auto* scale = scale_of(form(at) == "m" ? "m" : tree_.lemma(at));
      if (scale == nullptr || scale->word == "score" || number.value * scale->factor > kMost) return;
      number.value *= scale->factor;
      number.end = at + 1;
    }
  }

  [[nodiscard]] std::optional<Number> words_at(Word word) const {
    std::array<std::string, kWords> spelled;
    std::array<std::string_view, kWords> words;
    std::size_t count = 0;
    for (; count < kWords && !is_out(word + static_cast<Word>(count)); ++count) {
      spelled[count] = form(word + static_cast<Word>(count));
      words[count] = spelled[count];
    }
    const auto read = timex::read_number({words.data(), count});
    // "One of them" is somebody, and "two" of "the two" is a matter of who they are.
    if (read.length == 0 || read.ordinal || read.year) return std::nullopt;
    return Number{static_cast<double>(read.value), word + static_cast<Word>(read.length), false};
  }

  // "hundreds", "tens of thousands", "a dozen", "several hundred", "half a million".
  [[nodiscard]] std::optional<Number> scales_at(Word word) const {
    const auto first = form(word);
    auto at = word;
    bool vague = first == "several";
    double value = 1;
    if (first == "half" && !is_out(word + 1) && form(word + 1) == "a") {
      value = 0.5;
      at += 2;
    } else if (first == "a" || first == "several") {
      ++at;
      if (!is_out(at) && form(at) == "few") {
        vague = true;
        ++at;
      }
    }
    if (is_out(at)) return std::nullopt;
    const auto plural = form(at);
    const auto* scale = scale_of(plural == "tens" ? "hundred" : tree_.lemma(at));
    const bool many = plural.ends_with("s");
    if (scale == nullptr || scale->word.size() < 3 || (at == word && !many)) return std::nullopt;
    Number number{value * (plural == "tens" ? 10 : scale->factor), at + 1, vague || many};
    while (many && !is_out(number.end + 1) && form(number.end) == "of") {
      const auto* next = scale_of(tree_.lemma(number.end + 1));
      if (next == nullptr || number.value * next->factor > kMost) break;
      number.value *= next->factor;
      number.end += 2;
    }
    return number;
  }

  [[nodiscard]] std::optional<Number> number_at(Word word) const {
    if (is_out(word)) return std::nullopt;
    std::optional<Number> number;
    if (const auto value = digits(tree_.form(word)); value && *value <= kMost) number = Number{*value, word + 1, false};
    if (!number) number = words_at(word);
    if (number) {
      scale(*number);
    } else {
      number = scales_at(word);
    }
    return number;
  }

  [[nodiscard]] std::optional<Quantity> read(Word word) const {
    if (skip_[word]) return std::nullopt;
    auto at = word;
    auto currency = code_of(form(at), kSigns);
    if (!currency.empty()) ++at;
    const auto number = number_at(at);
    if (!number || (at != word && is_out(at))) return std::nullopt;
    Quantity quantity{word, number->end, number->end - 1, number->value, number->indefinite, Bound::kExact, currency};
    if (number->indefinite) quantity.bound = Bound::kAtLeast;
    widen(quantity);
    if (quantity.currency.empty()) unit(quantity);
    return is_measure(quantity) ? std::nullopt : std::optional(quantity);
  }

  // "20 to 30", "between 20 and 30", "20-30".
  void widen(Quantity& quantity) const {
    const auto between = quantity.begin > 0 && form(quantity.begin - 1) == "between";
    if (is_out(quantity.end)) return;
    const auto joint = form(quantity.end);
    const bool joins = joint == "to" || is_hyphen(joint) || (between && joint == "and");
    const auto upper = joins ? number_at(quantity.end + 1) : std::nullopt;
    if (!upper || upper->value <= quantity.value) return;
    quantity.end = upper->end;
    quantity.number = upper->end - 1;
    quantity.about = true;
    quantity.bound = Bound::kAtLeast;
    if (between) --quantity.begin;
  }

  void unit(Quantity& quantity) const {
    auto at = quantity.end;
    const auto goes_on = [&] { return !is_out(at); };
    if (goes_on() && is_hyphen(tree_.form(at))) ++at;
    if (goes_on() && (form(at) == "us" || form(at) == "u.s." || form(at) == "american")) ++at;
    if (!goes_on()) return;
    quantity.currency = code_of(tree_.lemma(at), kUnits);
    if (!quantity.currency.empty()) quantity.end = at + 1;
  }

  // "12-year-old", "30 percent", "3-1": nothing is counted.
  [[nodiscard]] bool is_measure(const Quantity& quantity) const {
    if (is_out(quantity.end)) return false;
    const auto next = form(quantity.end);
    if (next == "%" || next == "percent" || next == "per" || next == "pc") return true;
    if (quantity.begin > 0 && is_hyphen(tree_.form(quantity.begin - 1))) return true;
    if (!is_hyphen(next) || is_out(quantity.end + 1)) return false;
    const auto joined = form(quantity.end + 1);
    return !(joined == "strong" || joined == "man" || joined == "member" || joined == "person");
  }

  void hedge(Quantity& quantity, Word after) const {
    for (int twice = 0; twice < 2; ++twice) {
      const auto* found = std::ranges::find_if(kHedges, [&](const Hedge& hedge) {
        const auto size = static_cast<Word>(3 - std::ranges::count(hedge.words, std::string_view()));
        if (quantity.begin < after + size) return false;
        const auto from = quantity.begin - size;
        for (Word i = 0; i < size; ++i) {
          if (form(from + i) != hedge.words[i]) return false;
        }
        return true;
      });
      if (found == kHedges.end()) break;
      quantity.begin -= static_cast<Word>(3 - std::ranges::count(found->words, std::string_view()));
      quantity.about = quantity.about || found->about;
      if (found->bound != Bound::kExact) quantity.bound = found->bound;
    }
    hedge_behind(quantity);
  }

  // "30 or more", "30 or so".
  void hedge_behind(Quantity& quantity) const {
    if (is_out(quantity.end + 1) || form(quantity.end) != "or") return;
    const auto how = form(quantity.end + 1);
    if (how != "more" && how != "so") return;
    quantity.end += 2;
    if (how == "more") quantity.bound = Bound::kAtLeast;
    if (how == "so") quantity.about = true;
  }

  const Tree& tree_;
  Word begin_;
  Word end_;
  const std::vector<bool>& skip_;
};

}  // namespace

std::vector<Quantity> quantities_of(const Tree& tree, Word begin, Word end, const std::vector<bool>& skip) {
  return Reader(tree, begin, end, skip).run();
}

}  // namespace tidings::extract
