#include "pipeline/extract/time/recognise.h"

#include <algorithm>
#include <cctype>

#include "pipeline/extract/time/guards.h"
#include "pipeline/language/letter_case.h"

namespace tidings::extract::timex {
namespace {

constexpr std::uint16_t kFirstZone = 4096;  // rules from here on are names of zones

struct Capture {
  Symbol symbol = 0;
  std::int32_t value = 0;
  std::uint32_t lexeme = 0;
};

struct Match {
  std::array<Capture, Trie::kDepthMax> captures;
  std::size_t length = 0;
  Trie::Leaf leaf;
};

int year_of_two_digits(int value) { return value + (value < 50 ? 2000 : 1900); }

void set_slashed(Form& form, int a, int b, DayOrder order) {
  const bool could_be_either = a <= 12 && b <= 12 && a != b;
  const bool day_first = a > 12 || (b <= 12 && order == DayOrder::kDayFirst);
  form.day = day_first ? a : b;
  form.month = day_first ? b : a;
  form.exchangeable = could_be_either && order == DayOrder::kUnknown;
}

void set_count(Form& form, Unit unit) {
  if (form.unit == Unit::kNone) {
    form.unit = unit;
  } else if (form.unit2 == Unit::kNone) {
    form.unit2 = unit;
  } else {
    form.unit3 = unit;
  }
}

void add_number(Form& form, int thousandths) {
  if (form.unit == Unit::kNone) {
    form.count = thousandths;
  } else if (form.unit2 == Unit::kNone) {
    form.count2 = thousandths;
  } else {
    form.count3 = thousandths;
  }
}

// What one captured class says, in whatever expression.
void take(Form& form, const Capture& c, DayOrder order) {
  switch (c.symbol) {
    case kMon:
    case kMonWeak:
      form.month = c.value;
      return;
    case kDay:
    case kOday:
      form.day = c.value;
      return;
    case kYear:
      form.year = c.value;
      return;
    case kYy:
      form.year = year_of_two_digits(c.value);
      return;
    case kWd:
    case kWdWeak:
    case kWds:
      form.weekday = c.value;
      form.plural = c.symbol == kWds;
      return;
    case kPart:
    case kParts:
      form.part = c.value;
      return;
    case kSeason:
    case kSeasonWeak:
      form.season = c.value;
      return;
    case kRel:
    case kNrel:
      form.rel = c.value;
      form.base = c.symbol == kRel ? Base::kPublication : Base::kNarrative;
      return;
    case kDeic:
      form.rel_unit = Unit::kDay;
      form.rel = c.value;
      return;
    case kUnit:
    case kUnits:
    case kFreq:
      set_count(form, static_cast<Unit>(c.value));
      return;
    case kN:
    case kAmount:
      add_number(form, std::min(c.value, 1'000'000) * 1000);
      return;
    case kDec:
      add_number(form, c.value);
      return;
    case kFew:
      add_number(form, kNo);
      return;
    case kOrd:
      form.nth = c.value;
      return;
    case kDecade:
      form.decade = c.value;
      return;
    case kMod:
      form.mod = static_cast<TimeMod>(c.value);
      return;
    case kHour:
      form.hour = c.value;
      form.minute = 0;
      form.ambiguous_hour = c.value <= 12;
      return;
    case kClock:
      form.hour = c.value / 10000;
      form.minute = c.value / 100 % 100;
      form.second = c.value % 100 != 0 ? c.value % 100 : kNo;
      return;
    case kIso:
      form.year = c.value / 10000;
      form.month = c.value / 100 % 100;
      form.day = c.value % 100;
      return;
    case kSlash3:
      form.year = c.value / 10000;
      set_slashed(form, c.value / 100 % 100, c.value % 100, order);
      return;
    case kSlash2:
      set_slashed(form, c.value / 100, c.value % 100, order);
      return;
    case kZone:
      form.zone = c.value;
      return;
    default:
      return;
  }
}

void set_ampm(Form& form, int plus) {
  if (!has(form.hour) || form.hour > 12) return;
  form.hour = form.hour % 12 + plus;
  form.half_day_known = true;
  form.ambiguous_hour = false;
}

class Builder {
 public:
  Builder(const Surroundings& around, DayOrder order, const Match& match)
      : around_(around), order_(order), match_(match) {}

