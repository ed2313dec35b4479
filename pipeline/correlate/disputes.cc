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
  std::string_view text;
  Id event;
};

// Each text once, with the first event that has it: mostly all have the same, and each is compared with each.
class Values {
 public:
  void add(std::string_view text, const Id& event) {
    if (text.empty() || std::ranges::find(all_, text, &Value::text) != all_.end()) return;
    all_.push_back({text, event});
  }
  [[nodiscard]] const std::vector<Value>& all() const { return all_; }

 private:
  std::vector<Value> all_;
};

// Two values exclude each other: those are kept that some other excludes.
template <typename Excludes>
void add_dispute(std::vector<Dispute>& disputes, std::string_view field, const Values& values,
                 const Excludes& excludes) {
  if (values.all().size() < 2) return;
  Dispute dispute{std::string(field), {}, {}};
  for (const auto& value : values.all()) {
    if (dispute.values.size() == kValuesMax) break;
    const bool disputed =
        std::ranges::any_of(values.all(), [&](const Value& other) { return excludes(value.text, other.text); });
    if (!disputed) continue;
    dispute.values.emplace_back(value.text);
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
std::string_view day_in(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const auto word = text.substr(begin, end - begin);
    if (word.size() >= 10 && days_of(word)) return word;
    begin = end + 1;
  }
  return {};
}

template <typename Get>
Values collect(std::span<const Telling> tellings, std::string_view field, const Get& get) {
  Values values;
  for (const auto& telling : tellings) values.add(get(telling.event), telling.event.id);
  for (const auto& telling : tellings) {
    for (const auto& conflict : telling.event.conflicts) {
      if (conflict.field == field) values.add(conflict.value, telling.event.id);
    }
  }
  return values;
}

std::string_view time_of(const Event& event) {
  return event.picture.time ? std::string_view(event.picture.time->value) : std::string_view();
}

Values times(std::span<const Telling> tellings) {
  auto values = collect(tellings, "time", time_of);
  for (const auto& telling : tellings) {
    if (!telling.event.picture.time) continue;
    for (const auto& conflict : telling.event.picture.time->conflicts) {
      values.add(day_in(conflict), telling.event.id);
    }
  }
  return values;
}

std::string_view place_of(const Event& event) {
  return event.picture.place ? std::string_view(event.picture.place->name) : std::string_view();
}
std::string_view status_of(const Event& event) { return record::name_of(event.picture.status); }

// How it was done contradicts only how the same was done: an arrest and an attack from the air are told of one
// happening.
Values modes(std::span<const Telling> tellings, record::EventType type) {
  return collect(tellings, "mode", [type](const Event& event) {
    return event.coding.type == type ? std::string_view(event.coding.mode) : std::string_view();
  });
}

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

bool says_the_same(const Amount& one, const Amount& other) {
  return one.value == other.value && one.about == other.about && one.bound == other.bound && one.what == other.what &&
         one.unit == other.unit;
}

// Each once, as Values.
std::vector<Counted> amounts(std::span<const Telling> tellings) {
  std::vector<Counted> all;
  for (const auto& telling : tellings) {
    for (const auto& amount : telling.event.picture.amounts) {
      const bool is_known =
          std::ranges::any_of(all, [&](const Counted& other) { return says_the_same(amount, other.amount); });
      if (!is_known) all.push_back({amount, telling.event.id});
    }
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

std::vector<Dispute> disputes_of(std::span<const Telling> tellings, record::EventType type) {
  std::vector<Dispute> disputes;
  add_sides(disputes, "actors", tellings, &record::Picture::actors);
  add_sides(disputes, "recipients", tellings, &record::Picture::recipients);
  add_dispute(disputes, "time", times(tellings), times_exclude);
  add_dispute(disputes, "place", collect(tellings, "place", place_of), places_exclude);
  add_dispute(disputes, "status", collect(tellings, "status", status_of), statuses_exclude);
  add_dispute(disputes, "mode", modes(tellings, type), [](auto one, auto other) { return one != other; });
  add_amounts(disputes, amounts(tellings));
  return disputes;
}

}  // namespace tidings::correlate
