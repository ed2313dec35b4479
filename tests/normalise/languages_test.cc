#include "pipeline/normalise/languages.h"

#include <gtest/gtest.h>

#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

std::string told(std::string_view text, std::string_view stated = {}) { return language_of(text, stated, 1024); }

TEST(Language, IsToldFromTheText) {
  EXPECT_EQ(told("The bridge at Orsk fell into the river on Monday, the mayor said."), "en");
  EXPECT_EQ(told("Le pont d'Orsk est tombé dans la rivière lundi, a dit le maire de la ville."), "fr");
  EXPECT_EQ(told("Die Brücke von Orsk ist am Montag in den Fluss gestürzt, sagte der Bürgermeister.", "en"), "de");
  EXPECT_EQ(told("Мост через реку в городе Орске упал в понедельник, сказал мэр города."), "ru");
}

TEST(Language, IsUndeterminedWhereItCannotBeTold) {
  EXPECT_EQ(told("12 345 67"), "und");
  EXPECT_EQ(told("Orsk 3, Vell 2"), "und");
}

TEST(Language, IsWhatTheArticleSaysWhereTheTextDoesNotTell) {
  EXPECT_EQ(told("12 345 67", "en-GB"), "en");
  EXPECT_EQ(told("12 345 67", "English"), "und");
}

TEST(Language, PassesOtherLanguagesOn) {
  const auto document = read("Le pont d'Orsk est tombé dans la rivière lundi, a dit le maire de la ville.");
  EXPECT_EQ(document.language, "fr");
  EXPECT_EQ(document.sentences.size(), 1U);
}

std::vector<std::string> passages(std::string_view text) {
  std::vector<record::Foreign> foreign;
  find_foreign(text, foreign);
  const record::CodePoints points(text);
  std::vector<std::string> all;
  for (const auto& passage : foreign)
    all.push_back(passage.language + ": " + std::string(points.text_of(passage.span)));
  return all;
}

TEST(Foreign, IsAPassageInAnotherScript) {
  using Passages = std::vector<std::string>;
  EXPECT_EQ(passages("They begged the mayor [городского голову Тама] Orrin “to build”."),
            Passages{"ru: городского голову Тама"});
  EXPECT_EQ(passages("He said «міст упав» and left."), Passages{"uk: міст упав"});
  EXPECT_EQ(passages("The word γέφυρα is Greek, גשר is Hebrew."), (Passages{"el: γέφυρα", "he: גשר"}));
  EXPECT_EQ(passages("Ödön Çelik of Łódź saw – “everything” – at 5 €."), Passages{});
}

TEST(Foreign, EndsWithTheLine) { EXPECT_EQ(passages("The bridge мост\nмост fell down here.").size(), 2U); }

TEST(Foreign, IsNothingInATextOfThatScript) { EXPECT_TRUE(passages("Мост упал в реку, сказал мэр (Orsk).").empty()); }

TEST(Foreign, IsBounded) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "bridge мост ";
  EXPECT_EQ(passages(text).size(), kPassages);
}

}  // namespace
}  // namespace tidings::normalise
