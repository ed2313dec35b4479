#include "pipeline/extract/event/home.h"

#include <gtest/gtest.h>

#include "tests/extract/known.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

std::string home_in(const std::string& text) {
  const ReadText read(text);
  return homes_of(parsed_of(read, text)).at(0).of_sentence;
}

std::string story_of(const std::string& text, std::uint32_t sentence) {
  const ReadText read(text);
  return homes_of(parsed_of(read, text)).at(sentence).of_story;
}

TEST(Home, IsTheOnlyCountryNamed) {
  EXPECT_EQ(home_in("The minister promised farmers in Denmark a new road."), "DNK");
  EXPECT_EQ(home_in("The minister promised farmers in Denmark and Peru a new road."), "");
  EXPECT_EQ(home_in("The minister promised farmers a new road."), "");
  EXPECT_EQ(home_in("Police arrested nine men near the border with Denmark."), "");
}

TEST(Home, IsNotOfWhomTheySpeak) {
  EXPECT_EQ(home_in("The minister accused Denmark of dumping wheat."), "");
  EXPECT_EQ(home_in("The minister thanked Peru."), "");
  EXPECT_EQ(home_in("The minister left Denmark."), "DNK");
}

TEST(Home, IsTheOnlyCountryOfTheStorySoFar) {
  EXPECT_EQ(story_of("Thousands of Danes marched.\nPolice arrested nine men.\nPeru closed its ports.", 1), "DNK");
  EXPECT_EQ(story_of("Denmark wrote to Peru.\nPolice arrested nine men.", 1), "");
  EXPECT_EQ(story_of("The minister accused Denmark.\nPolice arrested nine men.", 1), "");
  EXPECT_EQ(story_of("The war in Denmark goes on.\nPolice arrested nine men.", 1), "");
}

}  // namespace
}  // namespace tidings::extract
