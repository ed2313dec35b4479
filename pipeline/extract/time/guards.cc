#include "pipeline/extract/time/guards.h"

#include "pipeline/extract/time/form.h"
#include "pipeline/extract/time/surroundings.h"

namespace tidings::extract::timex {
namespace {

using language::Xpos;

constexpr std::string_view kPrepositions =
    "in on at by since until till from to of before after during through throughout between for around about circa "
    "early late mid beginning starting and or ( - , this last next next every each that the";

bool before_year(const Surroundings& around, std::size_t i) {
  return around.is_one_of(
      i, -1,
      "in since by until till from to of before after during through throughout between and or circa "
      "c. year early late mid ( - for about around , ' spring summer autumn fall winter the this "
      "beginning starting versus vs than [ &");
}

// Four digits that are no amount, no part of a name or number.
bool is_year(const Surroundings& around, std::size_t i, std::size_t end) {
  const Lexeme& lexeme = around.lexemes()[i];
  const int value = lexeme.find(kYear)->value;
  if (!lexeme.digits) return true;  // words, which number_words took for a year
  const bool likely = value >= 1900 && value < 2100;
  if (around.is_one_of(i, -1, "$ £ € # no no. number us$ some nearly almost over least most under")) return false;
  if (around.is_one_of(end - 1, 1,
                       "% percent per people troops soldiers men women km kg m miles meters metres feet tons "
                       "tonnes employees workers jobs dollars euros pounds million billion thousand °")) {
    return false;
  }
  const Lexeme* next = around.at(end - 1, 1);
  if (next != nullptr && (next->find(kUnits) != nullptr && next->find(kUnit) == nullptr)) return false;
  if (around.word(i, -1) == "-") {
    const Lexeme* head = around.at(i, -2);
    const bool dated = head != nullptr && (head->find(kYear) != nullptr || head->find(kMon) != nullptr ||
                                           head->find(kMonWeak) != nullptr || head->find(kSeason) != nullptr);
    const Lexeme* dash = around.at(i, -1);
    const bool glued = head != nullptr && head->end == dash->begin && dash->end == lexeme.begin;
    return dated || (!glued && likely);
  }
  if (around.is_plural_noun(end - 1, 1)) {
    return likely && around.is_one_of(i, -1, "the in of since a its their this mid early late");
  }
  if (around.xpos(i, -1) == Xpos::kNnp && !around.is_one_of(i, -1, "in ( the") && around.is_noun(end - 1, 1))
    return likely;
  if (before_year(around, i)) return likely || value >= 1400;
  return likely;
}

bool is_month_word(const Surroundings& around, std::size_t i) {
  const Lexeme& lexeme = around.lexemes()[i];
  const bool cue = around.is_one_of(i, -1,
                                    "in by since until till of from to last next early late mid during between and "
                                    "through this - or before after on the for following previous");
  const auto tag = around.xpos(i);
  if (tag == Xpos::kMd || tag == Xpos::kVb || tag == Xpos::kVbp) return false;
  if (!lexeme.capital) return false;
  return cue || tag == Xpos::kNnp;
}

bool is_month(const Surroundings& around, std::size_t i) {
  const Lexeme& lexeme = around.lexemes()[i];
  const bool cue = around.is_one_of(i, -1, "in of since until till during last next early late mid");
  if (around.in_person_name(i) && !cue) return false;
  const bool short_form = lexeme.end - lexeme.begin <= 4 && around.word(i) != "june" && around.word(i) != "july";
  if (short_form) return lexeme.capital || around.is_one_of(i, -1, kPrepositions);
  if (around.word(i) == "august" || around.word(i) == "april") {
    return lexeme.capital || around.is_one_of(i, -1, kPrepositions);
  }
  return true;
}

bool is_season(const Surroundings& around, std::size_t begin, std::size_t end) {
  const auto tag = around.xpos(end - 1);
  const bool the = end - begin == 2;
  if (the && around.is_noun(end - 1, 1)) return false;  // "the summer offensive": only "summer"
  if (!tag) return around.is_one_of(begin, -1, kPrepositions);
  return tag == Xpos::kNn || tag == Xpos::kNnp || tag == Xpos::kJj;
}

// "22/04" after a word that dates; "9/11" by itself.
bool is_slashed(const Surroundings& around, std::size_t i) {
  const int packed = around.lexemes()[i].find(kSlash2)->value;
  const int a = packed / 100, b = packed % 100;
  if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12)) return false;
  if (packed == 911) return true;
  const Lexeme* before = around.at(i, -1);
  if (before != nullptr && (before->find(kWd) != nullptr || before->find(kRel) != nullptr)) return true;
  return around.is_one_of(i, -1, "on of by since from before after until till through to between - and dated due");
}

