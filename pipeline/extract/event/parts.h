#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/event/status.h"
#include "pipeline/extract/event/tree.h"
#include "pipeline/record/event.h"

// Several matches of one sentence may tell of one happening: "agreed to release", "marched to demand", "opened fire,
// killing two", "the bombing killed two". Matches and verdicts go together; all functions are pure.
namespace tidings::extract {

// The match of which the `index`th is a part: the promise, demand, refusal or threat whose content it is, if that has
// not happened; the protest whose aim it is; the violence of which it tells again. Nothing if it stands for itself.
[[nodiscard]] std::optional<std::size_t> whole_of(const Tree& tree, std::span<const Match> matches,
                                                  std::span<const Verdict> verdicts, std::size_t index);

// Gives the whole the sides that it leaves open and its part names: of a demand who shall act, else to whom it is done.
void take_sides(const Pattern& whole, const Pattern& of_part, const record::Picture& part, record::Picture& picture);

// What a part says of how it was done: "killed in a drone strike".
void take_mode(const record::Coding& part, record::Coding& whole);

}  // namespace tidings::extract
