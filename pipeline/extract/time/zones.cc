#include "pipeline/extract/time/zones.h"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tidings::extract::timex {

struct Zones::Zone {
  std::string id;
  std::unique_ptr<icu::TimeZone> zone;
};

namespace {

using Pair = std::pair<const char*, const char*>;

// What tzdata does not call by its name. Abbreviations of fixed offset stand for that offset.
constexpr std::array<Pair, 62> kOthers{{
    {"utc", "UTC"},
    {"gmt", "UTC"},
    {"greenwich mean time", "UTC"},
    {"est", "Etc/GMT+5"},
    {"edt", "Etc/GMT+4"},
    {"cst", "Etc/GMT+6"},
    {"cdt", "Etc/GMT+5"},
    {"mst", "Etc/GMT+7"},
    {"mdt", "Etc/GMT+6"},
    {"pst", "Etc/GMT+8"},
    {"pdt", "Etc/GMT+7"},
    {"et", "America/New_York"},
    {"pt", "America/Los_Angeles"},
    {"eastern time", "America/New_York"},
    {"eastern standard time", "Etc/GMT+5"},
    {"eastern daylight time", "Etc/GMT+4"},
    {"eastern", "America/New_York"},
    {"central time", "America/Chicago"},
    {"mountain time", "America/Denver"},
    {"pacific time", "America/Los_Angeles"},
    {"pacific standard time", "Etc/GMT+8"},
    {"pacific daylight time", "Etc/GMT+7"},
    {"bst", "Etc/GMT-1"},
    {"british summer time", "Etc/GMT-1"},
    {"uk time", "Europe/London"},
    {"cet", "Etc/GMT-1"},
    {"cest", "Etc/GMT-2"},
    {"central european time", "Europe/Brussels"},
    {"central european summer time", "Etc/GMT-2"},
    {"eet", "Etc/GMT-2"},
    {"eest", "Etc/GMT-3"},
    {"msk", "Europe/Moscow"},
    {"jst", "Asia/Tokyo"},
    {"hkt", "Asia/Hong_Kong"},
    {"ist", "Asia/Kolkata"},
    {"aest", "Etc/GMT-10"},
    {"aedt", "Etc/GMT-11"},
    {"kyiv time", "Europe/Kiev"},
    {"kiev time", "Europe/Kiev"},
    {"geneva time", "Europe/Zurich"},
    {"beijing time", "Asia/Shanghai"},
    {"washington time", "America/New_York"},
    {"washington dc time", "America/New_York"},
    {"new delhi time", "Asia/Kolkata"},
    {"delhi time", "Asia/Kolkata"},
    {"ankara time", "Europe/Istanbul"},
    {"tel aviv time", "Asia/Jerusalem"},
    {"islamabad time", "Asia/Karachi"},
    {"hanoi time", "Asia/Ho_Chi_Minh"},
    {"canberra time", "Australia/Sydney"},
    {"ottawa time", "America/Toronto"},
    {"brasilia time", "America/Sao_Paulo"},
    {"abuja time", "Africa/Lagos"},
    {"moscow standard time", "Europe/Moscow"},
    {"israel time", "Asia/Jerusalem"},
    {"japan time", "Asia/Tokyo"},
    {"china time", "Asia/Shanghai"},
    {"iran time", "Asia/Tehran"},
    {"turkish time", "Europe/Istanbul"},
    {"swiss time", "Europe/Zurich"},
    {"us eastern time", "America/New_York"},
    {"z", "UTC"},
}};

std::string words_of(const std::string& id) {
  std::string words = id.substr(id.rfind('/') + 1);
  for (char& c : words) {
    if (c == '_') c = ' ';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const bool plain = std::all_of(words.begin(), words.end(), [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
  return plain ? words : "";
}

}  // namespace

Zones::Zones() {
  for (const auto& [words, id] : kOthers) names_.push_back({words, add(id)});
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> ids(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status) || ids == nullptr) return;
  for (const char* id = ids->next(nullptr, status); id != nullptr && U_SUCCESS(status);
       id = ids->next(nullptr, status)) {
    if (const std::string words = words_of(id); !words.empty()) names_.push_back({words + " time", add(id)});
  }
}

Zones::~Zones() = default;

int Zones::add(const std::string& id) {
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    if (zones_[i].id == id) return static_cast<int>(i);
  }
  zones_.push_back(
      {id, std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(id)))});
  return static_cast<int>(zones_.size()) - 1;
}

int Zones::offset_of(int zone, Day day, int minutes) const {
  const double local = (static_cast<double>(day.time_since_epoch().count()) * 1440 + minutes) * 60'000;
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t raw = 0, saving = 0;
  zones_[static_cast<std::size_t>(zone)].zone->getOffset(local, true, raw, saving, status);
  return U_SUCCESS(status) ? (raw + saving) / 60'000 : 0;
}

}  // namespace tidings::extract::timex
