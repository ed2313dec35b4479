// How good the reading is, on the development treebanks of the shared reference material:
//   language MODEL DATA [KERNELS]       DATA has ud_ewt/, gum_open/ (dev.conllu) and uner_ewt/ (dev.iob2)
// Tags and trees on gold tokens, names, and the figures by the kernels that ship.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/language/reader.h"

namespace {

using namespace tidings;

struct Sentence {
  std::string id;
  std::string document;
  std::vector<std::string> forms, upos, xpos, relations;
  std::vector<std::int32_t> heads;  // -1: root
  std::vector<std::string> names;   // empty: not annotated
};

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return fields;
}

std::string value_of(const std::string& line) { return line.substr(std::min(line.find('=') + 2, line.size())); }

std::vector<Sentence> read_treebank(const std::filesystem::path& path) {
  std::vector<Sentence> sentences;
  std::ifstream file(path);
  std::string line, document;
  Sentence now;
  while (std::getline(file, line)) {
    if (line.starts_with("# newdoc")) document = value_of(line);
    if (line.starts_with("# sent_id")) now.id = value_of(line);
    if (line.empty()) {
      now.document = document;
      if (!now.forms.empty()) sentences.push_back(std::move(now));
      now = {};
    }
    if (line.empty() || line[0] == '#') continue;
    const auto f = split(line);
    if (f[0].find_first_of("-.") != f[0].npos) continue;
    now.forms.emplace_back(f[1]);
    now.upos.emplace_back(f[3]);
    now.xpos.emplace_back(f[4]);
    now.heads.push_back(std::stoi(std::string(f[6])) - 1);
    now.relations.emplace_back(f[7]);
  }
  return sentences;
}

void attach_names(std::vector<Sentence>& sentences, const std::filesystem::path& path) {
  std::map<std::string, std::vector<std::string>> names;
  std::ifstream file(path);
  std::string line, id;
  while (std::getline(file, line)) {
    if (line.starts_with("# sent_id")) id = value_of(line);
    if (line.empty() || line[0] == '#') continue;
    const std::string_view tag = split(line)[2];
    language::NameTag known{};
    names[id].emplace_back(language::from_string(tag, known) ? tag : "O");
  }
  for (Sentence& s : sentences) {
    const auto at = names.find(s.id);
    if (at != names.end() && at->second.size() == s.forms.size()) s.names = at->second;
  }
}

struct Counts {
  std::size_t right = 0, given = 0, gold = 0;
  [[nodiscard]] double f1() const {
    return 200.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, given + gold));
  }
};

template <typename T>
void count(const std::set<T>& given, const std::set<T>& gold, Counts& counts) {
  for (const T& item : given) counts.right += gold.contains(item);
  counts.given += given.size();
  counts.gold += gold.size();
}

using Span = std::tuple<std::size_t, std::size_t, std::string>;

std::set<Span> spans_of(const std::vector<std::string>& tags, bool typed) {
  std::set<Span> spans;
  for (std::size_t i = 0; i < tags.size();) {
    std::size_t end = i + 1;
    if (tags[i] != "O") {
      const std::string kind = tags[i].substr(2);
      while (end < tags.size() && tags[end] == "I-" + kind) ++end;
      spans.emplace(i, end, typed ? kind : "");
    }
    i = end;
  }
  return spans;
}

std::string_view main_part(std::string_view relation) { return relation.substr(0, relation.find(':')); }

// (verb, word, role) of subjects, objects and agents; a name (joined by flat and compound) counts as its head.
std::set<Span> roles_of(const std::vector<std::string>& upos, const std::vector<std::int32_t>& heads,
                        const std::vector<std::string>& relations) {
  std::set<Span> roles;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] < 0 || upos[static_cast<std::size_t>(heads[i])] != "VERB") continue;
    const std::string_view r = relations[i], m = main_part(r);
    if (m == "nsubj" || m == "obj" || r == "obl:agent") {
      roles.emplace(heads[i], i, r == "obl:agent" ? "agent" : r == "nsubj:pass" ? "passive subject" : std::string(m));
    }
  }
  return roles;
}