  Form build(const Rule& rule, std::size_t first, std::size_t end) {
    Form form;
    first_ = first;
    end_ = end;
    place(form);
    for (std::size_t i = first; i < end; ++i) take(form, match_.captures[i], order_);
    finish(rule, form);
    return form;
  }

 private:
  void place(Form& form) const {
    form.first = match_.captures[first_].lexeme;
    form.last = match_.captures[end_ - 1].lexeme;
    form.begin = around_.lexemes()[form.first].begin;
    form.end = around_.lexemes()[form.last].end;
  }

  [[nodiscard]] bool has_word(std::string_view word) const {
    for (std::size_t i = first_; i < end_; ++i) {
      if (around_.word(match_.captures[i].lexeme) == word) return true;
    }
    return false;
  }
  [[nodiscard]] const Capture* captured(Symbol symbol) const {
    for (std::size_t i = first_; i < end_; ++i) {
      if (match_.captures[i].symbol == symbol) return &match_.captures[i];
    }
    return nullptr;
  }
  [[nodiscard]] bool has_digits(Symbol symbol) const {
    const Capture* c = captured(symbol);
    return c != nullptr && around_.lexemes()[c->lexeme].digits;
  }

  void finish(const Rule& rule, Form& form) const {
    switch (rule.action) {
      case Action::kDate:
        return date(rule, form);
      case Action::kContainer:
        return container(rule, form);
      case Action::kField:
        return field(rule, form);
      case Action::kDeictic:
        return deictic(rule, form);
      case Action::kAgo:
      case Action::kFromNow:
      case Action::kLater:
      case Action::kEarlier:
      case Action::kAfter:
      case Action::kBefore:
        return offset(rule, form);
      case Action::kDuration:
        form.kind = Kind::kDuration;
        form.direction = has(form.rel) ? form.rel : 0;
        form.rel = kNo;
        return length(rule, form);
      case Action::kSet:
        return set(rule, form);
      case Action::kVague:
        form.kind = Kind::kVague;
        form.vague = rule.vague;
        return;
      case Action::kPrefix:
        form.kind = Kind::kPrefix;
        if (rule.arg > 0 && rule.arg < 100) form.mod = static_cast<TimeMod>(rule.arg);
        form.quantity = rule.guard == Guard::kQuantity;
        if (rule.arg == 100) form.mod = TimeMod::kBefore;
        if (rule.arg == 101) form.mod = TimeMod::kAfter;
        return;
      case Action::kNth:
        form.kind = Kind::kNth;
        if (!has(form.nth)) form.nth = has_word("last") || has_word("final") || has_word("closing") ? -1 : 1;
        if (has(form.weekday)) form.unit = Unit::kDay;
        return;
      case Action::kClock:
      case Action::kPast:
      case Action::kTo:
        return clock(rule, form);
      case Action::kHoliday:
        form.holiday = rule.arg;
        return;
      case Action::kLocal:
        form.kind = Kind::kZone;
        form.local_time = true;
        return;
      case Action::kZone:
        return zone(form);
      case Action::kOrdinalPeriod:
        return ordinal_period(rule, form);
      case Action::kCentury:
        form.century = form.nth;
        form.bc = rule.arg == 1;
        form.nth = kNo;
        return;
      case Action::kFiscal:
        form.fiscal = true;
        return;
    }
  }

  void date(const Rule& rule, Form& form) const {
    if (rule.arg == 1) form.bc = true;
    if ((rule.arg == 1 || rule.arg == 2) && !has(form.year) && has(form.count)) form.year = form.count / 1000;
    if (rule.arg == 4) {
      form.week = form.count / 1000;
      form.rel_unit = Unit::kNone;
    }
    if (rule.arg == 5) {
      form.decade = form.year / 10;
      form.year = kNo;
    }
    if (rule.arg == 7) form.part = static_cast<int>(Part::kMidnight);
    form.count = kNo;
    form.unit = Unit::kNone;
    if (rule.guard == Guard::kYear) form.year_sure = false;
    if (rule.guard == Guard::kWeak) form.weak = true;
    if (has(form.plural ? form.weekday : kNo)) form.kind = Kind::kSet;
    if (form.kind == Kind::kSet) {
      form.count = 1000;
      form.unit = Unit::kWeek;
    }
    // "2016 10 16": the second number is the month.
    if (captured(kYear) != nullptr && !has(form.month) && has(form.day) && end_ - first_ == 3) {
      form.month = match_.captures[first_ + 1].value;
    }
  }

