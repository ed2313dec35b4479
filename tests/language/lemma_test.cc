#include "pipeline/language/lemma.h"

#include <gtest/gtest.h>

namespace tidings::language {
namespace {

std::string lemma(std::string_view form, std::string_view upos, std::string_view xpos) {
  std::string buffer;
  return std::string(lemma_of(form, {upos, xpos}, buffer));
}
std::string past(std::string_view form) { return lemma(form, "VERB", "VBD"); }
std::string ing(std::string_view form) { return lemma(form, "VERB", "VBG"); }
std::string third(std::string_view form) { return lemma(form, "VERB", "VBZ"); }
std::string plural(std::string_view form) { return lemma(form, "NOUN", "NNS"); }

TEST(Lemma, KnowsIrregularVerbs) {
  EXPECT_EQ(past("took"), "take");
  EXPECT_EQ(past("overthrew"), "overthrow");
  EXPECT_EQ(past("Fled"), "flee");
  EXPECT_EQ(past("found"), "find");
  EXPECT_EQ(past("lay"), "lie");
  EXPECT_EQ(past("pre-paid"), "pre-pay");
  EXPECT_EQ(lemma("were", "AUX", "VBD"), "be");
  EXPECT_EQ(lemma("found", "VERB", "VB"), "found");
}

TEST(Lemma, RestoresWhatAnEndingTookFromAVerb) {
  EXPECT_EQ(past("agreed"), "agree");
  EXPECT_EQ(past("denied"), "deny");
  EXPECT_EQ(past("died"), "die");
  EXPECT_EQ(past("planned"), "plan");
  EXPECT_EQ(past("called"), "call");
  EXPECT_EQ(past("controlled"), "control");
  EXPECT_EQ(past("accused"), "accuse");
  EXPECT_EQ(past("focused"), "focus");
  EXPECT_EQ(past("visited"), "visit");
  EXPECT_EQ(past("invited"), "invite");
  EXPECT_EQ(past("created"), "create");
  EXPECT_EQ(past("treated"), "treat");
  EXPECT_EQ(past("seized"), "seize");
  EXPECT_EQ(past("exchanged"), "exchange");
  EXPECT_EQ(past("required"), "require");
  EXPECT_EQ(past("repaired"), "repair");
  EXPECT_EQ(past("negotiated"), "negotiate");
  EXPECT_EQ(past("handed"), "hand");
  EXPECT_EQ(ing("lying"), "lie");
  EXPECT_EQ(ing("meeting"), "meet");
  EXPECT_EQ(ing("putting"), "put");
  EXPECT_EQ(ing("singing"), "sing");
  EXPECT_EQ(ing("believing"), "believe");
  EXPECT_EQ(third("goes"), "go");
  EXPECT_EQ(third("clashes"), "clash");
  EXPECT_EQ(third("accuses"), "accuse");
  EXPECT_EQ(third("tries"), "try");
  EXPECT_EQ(third("says"), "say");
}

TEST(Lemma, UndoesPlurals) {
  EXPECT_EQ(plural("cities"), "city");
  EXPECT_EQ(plural("policewomen"), "policewoman");
  EXPECT_EQ(plural("lives"), "life");
  EXPECT_EQ(plural("crises"), "crisis");
  EXPECT_EQ(plural("buses"), "bus");
  EXPECT_EQ(plural("cases"), "case");
  EXPECT_EQ(plural("1990s"), "1990s");
  EXPECT_EQ(lemma("news", "NOUN", "NN"), "news");
}

TEST(Lemma, KeepsNamesAndAcronymsAsWritten) {
  EXPECT_EQ(lemma("Geneva", "PROPN", "NNP"), "Geneva");
  EXPECT_EQ(lemma("States", "PROPN", "NNPS"), "State");
  EXPECT_EQ(lemma("Netherlands", "PROPN", "NNPS"), "Netherlands");
  EXPECT_EQ(lemma("NATO", "PROPN", "NNP"), "NATO");
  EXPECT_EQ(lemma("Sept.", "PROPN", "NNP"), "September");
  EXPECT_EQ(lemma("TV", "NOUN", "NN"), "TV");
  EXPECT_EQ(lemma("Norwegian", "ADJ", "JJ"), "Norwegian");
  EXPECT_EQ(lemma("Former", "ADJ", "JJ"), "former");
}

TEST(Lemma, KnowsTheClosedClasses) {
  EXPECT_EQ(lemma("n’t", "PART", "RB"), "not");
  EXPECT_EQ(lemma("ca", "AUX", "MD"), "can");
  EXPECT_EQ(lemma("'s", "PART", "POS"), "'s");
  EXPECT_EQ(lemma("’s", "AUX", "VBZ"), "be");
  EXPECT_EQ(lemma("her", "PRON", "PRP"), "she");
  EXPECT_EQ(lemma("her", "PRON", "PRP$"), "her");
  EXPECT_EQ(lemma("An", "DET", "DT"), "a");
  EXPECT_EQ(lemma("better", "ADJ", "JJR"), "good");
  EXPECT_EQ(lemma("better", "ADV", "RBR"), "well");
  EXPECT_EQ(lemma("largest", "ADJ", "JJS"), "large");
  EXPECT_EQ(lemma("1,200", "NUM", "CD"), "1200");
}

TEST(Lemma, TakesAnyBytes) {
  const std::string huge(1'000'000, 's');
  EXPECT_EQ(lemma(huge, "NOUN", "NNS"), huge);
  for (const std::string_view form : {"", "s", "ed", "ing",
                                      "\xff\xff"
                                      "ed",
                                      "-", "ies", "'s", "'"}) {
    for (const auto& [upos, xpos] : {std::pair{"VERB", "VBD"},
                                     {"VERB", "VBG"},
                                     {"VERB", "VBZ"},
                                     {"NOUN", "NNS"},
                                     {"PROPN", "NNPS"},
                                     {"ADJ", "JJS"},
                                     {"", ""}}) {
      EXPECT_LE(lemma(form, upos, xpos).size(), form.size() + 3);
    }
  }
}

}  // namespace
}  // namespace tidings::language