bool is_the_day(const Surroundings& around, std::size_t begin, std::size_t end) {
  const bool led = around.is_one_of(
      begin, -1, "on for from until till by to and - of before after since through between , or starting");
  if (!led) return false;
  const bool bare = around.lexemes()[end - 1].find(kOday) == nullptr;
  if (bare && !around.is_one_of(begin, -1, "on until by")) return false;
  const Lexeme* next = around.at(end - 1, 1);
  if (next == nullptr) return true;
  if (around.is_one_of(end - 1, 1, "of - century quarter")) return false;
  const auto tag = around.xpos(end - 1, 1);
  if (!tag) return next->find(kN) == nullptr && !around.is_one_of(end - 1, 1, "time");
  return !around.is_noun(end - 1, 1) && tag != Xpos::kJj && tag != Xpos::kCd && tag != Xpos::kJjs && tag != Xpos::kVbg;
}

bool is_rate(const Surroundings& around, std::size_t begin) {
  const Lexeme* before = around.at(begin, -1);
  if (before == nullptr) return false;
  if (before->find(kN) != nullptr || before->digits || around.xpos(begin, -1) == Xpos::kCd) return true;
  if (around.is_one_of(begin, -1, "times once twice % percent dollars euros pounds")) return true;
  const Lexeme* amount = around.at(begin, -2);
  return amount != nullptr && around.is_plural_noun(begin, -1) && before->find(kUnits) == nullptr &&
         (amount->digits || around.xpos(begin, -2) == Xpos::kCd);
}

bool is_plural_length(const Surroundings& around, std::size_t begin, std::size_t end) {
  if (around.is_one_of(end - 1, 1, "- of")) return around.is_one_of(begin, -1, "for within after over");
  return around.is_one_of(begin, -1, "for within over after in during took take last lasted only or and");
}

bool is_hour(const Surroundings& around, std::size_t begin, std::size_t end) {
  const Lexeme* before = around.at(begin, -1);
  if (before == nullptr) return false;
  const Lexeme* next = around.at(end - 1, 1);
  if (next != nullptr && (next->find(kUnits) != nullptr || next->find(kUnit) != nullptr || next->find(kMon) != nullptr))
    return false;
  if (around.is_noun(end - 1, 1) || around.is_one_of(end - 1, 1, "% - / .")) return false;
  return around.is_one_of(begin, -1, "at from until till around about between before after") ||
         (next != nullptr && around.is_one_of(end - 1, 1, "in") && around.is_one_of(end - 1, 2, "the"));
}

// "1861-1863", "1914-18"
bool is_span_of_years(const Surroundings& around, std::size_t begin, std::size_t end) {
  constexpr int kLongest = 200;
  const int first = around.lexemes()[begin].find(kYear)->value;
  const Term* last = around.lexemes()[end - 1].find(kYear);
  if (last == nullptr) return is_year(around, begin, end) && around.lexemes()[end - 1].find(kYy)->value > first % 100;
  const bool ascending = last->value > first && last->value - first < kLongest;
  return ascending && (is_year(around, begin, end) || around.word(end - 1, -1) == "-") &&
         !around.is_one_of(begin, -1, "$ £ € - +");
}

// A list of days goes on with no noun: those would be counted.
bool is_list(const Surroundings& around, std::size_t end) {
  const Lexeme* next = around.at(end - 1, 1);
  if (next != nullptr && (next->find(kAmpm) != nullptr || around.is_one_of(end - 1, 1, "o'clock oclock o - to")))
    return false;
  const auto tag = around.xpos(end - 1, 1);
  return !around.is_noun(end - 1, 1) && tag != Xpos::kJj && tag != Xpos::kJjs && tag != Xpos::kCd;
}

bool is_length(const Surroundings& around, std::size_t begin, std::size_t end) {
  const Lexeme& last = around.lexemes()[end - 1];
  const Term* unit = last.find(kUnit) != nullptr ? last.find(kUnit) : last.find(kUnits);
  if (unit == nullptr) return true;
  if (around.word(end - 1, 1) == "-" && around.at(end - 1, 2) != nullptr && around.word(end - 1, 2) != "and")
    return end - begin > 2;
  const auto kind = static_cast<Unit>(unit->value);
  if (kind == Unit::kQuarter) return false;
  if (around.lexemes()[begin].find(kYear) != nullptr && last.find(kUnits) == nullptr) return false;
  const bool second = kind == Unit::kSecond && last.find(kUnits) == nullptr;
  return !second || around.lexemes()[begin].find(kN) != nullptr;
}

bool is_quantity(const Surroundings& around, std::size_t end) {
  const Lexeme* next = around.at(end - 1, 1);
  if (next == nullptr) return false;
  return next->find(kN) != nullptr || next->find(kDec) != nullptr || next->find(kFew) != nullptr ||
         next->find(kClock) != nullptr || around.is_one_of(end - 1, 1, "a an half one");
}

bool is_clock(const Surroundings& around, std::size_t begin, std::size_t end) {
  const Lexeme& lexeme = around.lexemes()[begin];
  if (end - begin > 1) return true;
  if (lexeme.find(kN) != nullptr) return false;
  return !lexeme.dotted ||
         (around.word(begin, -1) == "at" && !around.is_noun(begin, 1) && around.word(begin, 1) != "%");
}

