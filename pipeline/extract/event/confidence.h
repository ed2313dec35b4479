#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "pipeline/extract/event/patterns.h"
#include "pipeline/record/event.h"

// How sure it is that an event is right in its type and in both of its sides. What speaks for and against it is read
// off the finished event; what each signal weighs was fitted to the development sets (bench/quality/confidence).
namespace tidings::extract {

inline constexpr auto kSignals = std::to_array<std::string_view>({"always",
                                                                  "two sides of a mutual event",
                                                                  "one side of a mutual event",
                                                                  "actor told",
                                                                  "actor unknown",
                                                                  "recipient told",
                                                                  "recipient concluded",
                                                                  "by pronoun or description",
                                                                  "unnamed people",
                                                                  "a side without a code",
                                                                  "needs of the pattern",
                                                                  "planned or ongoing",
                                                                  "not so",
                                                                  "a day",
                                                                  "a place",
                                                                  "sentences that tell it",
                                                                  "long sentence",
                                                                  "far from its sides",
                                                                  "title",
                                                                  "attributed",
                                                                  "one country",
                                                                  "others in the sentence",
                                                                  "verbal conflict",
                                                                  "material conflict",
                                                                  "cooperation"});
using Signals = std::array<double, kSignals.size()>;

// `beside`: other events whose best evidence is the same sentence.
[[nodiscard]] Signals signals_of(const record::Event& event, const Pattern& pattern, std::size_t beside);

// 0 to 1, in hundredths.
[[nodiscard]] double confidence_of(const Signals& signals);

}  // namespace tidings::extract