  void container(const Rule& rule, Form& form) const {
    form.rel_unit = form.unit;
    form.unit = Unit::kNone;
    if (rule.arg != 0) form.base = Base::kNarrative;
    if (has(form.part)) form.rel_unit = Unit::kDay;
    switch (rule.arg) {
      case 0:
        // "the next day" follows the one spoken of, "next week" the present one.
        if (form.rel == 1 && has_word("the") && !has_word("coming") && !has_word("upcoming"))
          form.base = Base::kNarrative;
        break;
      case -1:
        form.rel = -1;
        break;
      case 6:
        form.rel = 1;
        break;
      case 9:  // "over the weekend"
        form.near = true;
        form.rel = 0;
        form.rel_unit = Unit::kWeekend;
        break;
      case 3:
      case 4:
        form.near = true;
        form.mod = TimeMod::kEnd;
        form.rel = 0;
        if (rule.arg == 4) form.rel_unit = Unit::kYear;
        break;
      default:
        form.near = rule.arg == 2;
        form.rel = 0;
    }
    if (form.rel_unit == Unit::kSecond || form.rel_unit == Unit::kMinute || form.rel_unit == Unit::kHour) {
      form.kind = form.rel == 0 ? form.kind : Kind::kDuration;  // "the last hour"
      form.weak = form.rel == 0;
      form.unit = form.rel_unit;
      form.count = 1000;
      form.direction = form.rel;
      form.rel = kNo;
    }
    if (rule.guard == Guard::kWeak) form.weak = true;
  }

  void field(const Rule& rule, Form& form) const {
    if (!has(form.rel)) {
      form.rel = 0;
      form.base = has_word("that") || rule.arg == 1 ? Base::kNarrative : Base::kPublication;
    }
    if (form.rel == 1 && has_word("the") && has(form.part)) form.base = Base::kNarrative;
    if (rule.arg == 2) form.rel_unit = Unit::kDay;
    form.near = has_word("coming") || has_word("upcoming");
  }

  static void deictic(const Rule& rule, Form& form) {
    form.rel_unit = Unit::kDay;
    form.base = Base::kPublication;
    if (rule.arg == 9 || rule.arg == 10) {
      form.rel = rule.arg == 9 ? -1 : 0;
      form.part = static_cast<int>(Part::kNight);
      form.unit = Unit::kNone;
    } else if (rule.arg != 0) {
      form.rel = rule.arg;
      form.unit = Unit::kNone;
    }
  }

  void offset(const Rule& rule, Form& form) const {
    form.kind = Kind::kOffset;
    const bool back = rule.action == Action::kAgo || rule.action == Action::kEarlier || rule.action == Action::kBefore;
    form.direction = back ? -1 : 1;
    const bool now = rule.action == Action::kAgo || rule.action == Action::kFromNow;
    form.base = now ? Base::kPublication : Base::kNarrative;
    form.weak = rule.action == Action::kAfter || rule.action == Action::kBefore || rule.guard == Guard::kWeak;
    length(rule, form);
  }

  void length(const Rule& rule, Form& form) const {
    if (rule.arg == -1) {
      form.count = kNo;
      return;
    }
    const bool counted = captured(kN) != nullptr || captured(kAmount) != nullptr;
    const bool some = !counted && (captured(kFew) != nullptr || has_word("few") || has_word("number"));
    if (some) {
      form.count = kNo;
      return;
    }
    if (rule.arg > 9 && rule.arg < 1000) form.count = (has(form.count) ? form.count : 0) + rule.arg;
    if (rule.arg >= 1000) form.count = rule.arg;
    const bool bare_plural = captured(kUnits) != nullptr && captured(kN) == nullptr && captured(kDec) == nullptr &&
                             captured(kAmount) == nullptr;
    if (!has(form.count) && !bare_plural) form.count = 1000;
  }

