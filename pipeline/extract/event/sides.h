#pragma once

#include <string>
#include <vector>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// What each word of the document may be where a pattern asks for somebody.
void classify(const ParsedDocument& parsed, std::vector<WordClasses>& classes);

[[nodiscard]] record::Actor actor_of(const ParsedDocument& parsed, const Mention& mention);

// Each entity once, in the order of the heads; "Danish and Dutch officials" are two.
[[nodiscard]] std::vector<record::Actor> actors_of(const ParsedDocument& parsed, const std::vector<Word>& heads);

// Whom a promise, demand or refusal concerns where no slot names anybody: it may stand further down, in what is
// promised ("agreed to send aid to Norland"). The first that is below the trigger and behind it, with those coordinated
// with it, and is none of the actors. Empty of types that concern nobody.
[[nodiscard]] std::vector<Word> concerned(const ParsedDocument& parsed, const Match& match);

// Are the sides known of whom there is something to tell? Nobody did it to nobody: better to be silent.
[[nodiscard]] bool has_sides(const record::Event& event, bool mutual);

// Design section 3: first of the sorted codes of each side, or the first two of a mutual event; "-" where there is
// none.
[[nodiscard]] std::string dyad_of(const record::Picture& picture, bool mutual);

}  // namespace tidings::extract
