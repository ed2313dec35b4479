#pragma once

#include <vector>

#include "pipeline/extract/event/tree.h"

namespace tidings::extract {

// Above and how, of each word; a root has kNoWord.
struct Links {
  std::vector<Word> heads;
  std::vector<language::Relation> relations;
  bool changed = false;

  void move(Word word, Word head, language::Relation relation) {
    heads[word] = head;
    relations[word] = relation;
    changed = true;
  }
};

// Puts right what a parser of news gets wrong in the same way again and again: what hangs on a weekday ("agreed on
// Friday that", "talks on Friday between") belongs to what happened on it; "up to 40 men" is a number; the first of two
// objects is the indirect one; "to leave" behind "is ready" is no subject; of two subjects of "said" behind a sentence
// the first is the sentence's own; a preposition before a title belongs to the name. `tree` is as parsed. No word comes
// to stand below itself.
void mend(const Tree& tree, Links& links);

}  // namespace tidings::extract