struct Figures {
  std::size_t words = 0, upos = 0, xpos = 0, uas = 0, las = 0, full = 0;
  Counts typed, untyped, roles;
};

struct Tags {
  std::vector<std::string> upos, relations, names;
  std::vector<std::int32_t> heads;
};

void score(const Sentence& s, const language::Reading& reading, Figures& figures) {
  Tags ours;
  for (std::size_t i = 0; i < s.forms.size(); ++i) {
    ours.upos.emplace_back(to_string(reading.upos[i]));
    ours.relations.emplace_back(to_string(reading.relations[i]));
    ours.names.emplace_back(to_string(reading.names[i]));
    ours.heads.push_back(reading.heads[i]);
    const bool arc = reading.heads[i] == s.heads[i];
    ++figures.words;
    figures.upos += ours.upos[i] == s.upos[i];
    figures.xpos += to_string(reading.xpos[i]) == s.xpos[i];
    figures.uas += arc;
    figures.las += arc && main_part(ours.relations[i]) == main_part(s.relations[i]);
    figures.full += arc && ours.relations[i] == s.relations[i];
  }
  count(roles_of(ours.upos, ours.heads, ours.relations), roles_of(s.upos, s.heads, s.relations), figures.roles);
  if (s.names.empty()) return;
  count(spans_of(ours.names, true), spans_of(s.names, true), figures.typed);
  count(spans_of(ours.names, false), spans_of(s.names, false), figures.untyped);
}

void print(std::string_view set, const Figures& f) {
  const auto percent = [&](std::size_t n) {
    return 100.0 * static_cast<double>(n) / static_cast<double>(std::max<std::size_t>(1, f.words));
  };
  fmt::print(
      "{}: {} words, UPOS {:.2f}, XPOS {:.2f}, UAS {:.2f}, LAS {:.2f}, LAS with subtypes {:.2f}, subject/object/agent "
      "F1 {:.2f}",
      set, f.words, percent(f.upos), percent(f.xpos), percent(f.uas), percent(f.las), percent(f.full), f.roles.f1());
  if (f.typed.gold > 0) fmt::print(", names F1 typed {:.2f} untyped {:.2f}", f.typed.f1(), f.untyped.f1());
  fmt::print("\n");
}

Figures measure(language::Reader& reader, const std::vector<Sentence>& sentences, std::string_view genre = "") {
  Figures figures;
  language::Reading reading;
  for (const Sentence& s : sentences) {
    if (s.document.find(genre) == std::string::npos) continue;
    const std::vector<std::string_view> forms(s.forms.begin(), s.forms.end());
    const std::uint32_t end = static_cast<std::uint32_t>(forms.size());
    reader.read(forms, {&end, 1}, reading);
    score(s, reading, figures);
  }
  return figures;
}

const language::Kernels* kernels_named(std::string_view name) {
  for (const language::Kernels* kernels : language::usable_kernels()) {
    if (name == kernels->name) return kernels;
  }
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: language MODEL DATA [KERNELS]\n", stderr);
    return 64;
  }
  const auto model = language::Model::load(argv[1], argc > 3 ? kernels_named(argv[3]) : nullptr);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().detail);
    return 78;
  }
  const std::filesystem::path data = argv[2];
  language::Reader reader(*model);
  auto ewt = read_treebank(data / "ud_ewt/dev.conllu");
  attach_names(ewt, data / "uner_ewt/dev.iob2");
  const auto gum = read_treebank(data / "gum_open/dev.conllu");
  fmt::print("kernels {}\n", model->kernels().name);
  print("EWT dev", measure(reader, ewt));
  print("GUM dev", measure(reader, gum));
  print("GUM dev, news", measure(reader, gum, "_news_"));
}