bool is_hour_range(const Rule& rule, const Surroundings& around, std::size_t begin, std::size_t end) {
  const bool clear = around.lexemes()[end - 1].find(kAmpm) != nullptr;
  if (rule.action == Action::kTo) return end - begin > 3 || around.is_one_of(begin, -1, "at is 's");
  bool colon = false;
  for (std::size_t i = begin; i < end; ++i) {
    const Lexeme& lexeme = around.lexemes()[i];
    if (lexeme.find(kClock) == nullptr) continue;
    if ((lexeme.find(kN) != nullptr || lexeme.dotted) && !clear) return false;
    colon = true;
  }
  const bool between = around.is_one_of(begin, -1, "between");
  if (rule.arg == 2 && !between) return false;
  if (clear || colon) return true;
  const Lexeme* next = around.at(end - 1, 1);
  const Lexeme* before = around.at(begin, -1);
  const bool day_before = before != nullptr && (before->find(kWd) != nullptr || before->find(kDeic) != nullptr);
  const bool day_after = next != nullptr && (next->find(kDeic) != nullptr || next->find(kWd) != nullptr);
  const bool dated = next != nullptr && around.is_one_of(end - 1, 1, "on in tomorrow today last this");
  const Lexeme* day = around.at(begin, -2);
  const bool led = around.is_one_of(begin, -1, "between from");
  if (led && day != nullptr &&
      (day->find(kWd) != nullptr || day->find(kDeic) != nullptr || day->find(kPart) != nullptr)) {
    return true;
  }
  return day_before || day_after || (dated && led);
}

bool is_decade(const Surroundings& around, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const Lexeme& lexeme = around.lexemes()[i];
    const Term* year = lexeme.find(kYear);
    if (year != nullptr && year->value % 10 != 0) return false;
    const Term* decade = lexeme.find(kDecade);
    if (decade == nullptr || decade->value >= 100) continue;
    if (end - begin > 1) return true;
    const Lexeme* first = around.at(begin, -2);
    return around.is_one_of(begin, -1, "the and - ' or") &&
           (first == nullptr || !around.is_one_of(begin, -1, "and -") || first->find(kDecade) != nullptr);
  }
  return true;
}

}  // namespace

bool holds(const Rule& rule, const Surroundings& around, std::size_t begin, std::size_t end) {
  if (rule.action == Action::kDate && around.lexemes()[begin].digits && around.is_one_of(begin, -1, "$ £ €"))
    return false;
  switch (rule.guard) {
    case Guard::kNone:
    case Guard::kWeak:
      return true;
    case Guard::kYear:
      return is_year(around, begin, end);
    case Guard::kMonthWeak:
      return is_month_word(around, begin);
    case Guard::kMonth:
      return is_month(around, begin);
    case Guard::kWeekdayWeak:
      return around.lexemes()[begin].capital && around.is_one_of(begin, -1, "on this next last every ,");
    case Guard::kSeason:
      return is_season(around, begin, end);
    case Guard::kSeasonWeak:
      return around.word(end - 1, 1) != "of";
    case Guard::kSlash:
      return is_slashed(around, begin);
    case Guard::kTheDay:
      return is_the_day(around, begin, end);
    case Guard::kRate:
      return is_rate(around, begin);
    case Guard::kPlural:
      return is_plural_length(around, begin, end);
    case Guard::kHour:
      return is_hour(around, begin, end);
    case Guard::kClock:
      return is_clock(around, begin, end);
    case Guard::kDecade:
      return is_decade(around, begin, end);
    case Guard::kHourRange:
      return is_hour_range(rule, around, begin, end);
    case Guard::kPartBare:
      return true;
    case Guard::kCapital:
      return around.lexemes()[begin].capital;
    case Guard::kNotOf:
      return around.word(end - 1, 1) != "of";
    case Guard::kOf:
      return around.is_one_of(end - 1, 1, "of in");
    case Guard::kLastCapital:
      return around.lexemes()[end - 1].capital && around.xpos(end - 1) != Xpos::kMd;
    case Guard::kYears:
      return is_span_of_years(around, begin, end);
    case Guard::kList:
      return is_list(around, end);
    case Guard::kLength:
      return is_length(around, begin, end);
    case Guard::kQuantity:
      return is_quantity(around, end);
    case Guard::kAdjective:
      if (around.xpos(begin) != Xpos::kJj) return false;
      return around.is_noun(end - 1, 1) || around.xpos(end - 1, 1) == Xpos::kJj;
    case Guard::kTemporalNoun:
      return !around.is_noun(end - 1, 1) && around.xpos(end - 1, 1) != Xpos::kJj &&
             around.xpos(end - 1, 1) != Xpos::kCd && around.xpos(end - 1, 1) != Xpos::kVbd;
  }
  return true;
}

}  // namespace tidings::extract::timex
