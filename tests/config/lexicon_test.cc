#include "config/lexicon.h"

#include <gmock/gmock.h>

#include <random>

namespace tidings::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kCountries =
    "# a comment\n"
    "\n"
    "FR | FRA | France | French Republic | French | French; Frenchman | Paris | Élysée; Matignon\n"
    "GF | GUF>FRA | French Guiana | - | French Guianese | = | Cayenne | -\n"
    "XK | *XKX | Kosovo | - | - | - | - | -\n";

std::string wrong(const std::string& file, const std::string& text) {
  return render(parse_lexicon({{"countries.txt", kCountries}, {file, text}}));
}

TEST(Lexicon, HasAHashOfAllItsFiles) {
  const auto hash = [](std::map<std::string, std::string> texts) { return parse_lexicon(texts).hash; };
  const auto first = hash({{"countries.txt", kCountries}, {"titles.txt", "Mr. | m\n"}});
  EXPECT_EQ(first.size(), 64U);
  EXPECT_EQ(first, hash({{"countries.txt", kCountries}, {"titles.txt", "Mr. | m\n"}}));
  EXPECT_NE(first, hash({{"countries.txt", kCountries}, {"titles.txt", "Mr. | -\n"}}));
  EXPECT_NE(first, hash({{"countries.txt", kCountries + "Mr. | m\n"}, {"titles.txt", ""}}));
}

TEST(Lexicon, ReadsACountry) {
  const auto loaded = parse_lexicon({{"countries.txt", kCountries}});
  ASSERT_EQ(render(loaded), "");
  ASSERT_EQ(loaded.lexicon.countries.size(), 3U);
  const auto& france = loaded.lexicon.countries[0];
  EXPECT_EQ(france.alpha2, "FR");
  EXPECT_EQ(france.alpha3, "FRA");
  EXPECT_EQ(france.name, "France");
  EXPECT_THAT(france.names, ElementsAre("French Republic"));
  EXPECT_THAT(france.adjectives, ElementsAre("French"));
  EXPECT_THAT(france.people, ElementsAre("French", "Frenchman"));
  EXPECT_EQ(france.capital, "Paris");
  EXPECT_THAT(france.stands_for, ElementsAre("Élysée", "Matignon"));
  EXPECT_EQ(france.belongs_to, "");
  EXPECT_FALSE(france.partly_recognised);
}

TEST(Lexicon, TellsTerritoriesAndPartlyRecognisedCountries) {
  const auto countries = parse_lexicon({{"countries.txt", kCountries}}).lexicon.countries;
  EXPECT_EQ(countries[1].alpha3, "GUF");
  EXPECT_EQ(countries[1].belongs_to, "FRA");
  EXPECT_THAT(countries[1].people, ElementsAre("French Guianese")) << "= repeats the adjectives";
  EXPECT_EQ(countries[2].alpha3, "XKX");
  EXPECT_TRUE(countries[2].partly_recognised);
  EXPECT_THAT(countries[2].adjectives, IsEmpty());
}

