#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "config/lexicon.h"

// The files that are shipped: whole, without a mistake, and not fewer than they were.
namespace tidings::config {
namespace {

using testing::Contains;
using testing::HasSubstr;

class ShippedLexicon : public testing::Test {
 protected:
  static void SetUpTestSuite() { loaded_ = load_lexicon(TIDINGS_SOURCE_DIR "/config/lexicon"); }
  static void TearDownTestSuite() { loaded_ = {}; }

  static const language::Lexicon& lexicon() { return loaded_.lexicon; }

  static const language::Country* country(std::string_view alpha3) {
    const auto& all = lexicon().countries;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.alpha3 == alpha3; });
    return found == all.end() ? nullptr : &*found;
  }

  static LoadedLexicon loaded_;
};
LoadedLexicon ShippedLexicon::loaded_;

TEST_F(ShippedLexicon, HasNoMistake) { EXPECT_EQ(render(loaded_), ""); }

TEST_F(ShippedLexicon, HasEveryCountryOfIso3166AndKosovo) {
  EXPECT_EQ(lexicon().countries.size(), 249U + 1U);
  EXPECT_NE(country("XKX"), nullptr);
}

TEST_F(ShippedLexicon, HasTheCountriesThatAreEasilyMistaken) {
  const std::vector<std::pair<std::string, std::string>> codes = {
      {"AUS", "Australia"},     {"AUT", "Austria"},
      {"BDI", "Burundi"},       {"BGR", "Bulgaria"},
      {"CHE", "Switzerland"},   {"CHN", "China"},
      {"DZA", "Algeria"},       {"GIN", "Guinea"},
      {"GNB", "Guinea-Bissau"}, {"GNQ", "Equatorial Guinea"},
      {"IRL", "Ireland"},       {"IRN", "Iran"},
      {"IRQ", "Iraq"},          {"LBN", "Lebanon"},
      {"LBR", "Liberia"},       {"LBY", "Libya"},
      {"NER", "Niger"},         {"NGA", "Nigeria"},
      {"PRK", "North Korea"},   {"KOR", "South Korea"},
      {"SVK", "Slovakia"},      {"SVN", "Slovenia"},
      {"SWE", "Sweden"},        {"TCD", "Chad"},
      {"ZAF", "South Africa"}};
  for (const auto& [code, name] : codes) {
    ASSERT_NE(country(code), nullptr) << code;
    EXPECT_EQ(country(code)->name, name);
  }
}

TEST_F(ShippedLexicon, NamesWhatStandsForAGovernment) {
  EXPECT_THAT(country("RUS")->stands_for, Contains("Kremlin"));
  EXPECT_THAT(country("USA")->stands_for, Contains("White House"));
  EXPECT_THAT(country("GBR")->stands_for, Contains("Downing Street"));
}

TEST_F(ShippedLexicon, ListsEveryCapitalAmongTheCities) {
  const auto& cities = lexicon().cities;
  for (const auto& country : lexicon().countries) {
    if (country.capital.empty()) continue;
    EXPECT_TRUE(
        std::any_of(cities.begin(), cities.end(),
                    [&](const auto& city) { return city.country == country.alpha3 && city.name == country.capital; }))
        << country.name << ": " << country.capital;
  }
}

TEST_F(ShippedLexicon, EveryOrdinaryCountryHasACapitalAndAnAdjective) {
  for (const auto& country : lexicon().countries) {
    const bool city_state =
        country.alpha3 == "MCO" || country.alpha3 == "SGP" || country.alpha3 == "VAT" || country.alpha3 == "SMR";
    if (!country.belongs_to.empty() || country.alpha3 == "ATA") continue;
    EXPECT_NE(country.capital.empty(), !city_state) << country.name;
    EXPECT_FALSE(country.adjectives.empty()) << country.name;
  }
}

TEST_F(ShippedLexicon, HasNoFewerRowsThanWereChecked) {
  const auto& all = lexicon();
  const auto of = [&](language::Organisation::Kind kind) {
    return std::count_if(all.organisations.begin(), all.organisations.end(),
                         [&](const auto& organisation) { return organisation.kind == kind; });
  };
  using Kind = language::Organisation::Kind;
  EXPECT_GE(all.cities.size(), 3000U);
  EXPECT_GE(all.regions.size(), 600U);
  EXPECT_GE(of(Kind::kInternational), 340);
  EXPECT_GE(of(Kind::kInstitution), 440);
  EXPECT_GE(of(Kind::kParty), 120);
  EXPECT_GE(of(Kind::kNews), 250);
  EXPECT_GE(all.roles.size(), 800U);
  EXPECT_GE(all.titles.size(), 100U);
  EXPECT_GE(all.given_names.size(), 1250U);
  EXPECT_GE(all.office_holders.size(), 490U);
}

TEST_F(ShippedLexicon, KnowsWhoHeldAnOfficeOnADay) {
  using std::chrono::year;
  const auto holder = [](std::string_view code, std::string_view office, std::chrono::year_month_day day) {
    std::vector<std::string> names;
    for (const auto& held : lexicon().office_holders) {
      if (held.code == code && held.office == office && held.from <= day && (!held.until || day <= *held.until))
        names.push_back(held.name);
    }
    return names;
  };
  EXPECT_THAT(holder("USA", "president", year(2022) / 1 / 21), testing::ElementsAre("Joe Biden"));
  EXPECT_THAT(holder("USA", "foreign minister", year(2022) / 1 / 21), testing::ElementsAre("Antony Blinken"));
  EXPECT_THAT(holder("RUS", "foreign minister", year(2022) / 1 / 21), testing::ElementsAre("Sergei Lavrov"));
  EXPECT_THAT(holder("FRA", "president", year(1990) / 1 / 1), testing::ElementsAre("François Mitterrand"));
}

TEST(LexiconFiles, SaysWhichFileCannotBeRead) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("lexicon." + std::to_string(::getpid()));
  const auto text = render(load_lexicon(folder));
  EXPECT_THAT(text, HasSubstr("cities.txt: cannot be read: No such file or directory\n"));
  EXPECT_THAT(text, HasSubstr("office_holders.txt: cannot be read: No such file or directory\n"));
}

}  // namespace
}  // namespace tidings::config
