#include "pipeline/extract/actor/mentions.h"

#include <algorithm>
#include <array>

#include "pipeline/language/lexicon.h"

namespace tidings::extract {
namespace {

using language::Entry;
using language::Gender;
using language::Name;
using language::NameDictionary;
using language::NameKind;
using language::Relation;
using language::Role;
using language::Upos;
using language::WordKey;
using language::Xpos;
using record::ActorKind;

constexpr std::uint32_t kPronounReach = 120;    // words back to whom "he" may mean
constexpr std::size_t kMostMentionsBack = 500;  // so that time is linear in the mentions

struct Coded {
  std::string_view code;
  std::string_view sector;
};

struct Office {
  const Role* role = nullptr;
  Word begin = 0, end = 0;
};

class Finding {
 public:
  Finding(const NameDictionary& dictionary, const Tree& tree, std::span<const Name> names,
          std::optional<std::chrono::year_month_day> day, Mentions& mentions)
      : dictionary_(dictionary),
        lexicon_(dictionary.lexicon()),
        tree_(tree),
        names_(names),
        day_(day),
        out_(mentions) {}

  void run() {
    out_.all.clear();
    out_.of_word.assign(tree_.size(), Mentions::kNone);
    name_of_.assign(tree_.size(), nullptr);
    for (const auto& name : names_) {
      for (auto word = name.begin; word < name.end; ++word) name_of_[word] = &name;
    }
    mark_quoted();
    for (Word word = 0; word < tree_.size(); ++word) {
      // The lexicon lists roles in the singular.
      const bool common = tree_.upos(word) == Upos::kNoun;
      keys_.push_back(language::word_key(common ? tree_.lemma(word) : tree_.form(word)));
    }
    std::size_t next = 0;
    for (Word word = 0; word < tree_.size();) {
      while (next < names_.size() && names_[next].end <= word) ++next;
      const bool named = next < names_.size() && std::min(names_[next].title, names_[next].begin) == word;
      word = named ? add_name(names_[next++]) : add_unnamed(word);
    }
    join_appositions();
    spread();
  }

 private:
  // Who is named between quotation marks is not who "he said" behind them means. A mark that is left open counts to the
  // end of its sentence.
  void mark_quoted() {
    quoted_.assign(tree_.size(), false);
    bool open = false;
    for (Word word = 0; word < tree_.size(); ++word) {
      const auto form = tree_.form(word);
      const bool straight = form == "\"" || form == "''" || form == "``";
      if (word > 0 && tree_.sentence(word) != tree_.sentence(word - 1) && straight) open = false;
      if (form == "\u201c" || (straight && !open)) {
        open = true;
      } else if (form == "\u201d" || straight) {
        open = false;
      }
      quoted_[word] = open;
    }
  }

  // ---- names

  Word add_name(const Name& name) {
    // "the Secretary of State" is written like a name and is an office.
    const auto* role = name.kind == NameKind::kGroup ? nullptr : role_of(name.begin, name.end);
    if (role != nullptr && role->kind != Role::Kind::kBody) {
      add_role({role, name.begin, name.end}, name.begin);
      return name.end;
    }
    Mention mention;
    mention.begin = std::min(name.title, name.begin);
    mention.end = name.end;
    mention.name = joined(name.begin, name.end);
    switch (is_seat(name) ? NameKind::kPlace : name.kind) {
      case NameKind::kPerson:
        fill_person(name, mention);
        break;
      case NameKind::kOrganisation:
        fill_organisation(name, mention);
        break;
      case NameKind::kPlace:
        fill_place(name, mention);
        break;
      case NameKind::kGroup:
        fill_group(name, mention);
        break;
    }
    join_named(mention);
    add(std::move(mention));
    return name.end;
  }

  // An adjective of a people belongs to the noun behind it; "the Spanish", "Spaniards" stand alone.
  [[nodiscard]] bool acts_alone(const Name& name) const {
    const auto last = name.end - 1;
    return tree_.is_noun(last) && tree_.relation(last) != Relation::kCompound &&
           tree_.relation(last) != Relation::kAmod;
  }

