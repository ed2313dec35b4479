#include "pipeline/correlate/days.h"

#include <charconv>
#include <chrono>

namespace tidings::correlate {
namespace {

using std::chrono::sys_days;

constexpr int kPlansAhead = 14;   // days
constexpr int kReportsBack = 2;   // "on Tuesday" of a day before yesterday has a date, most others are of yesterday
constexpr int kWishesAround = 2;  // what is demanded or might be has no day: only others that speak of it now fit

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || failed != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::int32_t count(std::chrono::year_month_day date) {
  return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
}

std::optional<std::int32_t> day_number(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return count(date);
}

// From the first of a month to the end of the last of so many; months may run beyond December.
std::optional<Days> months(int year, int month, int how_many) {
  const auto end = month - 1 + how_many;
  const auto first = day_number(year, month, 1);
  const auto after = day_number(year + end / 12, end % 12 + 1, 1);
  if (!first || !after) return std::nullopt;
  return Days{*first, *after - 1};
}

// Week 1 is that of January 4; weeks begin on Monday.
std::optional<Days> week(int year, int which, bool weekend) {
  const auto fourth = day_number(year, 1, 4);
  if (!fourth || which < 1 || which > 53) return std::nullopt;
  const auto weekday = (*fourth + 3) % 7;  // 1970-01-01 was a Thursday; Monday is 0
  const auto monday = *fourth - (weekday + 7) % 7 + (which - 1) * 7;
  return weekend ? Days{monday + 5, monday + 6} : Days{monday, monday + 6};
}

std::optional<Days> within_year(int year, std::string_view rest) {
  if (rest == "SP") return months(year, 3, 3);
  if (rest == "SU") return months(year, 6, 3);
  if (rest == "FA" || rest == "AU") return months(year, 9, 3);
  if (rest == "WI") return months(year, 12, 3);
  if (rest[0] == 'Q' || rest[0] == 'H') {
    const auto which = number(rest.substr(1));
    const auto length = rest[0] == 'Q' ? 3 : 6;
    if (!which || *which < 1 || *which * length > 12) return std::nullopt;
    return months(year, (*which - 1) * length + 1, length);
  }
  if (rest[0] == 'W') {
    const auto which = number(rest.substr(1, 2));
    return which ? week(year, *which, rest.ends_with("-WE")) : std::nullopt;
  }
  const auto month = number(rest.substr(0, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (rest.size() < 5 || rest[2] != '-') return months(year, *month, 1);
  const auto day = number(rest.substr(3, 2));
  if (!day) return months(year, *month, 1);
  const auto found = day_number(year, *month, *day);
  if (!found) return std::nullopt;
  return Days{*found, *found};
}

std::optional<Days> one(std::string_view value) {
  const auto year = number(value.substr(0, 4));
  if (!year || value.size() < 4) {
    const auto decade = value.size() >= 3 ? number(value.substr(0, 3)) : std::nullopt;
    return decade && value.size() <= 4 ? months(*decade * 10, 1, 120) : std::nullopt;
  }
  if (value.size() == 4) return months(*year, 1, 12);
  if (value.size() < 6 || value[4] != '-') return std::nullopt;
  return within_year(*year, value.substr(5));
}

// "+01:00", "Z" or nothing, in seconds.
int offset_of(std::string_view zone) {
  if (zone.size() < 6 || (zone[0] != '+' && zone[0] != '-')) return 0;
  const auto hours = number(zone.substr(1, 2));
  const auto minutes = number(zone.substr(4, 2));
  if (!hours || !minutes) return 0;
  return (zone[0] == '-' ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

}  // namespace

std::optional<Days> days_of(std::string_view value) {
  const auto slash = value.find('/');
  if (slash == std::string_view::npos) return one(value);
  const auto from = one(value.substr(0, slash));
  const auto to = one(value.substr(slash + 1));
  if (!from || !to || to->last < from->first) return std::nullopt;
  return Days{from->first, to->last};
}

std::optional<std::int64_t> instant_of(std::string_view published) {
  constexpr std::int64_t kDay = 86400;
  const auto days = days_of(published.substr(0, 10));
  if (!days) return std::nullopt;
  if (published.size() < 16 || published[10] != 'T') return (days->last + 1) * kDay - 1;
  const auto hour = number(published.substr(11, 2));
  const auto minute = number(published.substr(14, 2));
  if (!hour || !minute) return (days->last + 1) * kDay - 1;
  const bool has_seconds = published.size() >= 19 && published[16] == ':';
  const auto second = has_seconds ? number(published.substr(17, 2)).value_or(0) : 0;
  const auto zone = published.find_first_of("Z+-", has_seconds ? 19 : 16);
  const auto offset = zone == std::string_view::npos ? 0 : offset_of(published.substr(zone));
  return days->first * kDay + *hour * 3600 + *minute * 60 + second - offset;
}

std::optional<Days> days_about(std::string_view published, record::Status status) {
  const auto days = days_of(published.substr(0, 10));
  if (!days || status == record::Status::kHistorical) return std::nullopt;
  switch (status) {
    case record::Status::kPlanned:
      return Days{days->first, days->last + kPlansAhead};
    case record::Status::kHypothetical:
    case record::Status::kDemanded:
      return Days{days->first - kWishesAround, days->last + kWishesAround};
    default:
      return Days{days->first - kReportsBack, days->last};
  }
}

int exactness(std::string_view value) {
  if (value.find('/') != std::string_view::npos) return 1;
  return static_cast<int>(value.size());
}

}  // namespace tidings::correlate