  void set(const Rule& rule, Form& form) const {
    form.kind = Kind::kSet;
    if (rule.arg == 2) form.count = 2000;
    const bool times = has_word("times");
    if (has(form.nth)) form.count = form.nth * 1000;
    if (!has(form.count) || times) form.count = 1000;
    if (rule.arg == 9) form.unit = Unit::kDay;
    if (form.unit == Unit::kNone)
      form.unit = has(form.weekday) ? Unit::kWeek : has(form.part) ? Unit::kDay : Unit::kYear;
  }

  void clock(const Rule& rule, Form& form) const {
    const int minutes = has(form.count) ? form.count / 1000 : 0;
    if (rule.action == Action::kPast) form.minute = minutes;
    if (rule.action == Action::kTo) {
      form.hour = form.hour == 0 ? 23 : form.hour - 1;
      form.minute = 60 - minutes;
    }
    if (rule.action == Action::kClock && !has(form.hour) && has(form.count)) {  // "1140 a.m."
      form.hour = minutes >= 100 ? minutes / 100 : minutes;
      form.minute = minutes >= 100 ? minutes % 100 : 0;
    }
    if (rule.arg > 1 && rule.arg != 2) form.minute = rule.arg;
    if (rule.arg < 0) {
      form.hour = form.hour == 0 ? 23 : form.hour - 1;
      form.minute = 60 + rule.arg;
    }
    form.count = kNo;
    form.unit = Unit::kNone;
    if (const Capture* ampm = captured(kAmpm)) set_ampm(form, ampm->value);
    if (rule.guard == Guard::kHour) form.weak = true;
  }

  void zone(Form& form) const {
    form.kind = Kind::kZone;
    form.weak = true;
    if (!has(form.count)) return;
    const int hours = form.count / 1000 * (has_word("-") ? -1 : 1);
    form.zone_offset = hours >= -12 && hours <= 14 ? hours * 60 : kNo;
    form.count = kNo;
  }

  void ordinal_period(const Rule& rule, Form& form) const {
    int nth = has(form.nth) ? form.nth : has(form.count) ? form.count / 1000 : kNo;
    const Unit unit = static_cast<Unit>(std::abs(rule.arg));
    const int most = unit == Unit::kQuarter ? 4 : 2;
    if (rule.arg < 0) nth = most;
    form.nth = kNo;
    form.count = kNo;
    form.unit = Unit::kNone;
    form.weak = rule.guard == Guard::kWeak || nth > most;
    (unit == Unit::kQuarter ? form.quarter : form.half) = nth;
  }

  const Surroundings& around_;
  DayOrder order_;
  const Match& match_;
  std::size_t first_ = 0, end_ = 0;
};

// What two expressions of one match leave to each other: "5-7 May", "May 5 and 7, 1911", "5 to 6pm".
void share(Form& first, Form& second, const Match& match) {
  const auto either = [](int& a, int& b) {
    if (!has(a)) a = b;
    if (!has(b)) b = a;
  };
  either(first.month, second.month);
  either(first.year, second.year);
  first.bc = second.bc = first.bc || second.bc;
  for (std::size_t i = 0; i < match.length; ++i) {
    if (match.captures[i].symbol != kAmpm || first.half_day_known) continue;
    const bool before_noon = first.hour > second.hour % 12 + match.captures[i].value;
    set_ampm(first,
             before_noon || first.hour % 12 + match.captures[i].value > second.hour ? 0 : match.captures[i].value);
  }
}

class Finder {
 public:
  Finder(const Surroundings& around, DayOrder order, const Trie& trie, std::vector<Form>& forms)
      : around_(around), order_(order), trie_(trie), forms_(forms) {}

  void run() {
    const std::size_t count = around_.lexemes().size();
    for (std::size_t i = 0; i < count;) {
      best_.length = 0;
      begin_ = i;
      walk(trie_.root(), i, 0);
      if (best_.length == 0) {
        ++i;
        continue;
      }
      i = emit(i);
    }
  }