  void fill_person(const Name& name, Mention& mention) const {
    mention.kind = ActorKind::kPerson;
    mention.via = "name";
    for (const auto& entry : language::entries_of(name, dictionary_)) {  // one spelling for all
      if (entry.list == Entry::List::kOfficeHolder) mention.name = lexicon_.office_holders[entry.row].name;
    }
    if (const auto office = last_office(name.title, name.begin); office.role != nullptr) {
      take_office(office, mention);
      mention.code = code_before(office.begin);
      if (mention.code.empty()) mention.code = code_after(office.end, name.begin);
      mention.via = "title";
    }
    if (mention.code.empty()) mention.code = code_before(name.title);
    if (mention.position.empty() || mention.code.empty()) fill_from_apposition(name, mention);
    if (mention.code.empty() && mention.position.empty()) fill_from_holders(name, mention);
  }

  void fill_from_apposition(const Name& name, Mention& mention) const {
    for (const auto word : apposed_to(name)) {
      if (name_of_[word] != nullptr) continue;
      const auto office = office_at(word);
      if (office.role == nullptr) continue;
      const auto code = code_of_noun(word, office.begin);
      if (mention.position.empty()) take_office(office, mention);
      if (mention.code.empty()) mention.code = code;
      mention.via = "apposition";
      return;
    }
  }

  // Heads of phrases that say of the name what it is: "Blinken, the secretary of state", "the secretary, Blinken".
  [[nodiscard]] std::vector<Word> apposed_to(const Name& name) const {
    std::vector<Word> words;
    for (auto word = name.begin; word < name.end; ++word) {
      for (const auto child : tree_.children(word)) {
        if (tree_.relation(child) == Relation::kAppos) words.push_back(child);
      }
      const auto relation = tree_.relation(word);
      const bool said_of_head =
          relation == Relation::kAppos || relation == Relation::kFlat || relation == Relation::kNmodDesc;
      const auto head = tree_.head(word);
      if (said_of_head && head != kNoWord && (head < name.begin || head >= name.end)) words.push_back(head);
    }
    return words;
  }

  void fill_from_holders(const Name& name, Mention& mention) const {
    if (!day_) return;
    const auto* holder = holder_of(name, mention.name);
    if (holder == nullptr) return;
    mention.code = holder->code;
    mention.position = holder->office;
    mention.name = holder->name;
    mention.via = "office";
    for (const auto& role : lexicon_.roles) {
      if (role.words == holder->office) mention.sector = role.sector;
    }
  }

  // Who held an office on the day and bears this name; by the family name alone only where one person does.
  [[nodiscard]] const language::OfficeHolder* holder_of(const Name& name, const std::string& words) const {
    // "Francis" alone may be anybody; a family name alone is looked for below.
    const bool whole = name.end - name.begin > 1;
    for (const auto& entry : language::entries_of(name, dictionary_)) {
      if (!whole || entry.list != Entry::List::kOfficeHolder) continue;
      if (const auto& holder = lexicon_.office_holders[entry.row]; in_office(holder)) return &holder;
    }
    if (name.end - name.begin > 1) return nullptr;
    const language::OfficeHolder* found = nullptr;
    for (const auto& holder : lexicon_.office_holders) {
      if (!in_office(holder) || !holder.name.ends_with(" " + words)) continue;
      if (found != nullptr && found->name != holder.name) return nullptr;
      found = &holder;
    }
    return found;
  }

  [[nodiscard]] bool in_office(const language::OfficeHolder& holder) const {
    return holder.from <= *day_ && (!holder.until || *day_ <= *holder.until);
  }

  // Of any kind; a name has only those of its own.
  [[nodiscard]] std::span<const Entry> all_entries_of(const Name& name) const {
    std::vector<NameDictionary::Match> matches;
    dictionary_.find(keys_, name.begin, matches);
    for (const auto& match : matches) {
      if (match.end == name.end) return dictionary_.entries(match.node);
    }
    return {};
  }

  // The network may take a palace that speaks for an organisation; the lexicon knows better.
  [[nodiscard]] bool is_seat(const Name& name) const {
    const auto entries = all_entries_of(name);
    return language::entries_of(name, dictionary_).empty() &&
           std::ranges::any_of(entries, [](const Entry& entry) { return entry.sense == Entry::Sense::kSeat; });
  }

  void fill_organisation(const Name& name, Mention& mention) const {
    mention.kind = ActorKind::kOrganisation;
    mention.via = "name";
    for (const auto& entry : language::entries_of(name, dictionary_)) {
      if (entry.list == Entry::List::kOrganisation) {
        const auto& organisation = lexicon_.organisations[entry.row];
        mention.code = organisation.code;
        mention.sector = organisation.sector;
        mention.name = organisation.name;
        return;
      }
      if (entry.list == Entry::List::kBody) {
        mention.sector = lexicon_.roles[entry.row].sector;
        mention.position = lexicon_.roles[entry.row].canonical;
      }
    }
    mention.code = code_of_noun(name.end - 1, name.begin);
  }

