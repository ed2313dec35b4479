#pragma once

#include <cstdint>
#include <span>

#include "pipeline/language/reader.h"

namespace tidings::language {

// Mends sentences whose root is a noun with its verb below it ("Norlandic tanks shelled the town" read as tanks that
// are shelled): where a verb in `acl` of the root is a past tense, or a participle with an object, it is the root and
// the noun its subject. Trees stay trees. Linear in the words.
void mend_clause_roots(std::span<const std::uint32_t> ends, Reading& reading);

// Mends a sentence (its words from begin to end) whose root was told to be a verb, so that arcs to it were second
// choices: a noun before it is its subject, and what hangs across it hangs on it, the first noun as its object.
void settle_root(std::uint32_t begin, std::uint32_t end, std::uint32_t root, Reading& reading);

}  // namespace tidings::language
