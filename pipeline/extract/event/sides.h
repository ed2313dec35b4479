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

// Adds the sides that no slot of the pattern names but the sentence does. Of mutual events: who stands behind "talks
// with Norland" is the subject of the verb that they hang on ("expects little of talks with Norland", "flew to Oslo for
// talks with Norland"). Of a promise, demand or refusal: whom it concerns may stand further down, in what is promised
// ("agreed to send aid to Norland").
void complete_sides(const ParsedDocument& parsed, Match& match);

// Can it stand by itself? A noun without a slot that a pattern needs filled ("the talks") cannot, unless sides are
// known and the sentence says that it takes place, or when or where.
[[nodiscard]] bool is_complete(const ParsedDocument& parsed, const Match& match, const record::Event& event);

// Are the sides known of whom there is something to tell? Nobody did it to nobody: better to be silent.
[[nodiscard]] bool has_sides(const record::Event& event, bool mutual);

// Design section 3: first of the sorted codes of each side, or the first two of a mutual event; "-" where there is
// none.
[[nodiscard]] std::string dyad_of(const record::Picture& picture, bool mutual);

}  // namespace tidings::extract