  void fill_place(const Name& name, Mention& mention) const {
    mention.kind = ActorKind::kPlace;
    mention.via = "name";
    mention.acts = false;
    for (const auto& entry : all_entries_of(name)) {
      mention.code = dictionary_.code(entry);
      if (mention.code.empty()) continue;
      if (entry.list == Entry::List::kCountry) mention.name = lexicon_.countries[entry.row].name;
      mention.acts = entry.list == Entry::List::kCountry;
      const bool seat = entry.sense == Entry::Sense::kCapital || entry.sense == Entry::Sense::kSeat;
      if (seat) mention.name = joined(name.begin, name.end);
      if (seat) mention.via = "seat";
      return;
    }
  }

  void fill_group(const Name& name, Mention& mention) const {
    mention.kind = ActorKind::kGroup;
    mention.via = acts_alone(name) ? "name" : "adjective";
    mention.code = code_of_name(name);
  }

  // ---- what has no name

  Word add_unnamed(Word word) {
    if (const auto end = add_one_of(word); end != word) return end;
    if (tree_.upos(word) == Upos::kPron) {
      add_pronoun(word);
      return word + 1;
    }
    if (tree_.upos(word) != Upos::kNoun && tree_.upos(word) != Upos::kPropn) return word + 1;
    if (name_of_[word] != nullptr || tree_.relation(word) == Relation::kCompound) return word + 1;
    const auto office = office_at(word);
    if (office.role != nullptr) add_role(office, word);
    return word + 1;
  }

  // "one of the protesters": somebody of them. Returns the word behind it.
  Word add_one_of(Word word) {
    if (tree_.lemma(word) != "one") return word;
    for (const auto child : tree_.children(word)) {
      if (child < word || tree_.preposition(child) != "of") continue;
      const auto office = office_at(child);
      if (office.role == nullptr || name_of_[child] != nullptr) return word;
      Mention mention;
      mention.begin = word;
      mention.end = child + 1;
      mention.kind = ActorKind::kPerson;
      mention.code = code_of_noun(child, office.begin);
      mention.name = joined(word, child + 1);
      mention.via = "role";
      take_office(office, mention);
      add(std::move(mention));
      return child + 1;
    }
    return word;
  }

  // `head`: the noun of the phrase.
  void add_role(const Office& office, Word head) {
    Mention mention;
    mention.begin = std::max(office.begin, floor_of(head));
    mention.end = std::max(head + 1, office.end);
    mention.kind = kind_of(*office.role);
    mention.code = code_of_noun(head, office.begin);
    mention.more_codes = codes_beside(head, mention.code);
    mention.name = joined(mention.begin, mention.end);
    mention.via = "role";
    take_office(office, mention);
    if (is_definite(head)) join_description(mention);
    add(std::move(mention));
  }

  // Nothing before it belongs to another mention.
  [[nodiscard]] Word floor_of(Word word) const {
    for (auto at = word; at > 0; --at) {
      if (out_.of_word[at - 1] != Mentions::kNone) return at;
    }
    return 0;
  }

  static ActorKind kind_of(const Role& role) {
    if (role.kind == Role::Kind::kGroup) return ActorKind::kGroup;
    if (role.kind == Role::Kind::kBody) return ActorKind::kOrganisation;
    return ActorKind::kPerson;
  }

  [[nodiscard]] bool is_definite(Word word) const {
    const auto determiner = tree_.child(word, Relation::kDet);
    return determiner != kNoWord && (tree_.lemma(determiner) == "the" || tree_.lemma(determiner) == "this");
  }

  void add_pronoun(Word word) {
    const auto lemma = tree_.lemma(word);
    const auto form = tree_.form(word);
    const bool he = lemma == "he" || form == "his" || form == "His" || form == "him";
    const bool she = lemma == "she" || form == "her" || form == "Her";
    if (lemma == "it" || lemma == "they") return add_reporter(word);
    if (!he && !she) return;
    for (auto at = out_.all.size(); at-- > reach();) {
      const auto& earlier = out_.all[at];
      if (word - earlier.begin > kPronounReach) return;
      const bool quoted = quoted_[earlier.begin] && !quoted_[word];
      const bool fits = earlier.kind == ActorKind::kPerson && earlier.via != "role" && !quoted && may_be(earlier, she);
      if (!fits || (is_object(earlier) && has_subject_before(at, she))) continue;
      Mention mention = earlier;
      mention.begin = word;
      mention.end = word + 1;
      mention.via = "pronoun";
      return add(std::move(mention));
    }
  }

