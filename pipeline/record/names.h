#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "pipeline/record/event.h"

namespace tidings::record {

// The words that stand for enumerators in JSON, in the order of the enumerators; docs/schema lists the same.
template <typename Enum>
inline constexpr std::array<std::string_view, 0> kNamesOf{};

template <>
inline constexpr std::array<std::string_view, 4> kNamesOf<Found>{"field", "header", "text", "queue"};
template <>
inline constexpr std::array<std::string_view, 16> kNamesOf<EventType>{
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
template <>
inline constexpr std::array<std::string_view, 8> kNamesOf<Status>{"planned", "ongoing",      "occurred", "cancelled",
                                                                  "denied",  "hypothetical", "demanded", "historical"};
template <>
inline constexpr std::array<std::string_view, 4> kNamesOf<ActorKind>{"person", "organisation", "place", "group"};
template <>
inline constexpr std::array<std::string_view, 3> kNamesOf<Bound>{"exact", "at_least", "at_most"};
template <>
inline constexpr std::array<std::string_view, 3> kNamesOf<QuoteKind>{"direct", "partial", "indirect"};
template <>
inline constexpr std::array<std::string_view, 8> kNamesOf<Change>{
    "created", "corroborated", "reprinted", "status_changed", "refined", "disputed", "merged", "retracted"};

template <typename Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value) {
  static_assert(!kNamesOf<Enum>.empty());
  return kNamesOf<Enum>.at(static_cast<std::size_t>(value));
}

template <typename Enum>
[[nodiscard]] constexpr std::optional<Enum> value_of(std::string_view name) {
  for (std::size_t i = 0; i < kNamesOf<Enum>.size(); ++i) {
    if (kNamesOf<Enum>[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace tidings::record
