#pragma once

#include <span>
#include <vector>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// By match, the numbers that belong to it: each count of its sentence goes to the one match that stands nearest to it
// in the tree, of those whose type it fits (killed people to an ASSAULT, money to no CONSULT); too far from any it goes
// to none.
[[nodiscard]] std::vector<std::vector<record::Amount>> amounts_of(const ParsedDocument& parsed,
                                                                  std::span<const Match> matches);

// Of two amounts of the same thing the more exact is kept; what it excludes becomes a conflict.
void add_amounts(std::vector<record::Amount>&& amounts, std::vector<record::Amount>& into,
                 std::vector<record::Conflict>& conflicts);

}  // namespace tidings::extract