TEST(Lexicon, ReadsEveryOtherKindOfRow) {
  const auto loaded =
      parse_lexicon({{"countries.txt", kCountries},
                     {"cities.txt", "FRA | Dunkirk | Dunkerque"},
                     {"regions.txt", "FRA; GUF | Brittany | - | Breton"},
                     {"organisations.txt", "NATO | IGO | North Atlantic Treaty Organization | NATO; Nato"},
                     {"institutions.txt", "FRA | SPY | DGSE | -"},
                     {"parties.txt", "FRA | PTY | Les Verts | -"},
                     {"agencies.txt", "FRA | JRN | Agence France-Presse | AFP"},
                     {"roles.txt", "president | GOV | office | =\nhead of state | GOV | office | president"},
                     {"ministries.txt", "senate | LEG | body | ="},
                     {"titles.txt", "Mrs. | f\nDr. | -"},
                     {"given_names.txt", "Amélie | f"},
                     {"office_holders.txt",
                      "FRA | president | Émile Loubet | - | 1899-02-18 | 1906-02-18\n"
                      "NATO | president | Nobody | N. Body | 1949-04-04 | -"}});
  ASSERT_EQ(render(loaded), "");
  const auto& lexicon = loaded.lexicon;
  EXPECT_EQ(lexicon.cities.at(0).country, "FRA");
  EXPECT_THAT(lexicon.cities.at(0).names, ElementsAre("Dunkerque"));
  EXPECT_THAT(lexicon.regions.at(0).countries, ElementsAre("FRA", "GUF"));
  EXPECT_THAT(lexicon.regions.at(0).adjectives, ElementsAre("Breton"));
  using Kind = language::Organisation::Kind;
  ASSERT_EQ(lexicon.organisations.size(), 4U);
  EXPECT_EQ(lexicon.organisations[0].kind, Kind::kInternational);
  EXPECT_EQ(lexicon.organisations[0].code, "NATO");
  EXPECT_EQ(lexicon.organisations[1].kind, Kind::kInstitution);
  EXPECT_EQ(lexicon.organisations[1].sector, "SPY");
  EXPECT_EQ(lexicon.organisations[2].kind, Kind::kParty);
  EXPECT_EQ(lexicon.organisations[3].kind, Kind::kNews);
  ASSERT_EQ(lexicon.roles.size(), 3U);
  EXPECT_EQ(lexicon.roles[1].canonical, "president");
  EXPECT_EQ(lexicon.roles[2].canonical, "president");
  EXPECT_EQ(lexicon.roles[0].kind, language::Role::Kind::kBody);
  EXPECT_EQ(lexicon.titles.at(0).gender, language::Gender::kFemale);
  EXPECT_EQ(lexicon.titles.at(1).gender, language::Gender::kUnknown);
  EXPECT_EQ(lexicon.given_names.at(0).name, "Amélie");

  EXPECT_EQ(lexicon.office_holders.at(0).from, std::chrono::year(1899) / 2 / 18);
  EXPECT_EQ(lexicon.office_holders.at(0).until, std::chrono::year(1906) / 2 / 18);
  EXPECT_EQ(lexicon.office_holders.at(1).until, std::nullopt);
}

TEST(Lexicon, PointsAtTheLineAndColumnOfAMistake) {
  EXPECT_EQ(wrong("cities.txt", "# x\nFRA | Orléans | -\nFRX | Évry | -\n"),
            "cities.txt:3:1: unknown country \"FRX\"\n");
  EXPECT_EQ(wrong("regions.txt", "FRA; ÉÉÉ; ZZZ | Brittany | - | -\n"),
            "regions.txt:1:6: unknown country \"ÉÉÉ\"\nregions.txt:1:11: unknown country \"ZZZ\"\n")
      << "columns are characters, not bytes";
}

TEST(Lexicon, RefusesRowsOfAWrongForm) {
  EXPECT_EQ(wrong("cities.txt", "FRA | Paris\n"), "cities.txt:1:1: 2 fields where 3 should be\n");
  EXPECT_EQ(wrong("cities.txt", "FRA | Paris | - | x\n"), "cities.txt:1:1: 4 fields where 3 should be\n");
  EXPECT_EQ(wrong("cities.txt", "FRA | Paris |\n"), "cities.txt:1:14: other names: empty; nothing is written \"-\"\n");
  EXPECT_EQ(wrong("cities.txt", "FRA | - | -\n"), "cities.txt:1:7: name: is required\n");
  EXPECT_EQ(wrong("cities.txt", "FRA | Paris | Lutetia; ; Lutetia\n"),
            "cities.txt:1:24: an empty item in a list\ncities.txt:1:26: \"Lutetia\" twice in one list\n");
}

TEST(Lexicon, RefusesBytesThatAreNoText) {
  EXPECT_EQ(wrong("cities.txt", "FRA | \xC3\xA9\xFF | -\n"), "cities.txt:1:8: is not UTF-8\n");
  EXPECT_EQ(wrong("cities.txt", "FRA | a\tb | -\n"), "cities.txt:1:8: a control character\n");
  EXPECT_EQ(wrong("cities.txt", "FRA | Lyon | -\r\n"), "cities.txt:1:15: a control character\n");
}

