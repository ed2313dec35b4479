#include "config/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <optional>
#include <set>
#include <system_error>
#include <tuple>

#include "config/yaml_tree.h"
#include "pipeline/record/names.h"
#include "pipeline/record/plover.h"
#include "pipeline/record/sha256.h"

namespace tidings::config {
namespace {

using extract::Frame;
using extract::Pattern;
using extract::Requirement;
using extract::Slot;
using extract::Words;
using record::EventType;

constexpr std::string_view kListsFile = "lists.yaml";
constexpr std::string_view kLightVerbs = "light_verbs";

constexpr std::array<std::string_view, 20> kPrepositions = {
    "about", "against", "among", "as", "at",   "between", "by",    "for",  "from",   "in",
    "into",  "of",      "off",   "on", "over", "to",      "under", "with", "toward", "through"};

template <typename Value>
using Named = std::pair<std::string_view, Value>;

constexpr std::array<Named<Slot::Kind>, 5> kSlots = {{{"subject", Slot::Kind::kSubject},
                                                      {"object", Slot::Kind::kObject},
                                                      {"indirect", Slot::Kind::kIndirect},
                                                      {"possessor", Slot::Kind::kPossessor},
                                                      {"clause", Slot::Kind::kClause}}};

constexpr std::array<Named<Words::Class>, 6> kClasses = {{{"@actor", Words::Class::kActor},
                                                          {"@person", Words::Class::kPerson},
                                                          {"@group", Words::Class::kGroup},
                                                          {"@place", Words::Class::kPlace},
                                                          {"@any", Words::Class::kAny},
                                                          {"@none", Words::Class::kNone}}};

template <typename Value, std::size_t kSize>
std::optional<Value> find(const std::array<Named<Value>, kSize>& table, std::string_view name) {
  for (const auto& [known, value] : table) {
    if (known == name) return value;
  }
  return std::nullopt;
}

// What is left of a sentence when names and numbers are taken out: its words that begin with a small letter.
std::string skeleton(std::string_view sentence) {
  std::string words;
  bool skipping = false;
  char before = ' ';
  for (const char c : sentence) {
    const bool starts = before == ' ';
    if (starts)
      skipping = std::isupper(static_cast<unsigned char>(c)) != 0 || std::isdigit(static_cast<unsigned char>(c)) != 0;
    if (!skipping || c == ' ') words += c;
    before = c;
  }
  return words;
}

using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

// Puts one file into the patterns.
class Reader {
 public:
  Reader(LoadedPatterns& loaded, const std::string& file, const Lists& common, std::set<std::string>& ids,
         std::set<std::string>& sentences)
      : loaded_(loaded), file_(file), lists_(common), ids_(ids), sentences_(sentences) {}

  void read(std::string_view text) {
    std::vector<Problem> problems;
    const auto root = read_yaml(text, problems);
    for (auto& problem : problems) complain(problem.place, std::move(problem.text));
    if (root.kind != Node::Kind::kMap) return complain(root.place, "a file of patterns is a map");
    only(root, {"type", "lists", "patterns"});
    read_lists(root);
    const auto* type = entry(root, "type");
    const auto* patterns = entry(root, "patterns");
    if (file_ == kListsFile) return;
    const auto known = type == nullptr ? std::nullopt : record::value_of<EventType>(type->text);
    if (!known) return complain(type == nullptr ? root.place : type->place, "type: one of PLOVER's types is expected");
    type_ = *known;
    if (patterns == nullptr || patterns->kind != Node::Kind::kList) {
      return complain(root.place, "patterns: a list is expected");
    }
    for (const auto& node : patterns->items) read_pattern(node);
  }

  [[nodiscard]] const Lists& lists() const { return lists_; }

 private:
  static const Node* entry(const Node& map, std::string_view key) {
    for (const auto& entry : map.entries) {
      if (entry.key == key) return &entry.value;
    }
    return nullptr;
  }

