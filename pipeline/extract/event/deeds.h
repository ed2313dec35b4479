#pragma once

#include <vector>

#include "pipeline/extract/event/tree.h"
#include "pipeline/record/event.h"

// Whether what a verb says is done, asked for or threatened by whom its subject is.
namespace tidings::extract {

// Is what the verb says done by somebody?
[[nodiscard]] bool is_deed(const Tree& tree, Word verb);

// "has to withdraw", "needs to withdraw": a verb of duty, where a clause is its complement.
[[nodiscard]] bool has_to(const Tree& tree, Word clause);

// "told reporters that the army left": what has happened is not demanded.
[[nodiscard]] bool has_happened(const Tree& tree, Word clause);

// "told the house that Norland would stop": who tells what will be asks for nothing, unless somebody must do it; and
// who rules out sending troops asks for none.
[[nodiscard]] bool is_told(const Tree& tree, Word trigger, Word clause);

// "warned Norland that Vendoria would attack" threatens nobody: what another will do, unless it is one's own army.
[[nodiscard]] bool is_of_another(const Tree& tree, Word trigger, Word clause);

// Are they said to somebody, or demanded of somebody, for what he does?
[[nodiscard]] bool blames(record::EventType type);

// "condemned the killing of Norlandic children": who is harmed by what is condemned, asked about or protested against
// is not blamed for it. The noun of the harm on the way from the word up to the trigger, or kNoWord.
[[nodiscard]] Word harm_done_to(const Tree& tree, Word word, Word trigger);

// "the killing of a Norlandic general by Vendoria": those who did it, as far as the noun tells.
[[nodiscard]] std::vector<Word> doers_of(const Tree& tree, Word harm);

}  // namespace tidings::extract
