#pragma once

#include <vector>

#include "pipeline/extract/event/tree.h"
#include "pipeline/extract/parsed_document.h"

// Texts that tell of no news in the words of news.
namespace tidings::extract {

// By sentence: does it report a match or a table of results? Countries beat, crush and meet one another there. A
// sentence of sport has two of its words, or one and a result ("4-2"), or one of either in a document that is full of
// them.
[[nodiscard]] std::vector<bool> sentences_of_sport(const ParsedDocument& parsed);

// Is it what teams do to one another, and no other kind of news ("Germany crushed Brazil")?
[[nodiscard]] bool may_be_contest(const record::Event& event);

// Is the trigger's sentence about what happens in a book, film or play ("In the novel, Russia attacks Norway"), or the
// trigger itself what is written of or remembered ("a history of the invasion")?
[[nodiscard]] bool is_fiction(const Tree& tree, Word trigger);

// Is the last time that the sentence tells before a trigger in the past tense years back ("In 1939 …, and Britain
// declared war")?
[[nodiscard]] bool follows_history(const ParsedDocument& parsed, Word trigger);

// Does the trigger's sentence set it in a past age: "during the Cold War", "Soviet troops", "a decade after Russia
// annexed"? Of texts published since 2000 alone; others lived in it.
[[nodiscard]] bool is_of_past_age(const ParsedDocument& parsed, Word trigger);

// "Japan beat Indonesia": is it of a verb of contests, between countries or persons alone, in a sentence without a word
// of war?
[[nodiscard]] bool is_bare_contest(const Tree& tree, Word trigger);

}  // namespace tidings::extract