  void only(const Node& map, std::initializer_list<std::string_view> keys) {
    for (const auto& entry : map.entries) {
      if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
        complain(entry.place,
                 fmt::format("unknown key {}; known here are {}", in_quotes(entry.key), fmt::join(keys, ", ")));
      }
    }
  }

  void read_lists(const Node& root) {
    const auto* lists = entry(root, "lists");
    if (lists == nullptr) return;
    if (lists->kind != Node::Kind::kMap) return complain(lists->place, "lists: a map of lists is expected");
    for (const auto& list : lists->entries) lists_[list.key] = words_of(list.value);
  }

  void read_pattern(const Node& node) {
    if (node.kind != Node::Kind::kMap) return complain(node.place, "a pattern is a map");
    only(node, {"id", "mode", "cameo", "contexts", "mutual", "verbs", "nouns", "fires", "silent"});
    Pattern pattern;
    pattern.type = type_;
    read_id(node, pattern);
    read_coding(node, pattern);
    if (const auto* frame = entry(node, "verbs"))
      pattern.verbs = read_frame(*frame, {{Slot::Kind::kSubject, ""}}, {{Slot::Kind::kObject, ""}});
    if (const auto* frame = entry(node, "nouns")) {
      pattern.nouns = read_frame(*frame, {{Slot::Kind::kPossessor, ""}, {Slot::Kind::kPreposition, "by"}}, {});
    }
    if (!pattern.verbs && !pattern.nouns) complain(node.place, "a pattern has verbs or nouns");
    pattern.fires = read_sentences(node, "fires");
    pattern.silent = read_sentences(node, "silent");
    if (pattern.mutual) {
      for (auto* frame : {&pattern.verbs, &pattern.nouns}) {
        if (*frame) (*frame)->recipient.clear();
      }
    }
    loaded_.patterns.patterns.push_back(std::move(pattern));
  }

  void read_id(const Node& node, Pattern& pattern) {
    pattern.id = scalar(node, "id");
    auto prefix = std::string(record::name_of(type_)) + ".";
    for (auto& c : prefix) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (!pattern.id.starts_with(prefix)) {
      complain(node.place, fmt::format("id: {} does not begin with {}", in_quotes(pattern.id), in_quotes(prefix)));
    }
    if (!ids_.insert(pattern.id).second)
      complain(node.place, fmt::format("id: {} is there already", in_quotes(pattern.id)));
  }

  void read_coding(const Node& node, Pattern& pattern) {
    pattern.mode = scalar(node, "mode");
    if (!pattern.mode.empty() && record::plover::find_mode(type_, pattern.mode) == nullptr) {
      complain(entry(node, "mode")->place,
               fmt::format("mode: {} is no mode of {}", in_quotes(pattern.mode), record::name_of(type_)));
    }
    pattern.cameo = scalar(node, "cameo");
    const bool digits =
        std::all_of(pattern.cameo.begin(), pattern.cameo.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pattern.cameo.size() < 2 || pattern.cameo.size() > 4)
      complain(node.place, "cameo: two to four digits are expected");
    if (const auto* contexts = entry(node, "contexts")) {
      pattern.contexts = words_of(*contexts);
      const auto known = record::plover::contexts();
      for (const auto& context : pattern.contexts) {
        if (std::find(known.begin(), known.end(), context) == known.end()) {
          complain(contexts->place, fmt::format("contexts: {} is none of PLOVER's", in_quotes(context)));
        }
      }
    }
    const auto mutual = scalar(node, "mutual");
    if (!mutual.empty() && mutual != "true" && mutual != "false")
      complain(entry(node, "mutual")->place, "mutual: true or false is expected");
    pattern.mutual = mutual == "true";
  }