  // "Norland said it would close the border": who says it speaks of itself.
  void add_reporter(Word word) {
    const auto verb = tree_.head(word);
    const bool subject = tree_.relation(word) == Relation::kNsubj || tree_.relation(word) == Relation::kNsubjPass;
    if (!subject || verb == kNoWord || tree_.relation(verb) != Relation::kCcomp) return;
    const auto report = tree_.head(verb);
    if (report == kNoWord || !tree_.is_verb(report) || report > word) return;
    const auto who = tree_.child(report, Relation::kNsubj);
    if (who == kNoWord || out_.of_word[who] == Mentions::kNone) return;
    Mention mention = out_.all[out_.of_word[who]];
    if (mention.kind == ActorKind::kPerson && mention.via != "role") return;
    mention.begin = word;
    mention.end = word + 1;
    mention.via = "pronoun";
    add(std::move(mention));
  }

  // In the sentence before him a subject is meant sooner than an object.
  [[nodiscard]] bool is_object(const Mention& mention) const {
    const auto relation = tree_.relation(head_of(mention));
    return relation != Relation::kNsubj && relation != Relation::kNsubjPass;
  }

  [[nodiscard]] bool has_subject_before(std::size_t at, bool she) const {
    const auto sentence = tree_.sentence(out_.all[at].begin);
    while (at-- > 0 && tree_.sentence(out_.all[at].begin) == sentence) {
      const auto& earlier = out_.all[at];
      if (earlier.kind == ActorKind::kPerson && earlier.via != "role" && may_be(earlier, she) && !is_object(earlier))
        return true;
    }
    return false;
  }

  [[nodiscard]] bool may_be(const Mention& mention, bool she) const {
    const auto first = mention.name.substr(0, mention.name.find(' '));
    for (const auto& given : lexicon_.given_names) {
      if (given.name == first && given.gender != Gender::kUnknown) return (given.gender == Gender::kFemale) == she;
    }
    return true;
  }

  // ---- one and the same

  // The first mention that is looked at, going back from the last.
  [[nodiscard]] std::size_t reach() const { return out_.all.size() - std::min(out_.all.size(), kMostMentionsBack); }

  // A name whose words end a fuller one before it, or that the lexicon knows as the same.
  void join_named(Mention& mention) {
    for (auto at = out_.all.size(); at-- > reach();) {
      const auto& earlier = out_.all[at];
      if (earlier.kind != mention.kind || earlier.via == "pronoun") continue;
      const bool short_name = mention.kind == ActorKind::kPerson && earlier.name.size() > mention.name.size() &&
                              earlier.name.ends_with(" " + mention.name);
      if (!short_name && earlier.name != mention.name) continue;
      if (mention.code.empty()) mention.code = earlier.code;
      if (mention.code != earlier.code) continue;
      if (short_name) mention.via = "short name";
      mention.name = earlier.name;
      if (mention.sector.empty()) mention.sector = earlier.sector;
      if (mention.position.empty()) mention.position = earlier.position;
      mention.entity = earlier.entity;
      joined_ = true;
      return;
    }
  }

  // "Foreign Minister (MFA) Jan Vok", "the minister, Jan Vok": an office and a name that belong together are one
  // person.
  void join_appositions() {
    for (auto& office : out_.all) {
      if (office.via != "role" || office.kind != ActorKind::kPerson) continue;
      const auto head = head_of(office);
      for (const auto child : tree_.children(head)) join_if_named(office, child, tree_.relation(child));
      if (const auto above = tree_.head(head); above != kNoWord) join_if_named(office, above, tree_.relation(head));
    }
  }

  void join_if_named(Mention& office, Word word, Relation relation) {
    const bool together = relation == Relation::kAppos || relation == Relation::kFlat ||
                          relation == Relation::kNmodDesc || relation == Relation::kCompound;
    const auto index = out_.of_word[word];
    if (!together || index == Mentions::kNone) return;
    auto& person = out_.all[index];
    const bool named = person.kind == ActorKind::kPerson && person.via != "role" && person.via != "pronoun";
    if (!named || (!person.code.empty() && !office.code.empty() && person.code != office.code)) return;
    if (person.code.empty()) person.code = office.code;
    if (person.position.empty()) person.position = office.position;
    if (person.sector.empty()) person.sector = office.sector;
    office.entity = person.entity;
    office.name = person.name;
    office.code = person.code;
    office.via = "apposition";
  }

