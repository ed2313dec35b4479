#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What is known of the world before an article is read: plain values without behaviour. They are written down in the
// files of config/lexicon, whose formats docs/lexicon.md describes, and checked by config when it reads them: every
// country below is in Lexicon::countries, every list of names is without repetition, nothing required is empty.
// Names are as texts print them, in UTF-8 (NFC).
namespace tidings::language {

struct Country {
  std::string alpha2, alpha3;           // ISO 3166-1; Kosovo's are user-assigned
  std::string name;                     // short, in English
  std::vector<std::string> names;       // others
  std::vector<std::string> adjectives;  // may be empty, as may be all that follows
  std::vector<std::string> people;      // one of them or all of them; the plural in -s is not listed
  std::string capital;
  std::vector<std::string> stands_for;  // "Kremlin": said to act where the government does; the capital is not repeated
  std::string belongs_to;               // a territory: alpha-3 of its sovereign
  bool partly_recognised = false;
};

// Inside a country cities stand in descending order of weight.
struct City {
  std::string country;  // alpha-3
  std::string name;
  std::vector<std::string> names;
};

struct Region {
  std::vector<std::string> countries;  // alpha-3; empty where the place is nobody's or too large to say
  std::string name;
  std::vector<std::string> names;
  std::vector<std::string> adjectives;
};

struct Organisation {
  enum class Kind : std::uint8_t { kInternational, kInstitution, kParty, kNews };

  Kind kind = Kind::kInternational;
  std::string code;  // alpha-3 of its country; of an international one its own short name ("NATO")
  std::string sector;
  std::string name;
  std::vector<std::string> names;
};

// Common words that say what somebody or something is. Sectors are PLOVER's, and IGO, NGO, MNC, IMG.
struct Role {
  enum class Kind : std::uint8_t { kOffice, kRank, kPerson, kGroup, kBody };

  Kind kind = Kind::kOffice;
  std::string words;
  std::string sector;
  std::string canonical;  // the words of that role under which all of one meaning meet; its own where it is that one
};

enum class Gender : std::uint8_t { kUnknown, kFemale, kMale };

struct Title {
  std::string words;
  Gender gender = Gender::kUnknown;
};

struct GivenName {
  std::string name;
  Gender gender = Gender::kUnknown;  // unknown: women and men bear it
};

struct OfficeHolder {
  std::string code;    // alpha-3, or the code of an international organisation
  std::string office;  // the canonical words of a role
  std::string name;
  std::vector<std::string> names;  // other spellings
  std::chrono::year_month_day from;
  std::optional<std::chrono::year_month_day> until;  // the last day; none where no end is known
};

struct Lexicon {
  std::vector<Country> countries;
  std::vector<City> cities;
  std::vector<Region> regions;
  std::vector<Organisation> organisations;
  std::vector<Role> roles;
  std::vector<Title> titles;
  std::vector<GivenName> given_names;
  std::vector<OfficeHolder> office_holders;
};

}  // namespace tidings::language