  Frame read_frame(const Node& node, std::vector<Slot> actor, std::vector<Slot> recipient) {
    Frame frame;
    if (node.kind != Node::Kind::kMap) {
      complain(node.place, "a frame is a map with triggers");
      return frame;
    }
    only(node, {"triggers", "actor", "recipient", "needs", "never"});
    if (const auto* triggers = entry(node, "triggers")) {
      for (const auto& trigger : words_of(*triggers)) frame.triggers.push_back(split(trigger));
    }
    if (frame.triggers.empty()) complain(node.place, "triggers: at least one is expected");
    frame.actor = slots_of(node, "actor", std::move(actor));
    frame.recipient = slots_of(node, "recipient", std::move(recipient));
    frame.needs = requirements_of(node, "needs");
    frame.never = requirements_of(node, "never");
    return frame;
  }

  std::vector<Slot> slots_of(const Node& frame, std::string_view key, std::vector<Slot> otherwise) {
    const auto* node = entry(frame, key);
    if (node == nullptr) return otherwise;
    std::vector<Slot> slots;
    for (const auto& name : words_of(*node)) {
      if (auto slot = slot_of(name, node->place)) slots.push_back(std::move(*slot));
    }
    return slots;
  }

  std::optional<Slot> slot_of(const std::string& name, Place place) {
    if (const auto kind = find(kSlots, name)) return Slot{*kind, ""};
    if (std::find(kPrepositions.begin(), kPrepositions.end(), name) != kPrepositions.end())
      return Slot{Slot::Kind::kPreposition, name};
    complain(place, fmt::format("unknown slot {}", in_quotes(name)));
    return std::nullopt;
  }

  std::vector<Requirement> requirements_of(const Node& frame, std::string_view key) {
    std::vector<Requirement> requirements;
    const auto* node = entry(frame, key);
    if (node == nullptr) return requirements;
    if (node->kind != Node::Kind::kMap) {
      complain(node->place, fmt::format("{}: a map of slots is expected", key));
      return requirements;
    }
    for (const auto& slot : node->entries) {
      auto known = slot_of(slot.key, slot.place);
      if (known) requirements.push_back({std::move(*known), requirement_words(slot.value)});
    }
    return requirements;
  }

  Words requirement_words(const Node& node) {
    Words words;
    for (auto& word : words_of(node)) {
      constexpr std::string_view kNot = "not ";
      constexpr std::string_view kMust = "must ";
      if (word.starts_with('@')) {
        const auto known = find(kClasses, word);
        if (known) words.classes.push_back(*known);
        if (!known) complain(node.place, fmt::format("unknown class {}", in_quotes(word)));
      } else if (word.starts_with(kNot)) {
        words.negated.push_back(word.substr(kNot.size()));
      } else if (word.starts_with(kMust)) {
        words.owed.push_back(word.substr(kMust.size()));
      } else {
        words.lemmas.push_back(std::move(word));
      }
    }
    return words;
  }

  std::vector<std::string> read_sentences(const Node& pattern, std::string_view key) {
    const auto* node = entry(pattern, key);
    std::vector<std::string> sentences;
    if (node != nullptr && node->kind == Node::Kind::kList) {
      for (const auto& item : node->items) {
        if (!sentences_.insert(skeleton(item.text)).second)
          complain(item.place, "a sentence like this is there already, names and numbers apart");
        sentences.push_back(item.text);
      }
    }
    if (sentences.empty()) complain(pattern.place, fmt::format("{}: at least one sentence is expected", key));
    return sentences;
  }

  // A list of words, or one word; lists that are named in it resolved.
  std::vector<std::string> words_of(const Node& node) {
    std::vector<std::string> words;
    if (node.kind == Node::Kind::kScalar) add_word(node, words);
    if (node.kind == Node::Kind::kMap) complain(node.place, "a list of words is expected");
    for (const auto& item : node.items) {
      if (item.kind == Node::Kind::kScalar) add_word(item, words);
      if (item.kind != Node::Kind::kScalar) complain(item.place, "a word is expected");
    }
    return words;
  }

