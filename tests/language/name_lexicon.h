#pragma once

#include "pipeline/language/lexicon.h"

namespace tidings::language {

// A small world to find names in.
inline Lexicon small_lexicon() {
  Lexicon lexicon;
  lexicon.countries = {{"US",
                        "USA",
                        "United States",
                        {"US", "U.S."},
                        {"American", "US"},
                        {"American"},
                        "Washington",
                        {"White House"},
                        {}},
                       {"RU", "RUS", "Russia", {}, {"Russian"}, {"Russian"}, "Moscow", {"Kremlin", "the Kremlin"}, {}},
                       {"GE", "GEO", "Georgia", {}, {"Georgian"}, {"Georgian"}, "Tbilisi", {}, {}}};
  lexicon.cities = {
      {"USA", "Washington", {}}, {"RUS", "Moscow", {}}, {"CHE", "Zürich", {"Zurich"}}, {"GBR", "St. John's", {}}};
  lexicon.regions = {{{"USA"}, "Georgia", {}, {}}, {{}, "Middle East", {}, {"Middle Eastern"}}};
  lexicon.organisations = {
      {Organisation::Kind::kInternational, "UN", "IGO", "United Nations", {"UN"}},
      {Organisation::Kind::kInternational, "WHO", "IGO", "World Health Organization", {"WHO"}},
      {Organisation::Kind::kInternational, "UNESCO", "IGO", "Educational, Scientific and Cultural Organization", {}}};
  lexicon.roles = {{Role::Kind::kOffice, "secretary of state", "GOV", "foreign minister"},
                   {Role::Kind::kOffice, "deputy foreign minister", "GOV", "deputy foreign minister"},
                   {Role::Kind::kOffice, "prime minister", "GOV", "prime minister"},
                   {Role::Kind::kBody, "foreign ministry", "GOV", "foreign ministry"}};
  lexicon.titles = {{"Mr.", Gender::kMale}, {"Sir", Gender::kMale}};
  lexicon.given_names = {{"Anthony", Gender::kMale}, {"Sergei", Gender::kMale}};
  lexicon.office_holders = {{"USA", "president", "Abraham Lincoln", {}, {}, {}},
                            {"USA", "senator", "Abraham Lincoln", {}, {}, {}}};
  return lexicon;
}

}  // namespace tidings::language