  // "the deputy minister" of a deputy foreign minister, "the diplomat" of anybody who serves a government.
  [[nodiscard]] static bool may_be_called(const Mention& earlier, const Mention& mention) {
    static constexpr std::array<std::string_view, 8> kGeneral = {"diplomat", "official",  "politician", "leader",
                                                                 "envoy",    "statesman", "head",       "chief"};
    if (earlier.position.empty()) return false;
    if (std::ranges::find(kGeneral, mention.position) != kGeneral.end()) return earlier.sector == mention.sector;
    std::string_view rest = earlier.position;
    std::string_view words = mention.position;
    while (!words.empty()) {
      const auto word = words.substr(0, words.find(' '));
      const auto at = rest.find(word);
      if (at == std::string_view::npos) return false;
      rest.remove_prefix(at + word.size());
      words.remove_prefix(std::min(word.size() + 1, words.size()));
    }
    return true;
  }

  // "the minister": the last person of that office.
  void join_description(Mention& mention) {
    for (auto at = out_.all.size(); at-- > reach();) {
      const auto& earlier = out_.all[at];
      const bool same = may_be_called(earlier, mention);
      const bool other_side = !mention.code.empty() && earlier.code != mention.code;
      if (!same || other_side || earlier.kind != mention.kind || earlier.via == "role") continue;
      const auto begin = mention.begin;
      const auto end = mention.end;
      mention = earlier;
      mention.begin = begin;
      mention.end = end;
      mention.via = "description";
      joined_ = true;
      return;
    }
  }

  // ---- codes

  // Of the people, country or organisation that ends right before the word.
  [[nodiscard]] std::string code_before(Word word) const {
    if (word == 0) return {};
    auto before = word - 1;
    if (tree_.upos(before) == Upos::kPart && before > 0) --before;  // "Norland's foreign minister"
    const auto* name = name_of_[before];
    return name == nullptr || tree_.sentence(before) != tree_.sentence(word) ? std::string{} : code_of_name(*name);
  }

  // "President of Norland Jan Vok".
  [[nodiscard]] std::string code_after(Word begin, Word end) const {
    for (auto word = begin; word < end; ++word) {
      if (name_of_[word] != nullptr) return code_of_name(*name_of_[word]);
    }
    return {};
  }

  // Of a noun that says what somebody is: "Norlandic minister", "Norland's minister", "minister of Norland",
  // "rebels in Norland".
  [[nodiscard]] std::string code_of_noun(Word noun, Word begin) const {
    if (auto code = code_before(begin); !code.empty()) return code;
    for (const auto child : tree_.children(noun)) {
      const auto relation = tree_.relation(child);
      const bool before =
          relation == Relation::kAmod || relation == Relation::kCompound || relation == Relation::kNmodPoss;
      const bool after = relation == Relation::kNmod && places(tree_.preposition(child));
      if ((!before && !after) || name_of_[child] == nullptr) continue;
      if (auto code = code_of_name(*name_of_[child]); !code.empty()) return code;
    }
    return {};
  }

  // "rebels in Norland", "students from Norland".
  [[nodiscard]] static bool places(std::string_view preposition) {
    static constexpr std::array<std::string_view, 5> kPlacing = {"of", "from", "in", "throughout", "across"};
    return std::ranges::find(kPlacing, preposition) != kPlacing.end();
  }

  // Of the other peoples that are coordinated with the one before the noun.
  [[nodiscard]] std::vector<std::string> codes_beside(Word noun, const std::string& first) const {
    std::vector<std::string> codes;
    const auto add = [&](Word word) {
      if (name_of_[word] == nullptr) return;
      auto code = code_of_name(*name_of_[word]);
      const bool fresh = !code.empty() && code != first && std::ranges::find(codes, code) == codes.end();
      if (fresh) codes.push_back(std::move(code));
    };
    for (const auto child : tree_.children(noun)) {
      const auto relation = tree_.relation(child);
      if (relation != Relation::kAmod && relation != Relation::kCompound && relation != Relation::kNmodPoss) continue;
      add(child);
      for (const auto other : tree_.children(child)) {
        if (tree_.relation(other) == Relation::kConj) add(other);
      }
    }
    return codes;
  }

  [[nodiscard]] std::string code_of_name(const Name& name) const {
    for (const auto& entry : language::entries_of(name, dictionary_)) {
      if (const auto code = dictionary_.code(entry); !code.empty()) return std::string(code);
    }
    return {};
  }

  // ---- offices and roles

