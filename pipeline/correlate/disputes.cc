#include "pipeline/correlate/disputes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "pipeline/correlate/countries.h"
#include "pipeline/record/names.h"

namespace tidings::correlate {
namespace {

using record::Amount;
using record::Dispute;
using record::Event;
using record::Id;
using record::Status;

constexpr double kAboutBy = 0.1;  // of the larger number
constexpr std::size_t kValuesMax = 8;
constexpr std::size_t kSidesMax = 32;  // of one list: who tells of more tells of a crowd
constexpr std::size_t kListsMax = 16;  // that differ

struct Value {
  std::string text;
  Id event;
};

// Two values exclude each other: those are kept that some other excludes, each once.
template <typename Excludes>
void add_dispute(std::vector<Dispute>& disputes, std::string_view field, const std::vector<Value>& values,
                 const Excludes& excludes) {
  Dispute dispute{std::string(field), {}, {}};
  for (const auto& value : values) {
    const bool known = std::ranges::find(dispute.values, value.text) != dispute.values.end();
    const bool disputed =
        std::ranges::any_of(values, [&](const Value& other) { return excludes(value.text, other.text); });
    if (known || !disputed || dispute.values.size() == kValuesMax) continue;
    dispute.values.push_back(value.text);
    dispute.events.push_back(value.event);
  }
  if (dispute.values.size() > 1) disputes.push_back(std::move(dispute));
}

bool times_exclude(std::string_view one, std::string_view other) {
  const auto a = days_of(one);
  const auto b = days_of(other);
  if (!a || !b) return false;
  if (!a->overlaps(*b)) return true;
  // Two clock times of one day; with zones they may be one instant.
  constexpr std::size_t kMinutes = 16;
  if (one.size() < kMinutes || other.size() < kMinutes || one[10] != 'T' || other[10] != 'T') return false;
  const bool zoned = one.size() > kMinutes && other.size() > kMinutes;
  return zoned ? instant_of(one) != instant_of(other) : one.substr(0, kMinutes) != other.substr(0, kMinutes);
}

bool places_exclude(std::string_view one, std::string_view other) {
  return one != other && !is_country(one) && !is_country(other);
}

bool is_told_as_done(std::string_view status) { return status == "occurred" || status == "ongoing"; }
bool is_taken_back(std::string_view status) { return status == "denied" || status == "cancelled"; }

bool statuses_exclude(std::string_view one, std::string_view other) {
  return (is_told_as_done(one) && is_taken_back(other)) || (is_told_as_done(other) && is_taken_back(one));
}

// What articles say against their own value comes after what they were taken to say. A day stands somewhere in such a
// text: "1912-07-14 is no Friday".
std::string day_in(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const auto word = text.substr(begin, end - begin);
    if (word.size() >= 10 && days_of(word)) return std::string(word);
    begin = end + 1;
  }
  return {};
}

void add_conflicts(std::vector<Value>& values, std::span<const Telling> tellings, std::string_view field) {
  for (const auto& telling : tellings) {
    for (const auto& conflict : telling.event.conflicts) {
      if (conflict.field == field) values.push_back({conflict.value, telling.event.id});
    }
  }
}

template <typename Get>
std::vector<Value> collect(std::span<const Telling> tellings, std::string_view field, const Get& get) {
  std::vector<Value> values;
  for (const auto& telling : tellings) {
    auto text = get(telling.event);
    if (!text.empty()) values.push_back({std::move(text), telling.event.id});
  }
  add_conflicts(values, tellings, field);
  return values;
}

std::string time_of(const Event& event) { return event.picture.time ? event.picture.time->value : std::string(); }

std::vector<Value> times(std::span<const Telling> tellings) {
  auto values = collect(tellings, "time", time_of);
  for (const auto& telling : tellings) {
    if (!telling.event.picture.time) continue;
    for (const auto& conflict : telling.event.picture.time->conflicts) {
      auto day = day_in(conflict);
      if (!day.empty()) values.push_back({std::move(day), telling.event.id});
    }
  }
  return values;
}

std::string place_of(const Event& event) { return event.picture.place ? event.picture.place->name : std::string(); }
std::string status_of(const Event& event) { return std::string(record::name_of(event.picture.status)); }
std::string mode_of(const Event& event) { return event.coding.mode; }

using Codes = std::vector<std::string_view>;  // sorted, each once

// Of what the text tells.
Codes codes_of(const std::vector<record::Actor>& side) {
  Codes codes;
  if (side.size() > kSidesMax) return codes;
  for (const auto& actor : side) {
    if (!actor.code.empty() && !is_supposed(actor)) codes.push_back(actor.code);
  }
  std::ranges::sort(codes);
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

struct Side {
  Codes codes;
  Id event;
};

bool names_all_of(const Codes& one, const Codes& other) { return std::ranges::includes(one, other); }

// Who is left out is not denied: each must name one that the other does not, and nobody all of both.
bool exclude(const Codes& one, const Codes& other, const std::vector<Side>& all) {
  if (names_all_of(one, other) || names_all_of(other, one)) return false;
  return std::ranges::none_of(
      all, [&](const Side& side) { return names_all_of(side.codes, one) && names_all_of(side.codes, other); });
}

void add_sides(std::vector<Dispute>& disputes, const char* field, std::span<const Telling> tellings,
               std::vector<record::Actor> record::Picture::*list) {
  std::vector<Side> all;
  for (const auto& [event, article, withdrawn] : tellings) {
    auto codes = codes_of(event.picture.*list);
    if (codes.empty() || all.size() == kListsMax) continue;
    if (std::ranges::find(all, codes, &Side::codes) == all.end()) {
      all.push_back({std::move(codes), event.id});
    }
  }
  Dispute dispute{field, {}, {}};
  for (const auto& side : all) {
    const auto excludes = [&](const Side& other) { return exclude(side.codes, other.codes, all); };
    if (dispute.values.size() == kValuesMax || std::ranges::none_of(all, excludes)) continue;
    dispute.values.push_back(fmt::format("{}", fmt::join(side.codes, ", ")));
    dispute.events.push_back(side.event);
  }
  if (dispute.values.size() > 1) disputes.push_back(std::move(dispute));
}

std::string text_of(const Amount& amount) {
  const char* bound = amount.bound == record::Bound::kAtLeast  ? "at least "
                      : amount.bound == record::Bound::kAtMost ? "at most "
                                                               : "";
  return fmt::format("{}{}{} {}{}{}", amount.about ? "about " : "", bound, amount.value, amount.unit,
                     amount.unit.empty() ? "" : " ", amount.what);
}

// "at least 12" leaves room for 20.
bool allows(const Amount& one, const Amount& other) {
  if (one.bound == record::Bound::kAtLeast) return other.value >= one.value;
  return one.bound == record::Bound::kAtMost && other.value <= one.value;
}

// Of a conflict: "killed 12", "money 500 EUR".
Amount amount_in(std::string_view text) {
  const auto word = [&text] {
    const auto end = std::min(text.find(' '), text.size());
    const std::string found(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return found;
  };
  Amount amount;
  amount.what = word();
  amount.value = std::strtod(word().c_str(), nullptr);
  amount.unit = word();
  return amount;
}

struct Counted {
  Amount amount;
  Id event;
};

std::vector<Counted> amounts(std::span<const Telling> tellings) {
  std::vector<Counted> all;
  for (const auto& telling : tellings) {
    for (const auto& amount : telling.event.picture.amounts) all.push_back({amount, telling.event.id});
  }
  for (const auto& telling : tellings) {
    for (const auto& conflict : telling.event.conflicts) {
      if (conflict.field == "amounts") all.push_back({amount_in(conflict.value), telling.event.id});
    }
  }
  return all;
}

void add_amounts(std::vector<Dispute>& disputes, const std::vector<Counted>& all) {
  Dispute dispute{"amounts", {}, {}};
  for (const auto& [amount, event] : all) {
    const auto excludes = [&one = amount](const Counted& other) { return !agree(one, other.amount); };
    auto text = text_of(amount);
    const bool known = std::ranges::find(dispute.values, text) != dispute.values.end();
    if (known || dispute.values.size() == kValuesMax || std::ranges::none_of(all, excludes)) continue;
    dispute.values.push_back(std::move(text));
    dispute.events.push_back(event);
  }
  if (dispute.values.size() > 1) disputes.push_back(std::move(dispute));
}

}  // namespace

bool agree(const Amount& one, const Amount& other) {
  if (one.what != other.what || one.unit != other.unit || one.value == other.value) return true;
  if (allows(one, other) || allows(other, one)) return true;
  if (!one.about && !other.about) return false;
  return std::abs(one.value - other.value) <= kAboutBy * std::max(std::abs(one.value), std::abs(other.value));
}

std::vector<Dispute> disputes_of(std::span<const Telling> tellings) {
  std::vector<Dispute> disputes;
  add_sides(disputes, "actors", tellings, &record::Picture::actors);
  add_sides(disputes, "recipients", tellings, &record::Picture::recipients);
  add_dispute(disputes, "time", times(tellings), times_exclude);
  add_dispute(disputes, "place", collect(tellings, "place", place_of), places_exclude);
  add_dispute(disputes, "status", collect(tellings, "status", status_of), statuses_exclude);
  add_dispute(disputes, "mode", collect(tellings, "mode", mode_of), [](auto one, auto other) { return one != other; });
  add_amounts(disputes, amounts(tellings));
  return disputes;
}

}  // namespace tidings::correlate
