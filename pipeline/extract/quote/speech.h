#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "pipeline/extract/actor/mentions.h"
#include "pipeline/extract/event/tree.h"
#include "pipeline/extract/quote/quotations.h"
#include "pipeline/language/tokens.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// What somebody says, and who says it.
struct Speech {
  std::uint32_t begin = 0, end = 0;  // bytes of the text; of a quotation without its marks
  record::QuoteKind kind = record::QuoteKind::kDirect;
  Word verb = kNoWord;        // "said", the "according" of "according to"; kNoWord: goes on with what stands before
  std::uint32_t speaker = 0;  // index of Mentions::all
  std::uint32_t addressee = Mentions::kNone;  // likewise: "told the house"; kNone where the verb names nobody
};

// Quotations with their speakers, and what is said without marks after a verb of speech ("said that …"), in the order
// of the text. Quotation marks around words that nobody is told to have said (titles, nicknames) are left out.
// `tokens`: those that the tree was built of, of `text`.
[[nodiscard]] std::vector<Speech> find_speech(std::string_view text, std::span<const language::Token> tokens,
                                              const Tree& tree, const Mentions& mentions);

}  // namespace tidings::extract
