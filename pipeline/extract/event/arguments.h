#pragma once

#include <vector>

#include "pipeline/extract/event/patterns.h"
#include "pipeline/extract/event/tree.h"

// Who stands in which place beside a verb or a noun, whatever form the sentence gives it: passive, participle,
// infinitive, relative clause, coordination, light verb. All functions are pure; words that stand in a place come in
// the order of the text, coordinated ones each.
namespace tidings::extract {

// Heads of what stands in `slot` of the trigger. `light`: the verb whose object a noun trigger is ("hold talks"), or
// kNoWord.
[[nodiscard]] std::vector<Word> fillers(const Tree& tree, Word trigger, Word light, const Slot& slot);

[[nodiscard]] bool is_passive(const Tree& tree, Word verb);

// The deep subjects of a verb: its own, or those it is understood to have as an infinitive, participle, relative clause
// or second of coordinated verbs.
[[nodiscard]] std::vector<Word> subjects(const Tree& tree, Word verb);
[[nodiscard]] std::vector<Word> objects(const Tree& tree, Word verb);

// "accused each other", "seized one another's ships": of such a word, or of what is theirs, who does it to the others.
[[nodiscard]] std::vector<Word> each_other(const Tree& tree, Word word);

// The noun that counts the noun, of several the first: "round" of "a round of talks", "$" of "$20 million in aid"; of
// what nothing counts the noun itself.
[[nodiscard]] Word amount_of(const Tree& tree, Word noun);

// The verb of `light_verbs` that has the noun as its object, active or passive, or kNoWord.
[[nodiscard]] Word light_verb_of(const Tree& tree, Word noun, const std::vector<std::string>& light_verbs);

// Is it said that it is not so: "did not meet", "never met", "no talks", "refused to meet" is not.
[[nodiscard]] bool is_negated(const Tree& tree, Word word);

}  // namespace tidings::extract
