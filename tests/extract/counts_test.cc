#include "pipeline/extract/event/counts.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "pipeline/record/names.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string described(const Quantity& quantity) {
  auto text = fmt::format("{}", quantity.value);
  if (quantity.bound != record::Bound::kExact) text = std::string(record::name_of(quantity.bound)) + " " + text;
  if (quantity.about) text = "about " + text;
  return text + (quantity.currency.empty() ? "" : " ") + std::string(quantity.currency);
}

std::vector<Quantity> quantities_in(const ReadText& read) {
  return quantities_of(read.tree(), 0, read.tree().size(), std::vector<bool>(read.tree().size(), false));
}

std::vector<std::string> numbers(const std::string& text) {
  const ReadText read(text);
  std::vector<std::string> found;
  for (const auto& quantity : quantities_in(read)) found.push_back(described(quantity));
  return found;
}

// "what number by word" of each.
std::vector<std::string> counted(const std::string& text) {
  const ReadText read(text);
  std::vector<std::string> found;
  for (const auto& count : counts_of(read.tree(), 0, read.tree().size(), quantities_in(read)))
    found.push_back(std::string(count.what) + " " + described(count.quantity) + " by " +
                    std::string(read.tree().form(count.word)));
  return found;
}

TEST(Quantities, AreReadInDigitsAndWords) {
  EXPECT_THAT(numbers("The army lost 1,200 men and twenty-five tanks."), ElementsAre("1200", "25"));
  EXPECT_THAT(numbers("They found two dozen boats, three hundred rifles and 1.5 million rounds."),
              ElementsAre("24", "300", "1500000"));
}

TEST(Quantities, SayWhatBoundsThem) {
  EXPECT_THAT(numbers("Nearly 100,000 men fled."), ElementsAre("about 100000"));
  EXPECT_THAT(numbers("At least 12 men, and up to 30 women, fled."), ElementsAre("at_least 12", "at_most 30"));
  EXPECT_THAT(numbers("No fewer than 40 men fled."), ElementsAre("at_least 40"));
  EXPECT_THAT(numbers("Between 20 and 30 men fled."), ElementsAre("about at_least 20"));
  EXPECT_THAT(numbers("Hundreds of thousands of people fled."), ElementsAre("about at_least 100000"));
  EXPECT_THAT(numbers("Several hundred people fled."), ElementsAre("about at_least 100"));
}

TEST(Quantities, HaveACurrencyWhereTheyAreMoney) {
  EXPECT_THAT(numbers("They paid $1.2 billion."), ElementsAre("1200000000 USD"));
  EXPECT_THAT(numbers("They paid about 20 million yen and €5,000."), ElementsAre("about 20000000 JPY", "5000 EUR"));
  EXPECT_THAT(numbers("They signed a 500-million-euro loan."), ElementsAre("500000000 EUR"));
}

TEST(Quantities, AreNoMeasuresScoresOrOrdinals) {
  EXPECT_THAT(numbers("A 12-year-old boy came third with 30 percent."), IsEmpty());
  EXPECT_THAT(numbers("Holm beat Vik 3-1 in the second round."), IsEmpty());
}

TEST(Counts, TellWhatBecameOfPeople) {
  EXPECT_THAT(counted("Rebels attacked a village, killing two dozen soldiers and injuring 30 others."),
              ElementsAre("killed 24 by killing", "injured 30 by injuring"));
  EXPECT_THAT(counted("The bombing in Selmar killed 12 people and wounded at least 30."),
              ElementsAre("killed 12 by killed", "injured at_least 30 by wounded"));
  EXPECT_THAT(counted("Hundreds of men were arrested."), ElementsAre("arrested about at_least 100 by arrested"));
  EXPECT_THAT(counted("The attack left 12 dead and 30 wounded."),
              ElementsAre("killed 12 by dead", "injured 30 by wounded"));
  EXPECT_THAT(counted("Twelve miners died."), ElementsAre("killed 12 by died"));
}

TEST(Counts, AddUpThoseOfOneVerb) {
  EXPECT_THAT(counted("The army killed two rebels and a farmer."), ElementsAre("killed 3 by killed"));
  EXPECT_THAT(counted("The army killed 15 rebels, including two women."),
              ElementsAre("killed 15 by killed", "people 2 by women"));
  EXPECT_THAT(counted("The army killed a group of rebels."), IsEmpty());
}

TEST(Counts, TellWhatNounsAre) {
  EXPECT_THAT(counted("Norland has amassed 100,000 troops near the border."), ElementsAre("troops 100000 by troops"));
  EXPECT_THAT(counted("Thousands rallied in the capital."), ElementsAre("people about at_least 1000 by Thousands"));
  EXPECT_THAT(counted("The town has 5,000 trees."), IsEmpty());
}

}  // namespace
}  // namespace tidings::extract