  // What stands before the name of a list stands before each of its words: "must $yield_verbs".
  void add_word(const Node& node, std::vector<std::string>& words) {
    const auto name = node.text.find('$');
    if (name == std::string::npos || node.text == "$") return words.push_back(node.text);  // a dollar is a word
    const auto list = lists_.find(std::string_view(node.text).substr(name + 1));
    if (list == lists_.end()) return complain(node.place, fmt::format("unknown list {}", in_quotes(node.text)));
    for (const auto& word : list->second) words.push_back(node.text.substr(0, name) + word);
  }

  std::string scalar(const Node& map, std::string_view key) {
    const auto* node = entry(map, key);
    if (node == nullptr) return {};
    if (node->kind != Node::Kind::kScalar) complain(node->place, fmt::format("{}: one value is expected", key));
    return node->text;
  }

  static std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
      const auto end = std::min(text.find(' '), text.size());
      if (end > 0) words.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
  }

  void complain(Place place, std::string text) { loaded_.problems[file_].push_back({place, std::move(text)}); }

  LoadedPatterns& loaded_;
  const std::string& file_;
  Lists lists_;
  EventType type_ = EventType::kConsult;
  std::set<std::string>& ids_;
  std::set<std::string>& sentences_;
};

}  // namespace

LoadedPatterns parse_patterns(const std::map<std::string, std::string>& texts) {
  LoadedPatterns loaded;
  Lists common;
  std::set<std::string> ids;
  std::set<std::string> sentences;
  const std::string lists_file(kListsFile);
  if (const auto lists = texts.find(lists_file); lists != texts.end()) {
    Reader reader(loaded, lists_file, common, ids, sentences);
    reader.read(lists->second);
    common = reader.lists();
  }
  if (const auto light = common.find(kLightVerbs); light != common.end()) loaded.patterns.light_verbs = light->second;
  for (const auto& [file, text] : texts) {
    if (file != kListsFile) Reader(loaded, file, common, ids, sentences).read(text);
  }
  std::ranges::sort(loaded.patterns.patterns, {}, &Pattern::id);
  record::Sha256 hash;
  for (const auto& [file, text] : texts) hash.update(fmt::format("{} {}\n{}", file, text.size(), text));
  loaded.hash = hash.hex();
  return loaded;
}

LoadedPatterns load_patterns(const std::filesystem::path& folder) {
  constexpr std::size_t kMost = 1024 * 1024 + 1;  // one byte more than read_yaml() takes
  std::map<std::string, std::string> texts;
  std::vector<std::string> unread;
  std::error_code failed;
  std::filesystem::directory_iterator entries(folder, failed);
  for (; !failed && entries != std::filesystem::directory_iterator(); entries.increment(failed)) {
    if (entries->path().extension() != ".yaml") continue;
    std::ifstream in(entries->path(), std::ios::binary);
    std::string text(kMost, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    const auto name = entries->path().filename().string();
    if (!in.eof() && text.size() < kMost) unread.push_back(name);
    texts.emplace(name, std::move(text));
  }
  auto loaded = parse_patterns(texts);
  for (const auto& name : unread) loaded.problems[name].push_back({{}, "cannot be read"});
  if (failed) loaded.problems[folder.filename().string()].push_back({{}, "cannot be read: " + failed.message()});
  if (!failed && texts.empty()) loaded.problems[folder.filename().string()].push_back({{}, "holds no patterns"});
  return loaded;
}

std::size_t count_senses(const extract::Patterns& patterns) {
  std::set<std::tuple<std::string, EventType, std::string>> senses;
  for (const auto& pattern : patterns.patterns) {
    for (const auto* frame : {&pattern.verbs, &pattern.nouns}) {
      if (!*frame) continue;
      for (const auto& trigger : (*frame)->triggers) {
        senses.emplace(fmt::format("{}", fmt::join(trigger, " ")), pattern.type, pattern.mode);
      }
    }
  }
  return senses.size();
}

}  // namespace tidings::config
