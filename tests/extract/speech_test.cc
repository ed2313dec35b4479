#include "pipeline/extract/quote/speech.h"

#include <gmock/gmock.h>

#include "config/lexicon.h"
#include "pipeline/record/names.h"
#include "tests/extract/known.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> quoted(const std::string& text) {
  std::vector<std::string> found;
  for (const auto& quotation : find_quotations(text)) {
    found.push_back((quotation.resumed ? "+" : "") + text.substr(quotation.begin, quotation.end - quotation.begin));
  }
  return found;
}

TEST(Quotations, StandBetweenMarks) {
  EXPECT_THAT(quoted("He said \"yes\" and “no” and «maybe»."), ElementsAre("yes", "no", "maybe"));
  EXPECT_THAT(quoted("It's the men's 5\" pipe."), IsEmpty());
  EXPECT_THAT(quoted("“He called it “odd” again”, she said."), ElementsAre("He called it “odd” again"));
}

TEST(Quotations, EndWithTheirParagraphUnlessTheyAreTakenUpAgain) {
  EXPECT_THAT(quoted("“We will see.\n\n“Then we will go.” He left."), ElementsAre("We will see.", "+Then we will go."));
  EXPECT_THAT(quoted("He said “we will see.\n\nThen he left."), IsEmpty());
  EXPECT_THAT(quoted("\"\"\"\"“““"), testing::SizeIs(testing::Le(2)));
}

// "kind speaker (verb): text" of each.
std::vector<std::string> told(const std::string& text) {
  const ReadText read(text);
  const auto mentions = mentions_in(read);
  std::vector<std::string> lines;
  for (const auto& speech : find_speech(text, read.tokens(), read.tree(), mentions)) {
    const auto verb = speech.verb == kNoWord ? "" : std::string(read.tree().lemma(speech.verb));
    lines.push_back(std::string(record::name_of(speech.kind)) + " " + mentions.all[speech.speaker].name + " (" + verb +
                    "): " + text.substr(speech.begin, speech.end - speech.begin));
  }
  return lines;
}

TEST(Speech, IsTheSubjectsOfTheVerb) {
  EXPECT_THAT(told("“The road is closed,” Jens Holm said."),
              ElementsAre("direct Jens Holm (say): The road is closed,"));
  EXPECT_THAT(told("“The road is closed,” said Jens Holm."),
              ElementsAre("direct Jens Holm (say): The road is closed,"));
  EXPECT_THAT(told("Jens Holm said the road was “a disgrace”."), ElementsAre("partial Jens Holm (say): a disgrace"));
  EXPECT_THAT(told("Jens Holm said that the road was closed."),
              ElementsAre("indirect Jens Holm (say): the road was closed"));
}

// Whom each is said to; "-" where the text names nobody.
std::vector<std::string> heard_by(const std::string& text) {
  const ReadText read(text);
  const auto mentions = mentions_in(read);
  std::vector<std::string> names;
  for (const auto& speech : find_speech(text, read.tokens(), read.tree(), mentions))
    names.push_back(speech.addressee == Mentions::kNone ? "-" : mentions.all[speech.addressee].name);
  return names;
}

TEST(Speech, MayNameWhomItIsSaidTo) {
  EXPECT_THAT(heard_by("Jens Holm told Peter Berg that the road was closed."), ElementsAre("Peter Berg"));
  EXPECT_THAT(heard_by("“The road is closed,” Jens Holm told the ministers."), ElementsAre("ministers"));
  EXPECT_THAT(heard_by("Jens Holm said that the road was closed."), ElementsAre("-"));
  EXPECT_THAT(heard_by("Jens Holm said that Denmark had closed the road to Peru."), ElementsAre("-"));
}

TEST(Speech, IsNoFragment) {
  EXPECT_THAT(told("Jens Holm left, adding that talks with Peru had stalled."),
              ElementsAre("indirect Jens Holm (add): talks with Peru had stalled"));
  EXPECT_THAT(told("Denmark asked Peru to leave, the minister's office said in a statement."), IsEmpty());
}

TEST(Speech, IsWhatWasSaidAndNotWhenOrWhetherItWas) {
  EXPECT_THAT(told("Jens Holm promised to say something before the day is out."), IsEmpty());
  EXPECT_THAT(told("Jens Holm did not say that the road was closed."), IsEmpty());
  EXPECT_THAT(told("Jens Holm will say that the road is closed."), IsEmpty());
  EXPECT_THAT(told("Jens Holm refused to say that the road was closed."), IsEmpty());
  EXPECT_THAT(told("Jens Holm has said that the road is closed."),
              ElementsAre("indirect Jens Holm (say): the road is closed"));
}

TEST(Speech, OfSomebodyUnknownIsNobodyElses) {
  EXPECT_THAT(told("Jens Holm came late. “So there will be no feast,” a relation of the cook said. He laughed."),
              IsEmpty());
}

TEST(Speech, MayBeToldByAccordingTo) {
  EXPECT_THAT(told("According to Jens Holm, “the road is closed.”"),
              ElementsAre("direct Jens Holm (accord): the road is closed."));
}

TEST(Speech, GoesOnInTheNextSentence) {
  EXPECT_THAT(
      told("“The road is closed,” Jens Holm said.\n“We will open it soon.”"),
      ElementsAre("direct Jens Holm (say): The road is closed,", "direct Jens Holm (say): We will open it soon."));
}

TEST(Speech, ByHimIsNotByWhomHeNames) {
  EXPECT_THAT(told("Jens Holm met the press.\n“We waited for Peter Berg,” he said."),
              ElementsAre("direct Jens Holm (say): We waited for Peter Berg,"));
}

TEST(Speech, MarksAroundANameAreNone) {
  EXPECT_THAT(told("Jens “the Fox” Holm closed the road."), IsEmpty());
  EXPECT_THAT(told("The ship “Aurora” sank."), IsEmpty());
}

TEST(Speech, BySomebodyUnnamedIsTheirs) {
  EXPECT_THAT(told("“We want bread,” said one of the protesters."),
              ElementsAre("direct one of the protesters (say): We want bread,"));
}

}  // namespace
}  // namespace tidings::extract