  // The longest role whose last word this is.
  [[nodiscard]] Office office_at(Word last) const {
    Office best;
    const auto first = last >= NameDictionary::kLongest ? last + 1 - NameDictionary::kLongest : 0;
    for (auto begin = first; begin <= last; ++begin) {
      if (tree_.sentence(begin) != tree_.sentence(last)) continue;
      if (const auto* role = role_of(begin, last + 1)) return {role, begin, last + 1};
    }
    // "secretary of state": the head is not the last word.
    for (Word end = last + 2; end <= std::min<Word>(last + 5, tree_.size()); ++end) {
      if (tree_.sentence(end - 1) != tree_.sentence(last)) break;
      if (const auto* role = role_of(last, end)) best = {role, last, end};
    }
    return best;
  }

  // The last role of the words before a name; titles like "Mr" tell nothing.
  [[nodiscard]] Office last_office(Word begin, Word end) const {
    for (auto from = begin; from < end; ++from) {
      for (auto to = end; to > from; --to) {
        if (const auto* role = role_of(from, to)) return {role, from, to};
      }
    }
    return {};
  }

  [[nodiscard]] const Role* role_of(Word begin, Word end) const {
    std::vector<NameDictionary::Match> matches;
    dictionary_.find(keys_, begin, matches);
    for (const auto& match : matches) {
      if (match.end != end) continue;
      for (const auto& entry : dictionary_.entries(match.node)) {
        const bool role = entry.list == Entry::List::kRole || entry.list == Entry::List::kBody;
        if (role) return &lexicon_.roles[entry.row];
      }
    }
    return nullptr;
  }

  static void take_office(const Office& office, Mention& mention) {
    mention.position = office.role->canonical;
    mention.sector = office.role->sector;
  }

  // ---- mentions

  void add(Mention mention) {
    if (!std::exchange(joined_, false) && mention.via != "pronoun") mention.entity = next_entity_++;
    const auto index = static_cast<std::uint32_t>(out_.all.size());
    for (auto word = mention.begin; word < mention.end; ++word) out_.of_word[word] = index;
    out_.all.push_back(std::move(mention));
  }

  // What one mention tells is known of all of them.
  void spread() const {
    std::vector<Mention> known(next_entity_);
    for (const auto& mention : out_.all) {
      auto& entity = known[mention.entity];
      if (entity.code.empty()) entity.code = mention.code;
      if (entity.sector.empty()) entity.sector = mention.sector;
      if (entity.position.empty()) entity.position = mention.position;
      const bool fuller =
          mention.kind != ActorKind::kPerson ? entity.name.empty() : mention.name.size() > entity.name.size();
      if (fuller) entity.name = mention.name;
    }
    for (auto& mention : out_.all) {
      const auto& entity = known[mention.entity];
      if (mention.code.empty()) mention.code = entity.code;
      if (mention.sector.empty()) mention.sector = entity.sector;
      if (mention.position.empty()) mention.position = entity.position;
      if (mention.kind == ActorKind::kPerson && mention.via != "role") mention.name = entity.name;
    }
  }

  [[nodiscard]] Word head_of(const Mention& mention) const {
    for (auto word = mention.begin; word < mention.end; ++word) {
      const auto head = tree_.head(word);
      if (head == kNoWord || head < mention.begin || head >= mention.end) return word;
    }
    return mention.begin;
  }

  [[nodiscard]] std::string joined(Word begin, Word end) const {
    std::string text;
    for (auto word = begin; word < end; ++word) {
      const bool clitic = tree_.form(word).starts_with('\'') || tree_.form(word) == "-";
      const bool after_hyphen = word > begin && tree_.form(word - 1) == "-";
      if (word > begin && !clitic && !after_hyphen) text += ' ';
      text += tree_.form(word);
    }
    return text;
  }

  const NameDictionary& dictionary_;
  const language::Lexicon& lexicon_;
  const Tree& tree_;
  std::span<const Name> names_;
  std::optional<std::chrono::year_month_day> day_;
  Mentions& out_;
  std::vector<const Name*> name_of_;  // by word
  std::vector<WordKey> keys_;
  std::vector<bool> quoted_;  // by word
  std::uint32_t next_entity_ = 0;
  bool joined_ = false;
};

}  // namespace

void MentionFinder::find(const Tree& tree, std::span<const Name> names, std::optional<std::chrono::year_month_day> day,
                         Mentions& mentions) const {
  Finding(dictionary_, tree, names, day, mentions).run();
}

}  // namespace tidings::extract