TEST(Lexicon, IsBounded) {
  EXPECT_EQ(wrong("cities.txt", "FRA | " + std::string(5000, 'x') + " | -\nFRA | Lyon | -\n"),
            "cities.txt:1:1: a line of 5010 bytes; at most 4096 are allowed\n");
  EXPECT_EQ(wrong("cities.txt", std::string(4 * 1024 * 1024 + 1, '\n')), "cities.txt: larger than 4194304 bytes\n");
  std::string many;
  for (int i = 0; i <= 100'000; ++i) many += "N" + std::to_string(i) + " | f\n";
  EXPECT_EQ(wrong("given_names.txt", many), "given_names.txt:100001:1: more than 100000 rows\n");
}

// Whatever the bytes, the reader comes back, and a name that it took is neither empty nor longer than a line.
TEST(Lexicon, TakesAnyBytes) {
  std::mt19937 random(20260101);  // NOLINT(cert-msc51-cpp): the same bytes in every run
  const std::string alphabet("AZFRaz09|;-=*> \n\n\t\0\xC3\xA9\xFF", 23);
  const std::string_view files[] = {"countries.txt", "cities.txt", "regions.txt",     "organisations.txt",
                                    "roles.txt",     "titles.txt", "given_names.txt", "office_holders.txt"};
  for (int round = 0; round < 400; ++round) {
    std::map<std::string, std::string> texts;
    for (const auto file : files) {
      auto& text = texts[std::string(file)];
      for (int i = 0; i < 200; ++i) text += alphabet[random() % alphabet.size()];
    }
    const auto loaded = parse_lexicon(texts);
    EXPECT_FALSE(loaded.problems.empty());
    for (const auto& title : loaded.lexicon.titles)
      EXPECT_THAT(title.words.size(), testing::AllOf(testing::Gt(0U), testing::Le(4096U)));
  }
}

TEST(Lexicon, RefusesRepetitions) {
  EXPECT_EQ(wrong("cities.txt", "FRA | Lyon | Lugdunum\nGUF | Lyon | -\nFRA | Lyons | Lyon\n"),
            "cities.txt:3:15: \"Lyon\" stands in line 1 already\n");
  EXPECT_EQ(wrong("titles.txt", "Mr | m\nMr | m\n"), "titles.txt:2:1: \"Mr\" stands in line 1 already\n");
  EXPECT_THAT(render(parse_lexicon({{"countries.txt", kCountries + "FQ | FRA | Francia | - | - | - | - | -\n"}})),
              HasSubstr("countries.txt:6:6: \"FRA\" stands in line 3 already"));
}

TEST(Lexicon, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(wrong("organisations.txt", "FRA | IGO | Friends | -\n"),
            "organisations.txt:1:1: \"FRA\" is the code of a country\n");
  EXPECT_EQ(wrong("institutions.txt", "FRA | XYZ | DGSE | -\n"), "institutions.txt:1:7: unknown sector \"XYZ\"\n");
  EXPECT_EQ(wrong("roles.txt", "king | GOV | job | =\n"),
            "roles.txt:1:14: kind: office, rank, person, group or body is expected\n");
  EXPECT_EQ(wrong("roles.txt", "king | GOV | office | monarch\n"),
            "roles.txt:1:23: \"monarch\" is no role whose canonical is \"=\"\n");
  EXPECT_EQ(wrong("titles.txt", "Mr | x\n"), "titles.txt:1:6: gender: f, m or - is expected\n");
  EXPECT_EQ(render(parse_lexicon({{"countries.txt", "fr | FRAN>ABC | France | - | - | - | - | -\n"}})),
            "countries.txt:1:1: alpha-2: two capital letters are expected\n"
            "countries.txt:1:6: alpha-3: three capital letters are expected\n"
            "countries.txt:1:6: unknown country \"ABC\"\n");
}

TEST(Lexicon, RefusesOfficesThatCannotBe) {
  const auto holders = [](const std::string& text) {
    return render(parse_lexicon({{"countries.txt", kCountries},
                                 {"roles.txt", "president | GOV | office | =\n"},
                                 {"office_holders.txt", text}}));
  };
  EXPECT_EQ(holders("FRA | tsar | A B | - | 1899-02-18 | -\n"), "office_holders.txt:1:7: unknown office \"tsar\"\n");
  EXPECT_EQ(holders("NATO | president | A B | - | 1899-02-18 | -\n"),
            "office_holders.txt:1:1: unknown country \"NATO\"\n");
  EXPECT_EQ(holders("FRA | president | A B | - | 1899-02-29 | x\n"),
            "office_holders.txt:1:29: from: a day like 1999-12-31 is expected\n"
            "office_holders.txt:1:42: until: a day like 1999-12-31 is expected\n");
  EXPECT_EQ(holders("FRA | president | A B | - | 1899-02-18 | 1899-02-17\n"),
            "office_holders.txt:1:42: until: before the first day of office\n");
}

}  // namespace
}  // namespace tidings::config
