#include "pipeline/normalise/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "pipeline/normalise/lexical.h"

namespace tidings::normalise {
namespace {

constexpr std::size_t kLongest = 96;  // bytes; no printed date is longer
constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2199;

struct Time {
  int hour = 0;
  int minute = 0;
  int second = -1;  // not told
};

struct Zone {
  std::string_view name;
  int minutes;  // east of Greenwich
};
// Only those that mean one thing in the news; an unknown one makes the whole text no date.
constexpr std::array<Zone, 18> kZones = {{{"z", 0},
                                          {"utc", 0},
                                          {"gmt", 0},
                                          {"ut", 0},
                                          {"wet", 0},
                                          {"bst", 60},
                                          {"cet", 60},
                                          {"cest", 120},
                                          {"eet", 120},
                                          {"eest", 180},
                                          {"msk", 180},
                                          {"jst", 540},
                                          {"est", -300},
                                          {"edt", -240},
                                          {"cdt", -300},
                                          {"pst", -480},
                                          {"pdt", -420},
                                          {"mdt", -360}}};

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr auto kNoise =
    words("at", "on", "of", "the", "-", "–", "—", "|", "·", "•", "date", "published", "posted", "created", "first",
          "last", "issued", "released", "time", "local", "publication", "filed");
constexpr auto kUpdates = words("updated", "modified", "edited", "update", "revised");

// "jan", "sept", "january"; at least three letters of the name.
template <std::size_t N>
int index_of_name(const std::array<std::string_view, N>& names, std::string_view word) {
  if (word.size() < 3) return -1;
  const auto found = std::find_if(names.begin(), names.end(), [&](auto name) {
    return name == word || (word.size() <= 5 && name.starts_with(word));
  });
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

// Takes `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t length = 0;
  while (length < text.size() && length <= most && is_digit(text[length])) ++length;
  if (length < least || length > most) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + length, value);
  text.remove_prefix(length);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// In seconds: the system clock counts in nanoseconds and ends in the year 2262.
std::optional<std::string> format_seconds(std::chrono::sys_seconds seconds) {
  const auto days = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date(days);
  const std::chrono::hh_mm_ss clock(seconds - days);
  const auto year = static_cast<int>(date.year());
  if (seconds.time_since_epoch().count() <= 0 || year > kLastYear) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

// Takes a printed date token by token; a token that is no part of a date makes the whole text none.
class DateParser {
 public:
  [[nodiscard]] std::optional<PrintedDate> parse(std::string_view text) {
    constexpr std::string_view kParts = " ,()\t";
    while (true) {
      const auto begin = text.find_first_not_of(kParts);
      if (begin == std::string_view::npos) return finish();
      const auto end = std::min(text.find_first_of(kParts, begin), text.size());
      if (!take_token(text.substr(begin, end - begin))) return std::nullopt;
      text.remove_prefix(end);
    }
  }

 private:
  bool take_token(std::string_view token) {
    if (token.size() > 1 && token.back() == ':') token.remove_suffix(1);
    if (is_digit(token[0])) return take_numeric(token);
    if (token.size() > 1 && (token[0] == '+' || token[0] == '-')) return take_offset(token) && token.empty();
    if (take_half_of_day(token) || take_zone(token)) return true;
    if (token.size() > 1 && token.back() == '.') token.remove_suffix(1);
    if (kUpdates.holds(token)) return update_ = true;
    if (const auto month = index_of_name(kMonths, token); month >= 0) return set(month_, month + 1);
    return kNoise.holds(token) || index_of_name(kDays, token) >= 0;
  }

  bool take_numeric(std::string_view token) {
    if (token.find(':') <= 2) return take_time(token);
    const auto digits = std::min(token.find_first_not_of("0123456789"), token.size());
    if (digits == token.size() && (digits == 10 || digits == 13)) return take_epoch(token);
    if (digits == 8) return take_compact(token);
    if (digits == 4) return take_year_first(token);
    const auto number = take_number(token, 1, 2);
    if (!number) return false;
    if (token.empty() || token == "st" || token == "nd" || token == "rd" || token == "th" || token == ".") {
      return set(day_, *number);
    }
    if (token[0] == 'a' || token[0] == 'p') {  // "9am"
      if (time_) return false;
      time_ = Time{*number, 0};
      return take_half_of_day(token);
    }
    return take_day_first(*number, token);
  }

  // "2022", "2022-01-21", "2022/01/21", "2022-01-21T09:59:00Z".
  bool take_year_first(std::string_view token) {
    if (!set(year_, *take_number(token, 4, 4))) return false;
    if (token.empty()) return true;
    const char separator = token[0];
    if (separator != '-' && separator != '/' && separator != '.') return false;
    token.remove_prefix(1);
    const auto month = take_number(token, 1, 2);
    if (!month || !take(token, separator)) return false;
    const auto day = take_number(token, 1, 2);
    if (!day || !set(month_, *month) || !set(day_, *day)) return false;
    return token.empty() || (take(token, 't') && take_time(token));
  }

  // "20220121", "20220121T095900Z".
  bool take_compact(std::string_view token) {
    const auto part = [&](std::size_t digits) {
      int value = 0;
      std::from_chars(token.data(), token.data() + digits, value);
      token.remove_prefix(digits);
      return value;
    };
    if (!set(year_, part(4)) || !set(month_, part(2)) || !set(day_, part(2))) return false;
    if (token.empty()) return true;
    const auto digits = token.substr(1).find_first_not_of("0123456789");
    if (!take(token, 't') || time_ || std::min(digits, token.size()) < 4) return false;
    time_ = Time{part(2), part(2)};
    if (token.size() >= 2 && is_digit(token[0]) && is_digit(token[1])) time_->second = part(2);
    return token.empty() || take_zone(token) || (take_offset(token) && token.empty());
  }

  // "21.01.2022"; with slashes only where one of the two is no month.
  bool take_day_first(int first, std::string_view token) {
    const char separator = token[0];
    if (separator != '.' && separator != '/' && separator != '-') return false;
    token.remove_prefix(1);
    const auto second = take_number(token, 1, 2);
    if (!second) return take_day_month_year(first, separator, token);
    if (!take(token, separator)) return false;
    const auto year = take_number(token, 4, 4);
    if (!year || !token.empty()) return false;
    const bool month_first = separator == '/' && first <= 12;
    if (month_first && *second <= 12 && first != *second) return false;
    return set(year_, *year) && set(day_, month_first ? *second : first) && set(month_, month_first ? first : *second);
  }

  // "21-Jan-2022".
  bool take_day_month_year(int day, char separator, std::string_view token) {
    const auto end = token.find(separator);
    const auto month = index_of_name(kMonths, token.substr(0, end));
    if (month < 0 || end == std::string_view::npos) return false;
    token.remove_prefix(end + 1);
    const auto year = take_number(token, 4, 4);
    return year && token.empty() && set(day_, day) && set(month_, month + 1) && set(year_, *year);
  }

  // "9:59", "09:59:30.125", then perhaps "am", "Z" or "+03:00".
  bool take_time(std::string_view token) {
    const auto hour = take_number(token, 1, 2);
    if (time_ || !hour || !take(token, ':')) return false;
    const auto minute = take_number(token, 2, 2);
    if (!minute) return false;
    time_ = Time{*hour, *minute};
    if (take(token, ':')) {
      const auto second = take_number(token, 2, 2);
      if (!second) return false;
      time_->second = *second;
      if (token.starts_with('.')) token.remove_prefix(std::min(token.find_first_not_of("0123456789", 1), token.size()));
    }
    if (token.empty() || take_half_of_day(token) || take_zone(token)) return true;
    return take_offset(token) && token.empty();
  }

  bool take_epoch(std::string_view token) {
    std::int64_t number = 0;
    std::from_chars(token.data(), token.data() + token.size(), number);
    const auto seconds = std::chrono::seconds(token.size() == 13 ? number / 1000 : number);
    if (epoch_ || year_) return false;
    epoch_ = format_seconds(std::chrono::sys_seconds(seconds));
    return epoch_.has_value();
  }

  bool take_half_of_day(std::string_view token) {
    const bool morning = token == "am" || token == "a.m." || token == "a.m";
    const bool evening = token == "pm" || token == "p.m." || token == "p.m";
    if (!morning && !evening) return false;
    if (!time_ || time_->hour < 1 || time_->hour > 12) return impossible_ = true;
    time_->hour = time_->hour % 12 + (evening ? 12 : 0);
    return true;
  }

  bool take_zone(std::string_view token) {
    const auto found = std::find_if(kZones.begin(), kZones.end(), [&](const Zone& zone) { return zone.name == token; });
    if (found == kZones.end()) return false;
    return zone_ ? true : set(zone_, found->minutes);  // "+0000 (UTC)"
  }

  bool take_offset(std::string_view& token) {
    if (token.empty() || (token[0] != '+' && token[0] != '-')) return false;
    const int sign = token[0] == '-' ? -1 : 1;
    token.remove_prefix(1);
    const auto hours = take_number(token, 2, 2);
    if (hours) {
      take(token, ':');
      const auto minutes = token.empty() ? 0 : take_number(token, 2, 2);
      return minutes && *hours <= 14 && *minutes < 60 && set(zone_, sign * (*hours * 60 + *minutes));
    }
    const auto both = take_number(token, 4, 4);
    return both && *both / 100 <= 14 && *both % 100 < 60 && set(zone_, sign * (*both / 100 * 60 + *both % 100));
  }

  [[nodiscard]] std::optional<PrintedDate> finish() const {
    if (impossible_) return std::nullopt;
    if (epoch_) return year_ || month_ || day_ || time_ ? std::nullopt : std::optional(PrintedDate{*epoch_, update_});
    if (!year_ || !month_ || !day_ || *year_ < kFirstYear || *year_ > kLastYear) return std::nullopt;
    const auto date = std::chrono::year(*year_) / std::chrono::month(static_cast<unsigned>(*month_)) /
                      std::chrono::day(static_cast<unsigned>(*day_));
    if (!date.ok()) return std::nullopt;
    auto value = fmt::format("{:04}-{:02}-{:02}", *year_, *month_, *day_);
    if (!time_) return PrintedDate{std::move(value), update_};
    if (time_->hour > 23 || time_->minute > 59 || time_->second > 59) return std::nullopt;
    value += fmt::format("T{:02}:{:02}", time_->hour, time_->minute);
    if (time_->second >= 0) value += fmt::format(":{:02}", time_->second);
    if (zone_ == 0)
      value += 'Z';
    else if (zone_)
      value += fmt::format("{}{:02}:{:02}", *zone_ < 0 ? '-' : '+', std::abs(*zone_) / 60, std::abs(*zone_) % 60);
    if (value.starts_with("1970-01-01T00:00") && zone_ == 0) return std::nullopt;
    return PrintedDate{std::move(value), update_};
  }

  // False where it was told before.
  static bool set(std::optional<int>& field, int value) {
    if (field) return false;
    field = value;
    return true;
  }

  std::optional<int> year_;
  std::optional<int> month_;
  std::optional<int> day_;
  std::optional<Time> time_;
  std::optional<int> zone_;  // minutes east
  std::optional<std::string> epoch_;
  bool update_ = false;
  bool impossible_ = false;
};

}  // namespace

std::optional<PrintedDate> parse_date(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  return DateParser().parse(fold_ascii(text));
}

std::optional<std::string> format_time(std::chrono::system_clock::time_point time) {
  return format_seconds(std::chrono::floor<std::chrono::seconds>(time));
}

}  // namespace tidings::normalise