 private:
  void walk(const Trie::Node& node, std::size_t lexeme, std::size_t depth) {
    for (const Trie::Leaf& leaf : node.leaves) {
      if (depth < best_.length || (depth == best_.length && leaf.rule >= best_.leaf.rule)) continue;
      stack_.length = depth;
      stack_.leaf = leaf;
      if (accepted(leaf, depth)) best_ = stack_;
    }
    if (lexeme >= around_.lexemes().size() || depth == Trie::kDepthMax) return;
    const Lexeme& at = around_.lexemes()[lexeme];
    if (at.sentence != around_.lexemes()[begin_].sentence) return;
    for (std::uint8_t t = 0; t < at.count; ++t) {
      const Trie::Node* next = trie_.next(node, at.terms[t].symbol);
      if (next == nullptr) continue;
      stack_.captures[depth] = {at.terms[t].symbol, at.terms[t].value, static_cast<std::uint32_t>(lexeme)};
      walk(*next, lexeme + 1, depth + 1);
    }
  }

  [[nodiscard]] bool accepted(const Trie::Leaf& leaf, std::size_t depth) const {
    if (leaf.rule >= kFirstZone) return true;
    const Rule& rule = rules()[leaf.rule];
    return holds(rule, around_, begin_, begin_ + depth);
  }

  std::size_t emit(std::size_t begin) {
    const Trie::Leaf leaf = best_.leaf;
    if (leaf.rule >= kFirstZone) {
      Form form = Builder(around_, order_, best_).build({"", Action::kZone, Guard::kNone, 0, nullptr}, 0, best_.length);
      form.zone = leaf.rule - kFirstZone;
      forms_.push_back(form);
      return begin + best_.length;
    }
    const Rule& rule = rules()[leaf.rule];
    Builder builder(around_, order_, best_);
    if (leaf.second_begin == 0) {
      forms_.push_back(builder.build(rule, 0, best_.length));
    } else if (rule.arg == 9) {
      forms_.push_back(builder.build(rule, leaf.second_begin, best_.length));
    } else {
      emit_two(rule, builder, leaf);
    }
    return begin + best_.length;
  }

  void emit_two(const Rule& rule, Builder& builder, const Trie::Leaf& leaf) {
    Form first = builder.build(rule, 0, leaf.first_end);
    Form second = builder.build(rule, leaf.second_begin, best_.length);
    if (rule.arg == 3) {  // "1915-17"
      second.year = first.year / 100 * 100 + best_.captures[best_.length - 1].value;
      first.year_sure = second.year_sure = true;
    } else if (rule.arg == 4 && rule.action == Action::kDuration) {  // "60 to 90 days"
      first.unit = second.unit;
    } else {
      share(first, second, best_);
    }
    const std::string_view joint = around_.word(best_.captures[leaf.first_end].lexeme);
    const bool between = around_.is_one_of(begin_, -1, "between from");
    const bool list = joint == "and" ? !between : joint == "or" || joint == ",";
    if (has(first.hour) && !list) first.weak = second.weak = weak_hours(first, second);
    first.to_next = !list;
    forms_.push_back(first);
    forms_.push_back(second);
  }

  // "5 to 7" are hours only beside a day or a part of one.
  [[nodiscard]] bool weak_hours(const Form& first, const Form& second) const {
    return first.ambiguous_hour && second.ambiguous_hour && !first.half_day_known && !second.half_day_known;
  }

  const Surroundings& around_;
  DayOrder order_;
  const Trie& trie_;
  std::vector<Form>& forms_;
  std::size_t begin_ = 0;
  Match stack_, best_;
};

}  // namespace

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

Patterns::Patterns(const Zones& zones) {
  const auto all = rules();
  for (std::size_t i = 0; i < all.size(); ++i) {
    trie_.add(expand_macros(all[i].pattern), static_cast<std::uint16_t>(i), vocabulary_);
    if (all[i].action != Action::kHoliday) continue;
    trie_.add("({rel}|{nrel}) " + std::string(all[i].pattern), static_cast<std::uint16_t>(i), vocabulary_);
  }
  for (const Zones::Name& name : zones.names()) {
    const auto rule = static_cast<std::uint16_t>(kFirstZone + name.zone);
    trie_.add("(" + name.words + "|%( " + name.words + " %))", rule, vocabulary_);
    if (name.words.find(' ') == std::string::npos) vocabulary_.add(name.words, kZone, name.zone);
  }
}

void Patterns::find(const Surroundings& around, DayOrder order, std::vector<Form>& forms) const {
  Finder(around, order, trie_, forms).run();
}

}  // namespace tidings::extract::timex
