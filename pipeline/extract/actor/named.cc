#include "pipeline/extract/actor/named.h"

#include <algorithm>

#include "pipeline/extract/actor/codes.h"

namespace tidings::extract {
namespace {

using language::Entry;
using language::Name;
using language::NameKind;
using language::Relation;
using language::Role;
using record::ActorKind;

// Heads of phrases that say of the name what it is: "Blinken, the secretary of state", "the secretary, Blinken".
std::vector<Word> apposed_to(const Tree& tree, const Name& name) {
  std::vector<Word> words;
  for (auto word = name.begin; word < name.end; ++word) {
    for (const auto child : tree.children(word)) {
      if (tree.relation(child) == Relation::kAppos) words.push_back(child);
    }
    const auto relation = tree.relation(word);
    const bool said_of_head =
        relation == Relation::kAppos || relation == Relation::kFlat || relation == Relation::kNmodDesc;
    const auto head = tree.head(word);
    if (said_of_head && head != kNoWord && (head < name.begin || head >= name.end)) words.push_back(head);
  }
  return words;
}

void fill_from_apposition(const Ground& ground, const Name& name, Mention& mention) {
  for (const auto word : apposed_to(ground.tree(), name)) {
    if (ground.name_at(word) != nullptr) continue;
    const auto office = ground.office_at(word);
    if (office.role == nullptr) continue;
    const auto code = code_of_noun(ground, word, office.begin);
    if (mention.position.empty()) take_office(ground, office, mention);
    if (mention.code.empty()) mention.code = code;
    mention.via = "apposition";
    return;
  }
}

// Who held an office on the day and bears this name; by the family name alone only where one person does.
const language::OfficeHolder* holder_of(const Ground& ground, const Holders& holders, const Name& name,
                                        std::string_view words) {
  const auto day = ground.day();
  if (!day) return nullptr;
  // "Francis" alone may be anybody.
  if (name.end - name.begin == 1) return holders.by_family_name(words, *day);
  for (const auto& entry : ground.entries(name)) {
    if (entry.list != Entry::List::kOfficeHolder) continue;
    const auto& holder = ground.lexicon().office_holders[entry.row];
    if (Holders::in_office(holder, *day)) return &holder;
  }
  return nullptr;
}

void fill_from_holders(const Ground& ground, const Holders& holders, const Name& name, Mention& mention) {
  const auto* holder = holder_of(ground, holders, name, mention.name);
  if (holder == nullptr) return;
  mention.code = holder->code;
  mention.position = holder->office;
  mention.name = holder->name;
  mention.via = "office";
  mention.sector = holders.sector_of(holder->office);
}

// "President Reagan", long after he was one; without an office only by the full name, for "Reagan" may be anybody.
std::string_view home_of(const Holders& holders, const Name& name, const Mention& mention) {
  if (!mention.position.empty()) {
    if (const auto code = holders.home_of(mention.name, mention.position); !code.empty()) return code;
  }
  return name.end - name.begin > 1 ? holders.home_of(mention.name, "") : std::string_view();
}

void fill_person(const Ground& ground, const Holders& holders, const Name& name, Mention& mention) {
  mention.kind = ActorKind::kPerson;
  mention.via = "name";
  for (const auto& entry : ground.entries(name)) {  // one spelling for all
    if (entry.list == Entry::List::kOfficeHolder) mention.name = ground.lexicon().office_holders[entry.row].name;
  }
  if (const auto office = ground.office_among(name.title, name.begin); office.role != nullptr) {
    take_office(ground, office, mention);
    mention.code = code_before(ground, office.begin);
    if (mention.code.empty()) mention.code = code_among(ground, office.end, name.begin);
    mention.via = "title";
  }
  if (mention.code.empty()) mention.code = code_before(ground, name.title);
  if (mention.position.empty() || mention.code.empty()) fill_from_apposition(ground, name, mention);
  if (mention.code.empty() && mention.position.empty()) fill_from_holders(ground, holders, name, mention);
  if (mention.code.empty()) mention.code = code_behind(ground, name);
  if (mention.code.empty()) mention.code = home_of(holders, name, mention);
}

// "NATO Council", "OSCE Mission": an organ of the organisation or country that begins its name.
std::string code_of_whole(const Ground& ground, const Name& name) {
  for (auto end = name.end - 1; end > name.begin; --end) {
    Name whole = name;
    whole.end = end;
    for (const auto& entry : ground.entries_of_any_kind(whole)) {
      const bool acts = entry.list == Entry::List::kOrganisation || entry.list == Entry::List::kCountry;
      if (!acts) continue;
      if (const auto code = ground.dictionary().code(entry); !code.empty()) return std::string(code);
    }
  }
  return {};
}

// "Peru's Congress": where the lexicon knows a parliament by a word that others use as well, the country beside it
// counts.
bool is_parliament_of_another(const Ground& ground, const Name& name, const language::Organisation& known,
                              Mention& mention) {
  if (known.sector != "LEG" || known.name == mention.name) return false;
  auto home = code_of_noun(ground, name.end - 1, name.begin);
  if (home.empty() || home == known.code) return false;
  mention.code = std::move(home);
  return true;
}

// "ELN" of "the National Liberation Army (ELN)", or null.
const Name* abbreviation_of(const Ground& ground, const Name& name) {
  const bool opens = name.end + 2 < ground.tree().size() && ground.tree().form(name.end) == "(";
  return opens && ground.tree().form(name.end + 2) == ")" ? ground.name_at(name.end + 1) : nullptr;
}

// Of several that bear a name, or whose abbreviation stands beside it, the one whose country the document tells of.
const language::Organisation* organisation_of(const Ground& ground, const Name& name) {
  const language::Organisation* first = nullptr;
  const auto* abbreviation = abbreviation_of(ground, name);
  for (const auto* one : {&name, abbreviation}) {
    if (one == nullptr || (one == abbreviation && first == nullptr)) continue;
    for (const auto& entry : ground.entries(*one)) {
      if (entry.list != Entry::List::kOrganisation) continue;
      const auto& organisation = ground.lexicon().organisations[entry.row];
      if (ground.tells_of(organisation.code)) return &organisation;
      if (first == nullptr) first = &organisation;
    }
  }
  return first;
}

void fill_organisation(const Ground& ground, const Name& name, Mention& mention) {
  mention.kind = ActorKind::kOrganisation;
  mention.via = "name";
  if (const auto* organisation = organisation_of(ground, name)) {
    mention.code = organisation->code;
    mention.sector = organisation->sector;
    if (!is_parliament_of_another(ground, name, *organisation, mention)) mention.name = organisation->name;
    return;
  }
  for (const auto& entry : ground.entries(name)) {
    if (entry.list == Entry::List::kBody) {
      mention.sector = ground.lexicon().roles[entry.row].sector;
      mention.position = ground.lexicon().roles[entry.row].canonical;
    }
  }
  mention.code = code_of_whole(ground, name);
  if (mention.code.empty()) mention.code = code_of_noun(ground, name.end - 1, name.begin);
}

void fill_place(const Ground& ground, const Name& name, Mention& mention) {
  mention.kind = ActorKind::kPlace;
  mention.via = "name";
  mention.acts = false;
  for (const auto& entry : ground.entries_of_any_kind(name)) {
    mention.code = ground.dictionary().code(entry);
    if (mention.code.empty()) continue;
    if (entry.list == Entry::List::kCountry) mention.name = ground.lexicon().countries[entry.row].name;
    mention.acts = entry.list == Entry::List::kCountry;
    const bool seat = entry.sense == Entry::Sense::kCapital || entry.sense == Entry::Sense::kSeat;
    if (seat) mention.name = ground.joined(name.begin, name.end);
    if (seat) mention.via = "seat";
    return;
  }
}

// An adjective of a people belongs to the noun behind it; "the Spanish", "Spaniards" stand alone.
bool acts_alone(const Tree& tree, const Name& name) {
  const auto last = name.end - 1;
  return tree.is_noun(last) && tree.relation(last) != Relation::kCompound && tree.relation(last) != Relation::kAmod;
}

void fill_group(const Ground& ground, const Name& name, Mention& mention) {
  mention.kind = ActorKind::kGroup;
  mention.via = acts_alone(ground.tree(), name) ? "name" : "adjective";
  mention.code = code_of_people_before(ground, name.begin);
  if (mention.code.empty()) mention.code = code_of_name(ground, name);
}

// "Vok met Holm" with Vok taken for a company: what the network guesses is no more than the one who holds an office.
bool is_holder(const Ground& ground, const Holders& holders, const Name& name) {
  const bool guessed = name.kind != NameKind::kPerson && name.source == language::NameSource::kContext;
  const bool known = name.end - name.begin > 1 || !ground.entries_of_any_kind(name).empty();
  if (!guessed || known || !ground.day()) return false;
  return holders.by_family_name(ground.joined(name.begin, name.end), *ground.day()) != nullptr;
}

// The network may take a palace that speaks for an organisation; the lexicon knows better.
bool is_seat(const Ground& ground, const Name& name) {
  return ground.entries(name).empty() && std::ranges::any_of(ground.entries_of_any_kind(name), [](const Entry& entry) {
           return entry.sense == Entry::Sense::kSeat;
         });
}

}  // namespace

Mention mention_of(const Ground& ground, const Holders& holders, const Name& name) {
  Mention mention;
  mention.begin = std::min(name.title, name.begin);
  mention.end = name.end;
  mention.name = ground.joined(name.begin, name.end);
  const auto kind = is_holder(ground, holders, name) ? NameKind::kPerson : name.kind;
  switch (is_seat(ground, name) ? NameKind::kPlace : kind) {
    case NameKind::kPerson:
      fill_person(ground, holders, name, mention);
      break;
    case NameKind::kOrganisation:
      fill_organisation(ground, name, mention);
      break;
    case NameKind::kPlace:
      fill_place(ground, name, mention);
      break;
    case NameKind::kGroup:
      fill_group(ground, name, mention);
      break;
  }
  return mention;
}

const Role* office_named(const Ground& ground, const Name& name) {
  const auto* role = name.kind == NameKind::kGroup ? nullptr : ground.role_of(name.begin, name.end);
  return role != nullptr && role->kind != Role::Kind::kBody ? role : nullptr;
}

void take_office(const Ground& ground, const Office& office, Mention& mention) {
  mention.position = office.role->canonical;
  mention.sector = office.role->sector;
  const bool serves = mention.sector == "GOV" || mention.sector == "LEG" || mention.sector == "JUD";
  if (serves && is_former(ground, office.begin)) mention.sector = "ELI";
}

}  // namespace tidings::extract
