#include "config/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <set>
#include <span>
#include <system_error>

#include "config/lexicon_rows.h"
#include "pipeline/record/sha256.h"

namespace tidings::config {
namespace {

using language::Country;
using language::Gender;
using language::Organisation;
using language::Role;

// PLOVER's, then those of actors beyond one country.
constexpr std::array kSectors = {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD",
                                 "LAB", "LEG", "MED", "MIL", "OPP", "PRE", "PRM", "PTY", "REB", "REF",
                                 "REL", "SOC", "SPY", "UAF", "UNK", "IGO", "IMG", "MNC", "NGO"};

bool is_upper(std::string_view text, std::size_t size) {
  return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<std::chrono::year_month_day> date_of(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  const auto number = [&](std::size_t at, std::size_t size, auto& into) {
    const auto* end = text.data() + at + size;
    return std::from_chars(text.data() + at, end, into).ptr == end;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// Puts the rows of one file into the lexicon; the files that it names others of must have been read before.
class Reader {
 public:
  Reader(language::Lexicon& lexicon, std::vector<Problem>& problems) : lexicon_(lexicon), problems_(problems) {
    for (const auto& country : lexicon.countries) codes_.insert(country.alpha3);
  }

  void countries(std::string_view text) {
    static constexpr std::array kColumns = {
        Column{"alpha-2"},          Column{"alpha-3"},      Column{"name"},          Column{"other names", true},
        Column{"adjectives", true}, Column{"people", true}, Column{"capital", true}, Column{"stands for", true}};
    std::vector<Field> sovereigns;
    for (const auto& row : read_rows(text, kColumns, problems_)) add_country(row, sovereigns);
    for (const auto& field : sovereigns) known_country(field);
  }

  void cities(std::string_view text) {
    static constexpr std::array kColumns = {Column{"alpha-3"}, Column{"name"}, Column{"other names", true}};
    for (const auto& row : read_rows(text, kColumns, problems_)) {
      known_country(row[0]);
      lexicon_.cities.push_back({std::string(row[0].text), std::string(row[1].text), list(row[2])});
      once(std::string(row[0].text) + '|', row[1], row[2]);
    }
  }

  void regions(std::string_view text) {
    static constexpr std::array kColumns = {Column{"countries", true}, Column{"name"}, Column{"other names", true},
                                            Column{"adjectives", true}};
    for (const auto& row : read_rows(text, kColumns, problems_)) {
      for (const auto& country : items_of(row[0], problems_)) known_country(country);
      lexicon_.regions.push_back({list(row[0]), std::string(row[1].text), list(row[2]), list(row[3])});
      once("", row[1], row[2]);
    }
  }

  void organisations(std::string_view text, Organisation::Kind kind) {
    static constexpr std::array kColumns = {Column{"code"}, Column{"sector"}, Column{"name"},
                                            Column{"other names", true}};
    for (const auto& row : read_rows(text, kColumns, problems_)) {
      if (kind != Organisation::Kind::kInternational) {
        known_country(row[0]);
      } else if (codes_.contains(row[0].text)) {
        complain(row[0], fmt::format("{} is the code of a country", in_quotes(row[0].text)));
      }
      known_sector(row[1]);
      lexicon_.organisations.push_back(
          {kind, std::string(row[0].text), std::string(row[1].text), std::string(row[2].text), list(row[3])});
      once("", row[2], row[3]);
    }
  }

  void roles(std::string_view text) {
    static constexpr std::array kColumns = {Column{"words"}, Column{"sector"}, Column{"kind"}, Column{"canonical"}};
    const auto rows = read_rows(text, kColumns, problems_);
    for (const auto& row : rows) {
      known_sector(row[1]);
      const auto& canonical = row[3].text == "=" ? row[0].text : row[3].text;
      lexicon_.roles.push_back(
          {role_kind(row[2]), std::string(row[0].text), std::string(row[1].text), std::string(canonical)});
      once("", row[0], {});
    }
    std::set<std::string_view> canonical;
    for (const auto& role : lexicon_.roles) {
      if (role.words == role.canonical) canonical.insert(role.words);
    }
    for (const auto& row : rows) {
      if (row[3].text != "=" && !canonical.contains(row[3].text)) {
        complain(row[3], fmt::format("{} is no role whose canonical is \"=\"", in_quotes(row[3].text)));
      }
    }
  }

  void titles(std::string_view text) {
    static constexpr std::array kColumns = {Column{"words"}, Column{"gender", true}};
    for (const auto& row : read_rows(text, kColumns, problems_)) {
      lexicon_.titles.push_back({std::string(row[0].text), gender(row[1])});
      once("", row[0], {});
    }
  }

  void given_names(std::string_view text) {
    static constexpr std::array kColumns = {Column{"name"}, Column{"gender", true}};
    for (const auto& row : read_rows(text, kColumns, problems_)) {
      lexicon_.given_names.push_back({std::string(row[0].text), gender(row[1])});
      once("", row[0], {});
    }
  }

  void office_holders(std::string_view text) {
    static constexpr std::array kColumns = {Column{"code"}, Column{"office"},
                                            Column{"name"}, Column{"other names", true},
                                            Column{"from"}, Column{"until", true}};
    for (const auto& organisation : lexicon_.organisations) codes_.insert(organisation.code);
    std::set<std::string_view> offices;
    for (const auto& role : lexicon_.roles) offices.insert(role.canonical);
    for (const auto& row : read_rows(text, kColumns, problems_)) {
      known_country(row[0]);
      if (!offices.contains(row[1].text)) complain(row[1], fmt::format("unknown office {}", in_quotes(row[1].text)));
      add_holder(row);
    }
  }

 private:
  void add_country(const Row& row, std::vector<Field>& sovereigns) {
    Country country;
    auto code = row[1];
    if (code.text.starts_with('*')) {
      country.partly_recognised = true;
      code.text.remove_prefix(1);
    }
    if (const auto at = code.text.find('>'); at != std::string_view::npos) {
      sovereigns.push_back({code.text.substr(at + 1), code.place});
      country.belongs_to = code.text.substr(at + 1);
      code.text = code.text.substr(0, at);
    }
    if (!is_upper(row[0].text, 2)) complain(row[0], "alpha-2: two capital letters are expected");
    if (!is_upper(code.text, 3)) complain(code, "alpha-3: three capital letters are expected");
    country.alpha2 = row[0].text;
    country.alpha3 = code.text;
    country.name = row[2].text;
    country.names = list(row[3]);
    country.adjectives = list(row[4]);
    country.people = row[5].text == "=" ? country.adjectives : list(row[5]);
    country.capital = row[6].text;
    country.stands_for = list(row[7]);
    once("alpha-2 ", row[0], {});
    once("alpha-3 ", code, {});
    once("", row[2], {});
    codes_.insert(country.alpha3);
    lexicon_.countries.push_back(std::move(country));
  }

  void add_holder(const Row& row) {
    const auto from = date_of(row[4].text);
    const auto until = date_of(row[5].text);
    if (!from) complain(row[4], "from: a day like 1999-12-31 is expected");
    if (!row[5].text.empty() && !until) complain(row[5], "until: a day like 1999-12-31 is expected");
    if (from && until && *until < *from) complain(row[5], "until: before the first day of office");
    once(fmt::format("{}|{}|{}|", row[0].text, row[1].text, row[4].text), row[2], {});
    lexicon_.office_holders.push_back({std::string(row[0].text), std::string(row[1].text), std::string(row[2].text),
                                       list(row[3]), from.value_or(std::chrono::year_month_day{}), until});
  }

  // A name belongs to one row of a file (of a country, where `scope` says so).
  void once(std::string_view scope, const Field& name, const Field& others) {
    auto names = items_of(others, ignored_);
    names.push_back(name);
    for (const auto& field : names) {
      const auto [seen, added] = seen_.try_emplace(std::string(scope) + std::string(field.text), field.place.line);
      if (!added) complain(field, fmt::format("{} stands in line {} already", in_quotes(field.text), seen->second));
    }
  }

  void known_country(const Field& field) {
    if (!codes_.contains(field.text)) complain(field, fmt::format("unknown country {}", in_quotes(field.text)));
  }

  void known_sector(const Field& field) {
    if (std::find(kSectors.begin(), kSectors.end(), field.text) == kSectors.end()) {
      complain(field, fmt::format("unknown sector {}", in_quotes(field.text)));
    }
  }

  Role::Kind role_kind(const Field& field) {
    if (field.text == "office") return Role::Kind::kOffice;
    if (field.text == "rank") return Role::Kind::kRank;
    if (field.text == "person") return Role::Kind::kPerson;
    if (field.text == "group") return Role::Kind::kGroup;
    if (field.text != "body") complain(field, "kind: office, rank, person, group or body is expected");
    return Role::Kind::kBody;
  }

  Gender gender(const Field& field) {
    if (field.text == "f") return Gender::kFemale;
    if (field.text == "m") return Gender::kMale;
    if (!field.text.empty()) complain(field, "gender: f, m or - is expected");
    return Gender::kUnknown;
  }

  std::vector<std::string> list(const Field& field) {
    std::vector<std::string> texts;
    for (const auto& item : items_of(field, problems_)) texts.emplace_back(item.text);
    return texts;
  }

  void complain(const Field& field, std::string text) { problems_.push_back({field.place, std::move(text)}); }

  language::Lexicon& lexicon_;
  std::vector<Problem>& problems_;
  std::vector<Problem> ignored_;  // what list() has said already
  std::set<std::string, std::less<>> codes_;
  std::map<std::string, int> seen_;  // name to line
};

struct File {
  const char* name;
  void (*read)(Reader& reader, std::string_view text);
};

// In the order in which they are read.
constexpr std::array kFiles = {
    File{"countries.txt", [](Reader& r, std::string_view text) { r.countries(text); }},
    File{"cities.txt", [](Reader& r, std::string_view text) { r.cities(text); }},
    File{"regions.txt", [](Reader& r, std::string_view text) { r.regions(text); }},
    File{"organisations.txt",
         [](Reader& r, std::string_view text) { r.organisations(text, Organisation::Kind::kInternational); }},
    File{"institutions.txt",
         [](Reader& r, std::string_view text) { r.organisations(text, Organisation::Kind::kInstitution); }},
    File{"parties.txt", [](Reader& r, std::string_view text) { r.organisations(text, Organisation::Kind::kParty); }},
    File{"agencies.txt", [](Reader& r, std::string_view text) { r.organisations(text, Organisation::Kind::kNews); }},
    File{"ministries.txt", [](Reader& r, std::string_view text) { r.roles(text); }},
    File{"roles.txt", [](Reader& r, std::string_view text) { r.roles(text); }},
    File{"titles.txt", [](Reader& r, std::string_view text) { r.titles(text); }},
    File{"given_names.txt", [](Reader& r, std::string_view text) { r.given_names(text); }},
    File{"office_holders.txt", [](Reader& r, std::string_view text) { r.office_holders(text); }},
};

// Empty where it cannot be read; errno says why.
std::optional<std::string> content_of(const std::filesystem::path& file) {
  constexpr std::size_t kMost = 4 * 1024 * 1024 + 1;  // one byte more than read_rows() takes
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string text(kMost, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  text.shrink_to_fit();
  if (!in.eof() && text.size() < kMost) return std::nullopt;
  return text;
}

}  // namespace

LoadedLexicon parse_lexicon(const std::map<std::string, std::string>& texts) {
  LoadedLexicon loaded;
  record::Sha256 hash;
  for (const auto& file : kFiles) {
    const auto found = texts.find(file.name);
    if (found == texts.end()) continue;
    std::vector<Problem> problems;
    Reader reader(loaded.lexicon, problems);
    file.read(reader, found->second);
    if (!problems.empty()) loaded.problems.emplace(file.name, std::move(problems));
    hash.update(fmt::format("{} {}\n", file.name, found->second.size()));
    hash.update(found->second);
  }
  loaded.hash = hash.hex();
  return loaded;
}

LoadedLexicon load_lexicon(const std::filesystem::path& folder) {
  std::map<std::string, std::string> texts;
  std::map<std::string, std::vector<Problem>> unread;
  for (const auto& file : kFiles) {
    auto text = content_of(folder / file.name);
    if (text) {
      texts.emplace(file.name, std::move(*text));
    } else {
      const auto reason = std::error_code(errno, std::generic_category()).message();
      unread[file.name].push_back({{}, "cannot be read: " + reason});
    }
  }
  auto loaded = parse_lexicon(texts);
  loaded.problems.merge(unread);
  return loaded;
}

std::string render(const LoadedLexicon& loaded, const std::filesystem::path& folder) {
  std::string text;
  for (const auto& [file, problems] : loaded.problems) text += render((folder / file).string(), problems);
  return text;
}

}  // namespace tidings::config
