#include "pipeline/extract/event/home.h"

#include <gtest/gtest.h>

#include "tests/extract/known.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

std::string home_in(const std::string& text) {
  const ReadText read(text);
  return only_country(parsed_of(read, text), 0);
}

TEST(Home, IsTheOnlyCountryNamed) {
  EXPECT_EQ(home_in("The minister promised farmers in Denmark a new road."), "DNK");
  EXPECT_EQ(home_in("The minister promised farmers in Denmark and Peru a new road."), "");
  EXPECT_EQ(home_in("The minister promised farmers a new road."), "");
}

TEST(Home, IsNotOfWhomTheySpeak) {
  EXPECT_EQ(home_in("The minister accused Denmark of dumping wheat."), "");
  EXPECT_EQ(home_in("The minister thanked Peru."), "");
  EXPECT_EQ(home_in("The minister left Denmark."), "DNK");
}

}  // namespace
}  // namespace tidings::extract
