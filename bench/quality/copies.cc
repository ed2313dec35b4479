// Whether copies are told from independent reports: `independent_sources` of incidents that two articles tell of.
//   copies [--errors]
// Copies are made from every article of the sample feed (near_copies.h) and say they are another paper's. Independent
// are the reports of one happening in reports.txt, filled in with pairs of countries, and those articles of the sample
// feed that its gold says to be. Each pair goes through extraction and correlation by itself; every incident that both
// tell of is one answer: a copy where it has one independent source. Precision and recall are of copies.
#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "bench/quality/documents.h"
#include "bench/quality/gold.h"
#include "bench/quality/near_copies.h"
#include "bench/quality/pictures.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

struct Pair {
  std::string a_country, a_adjective, b_country, b_adjective, city;
};

const std::array<Pair, 8> kPairs = {{{"Norway", "Norwegian", "Sweden", "Swedish", "Oslo"},
                                     {"Greece", "Greek", "Turkey", "Turkish", "Athens"},
                                     {"Peru", "Peruvian", "Chile", "Chilean", "Lima"},
                                     {"Egypt", "Egyptian", "Sudan", "Sudanese", "Cairo"},
                                     {"Japan", "Japanese", "China", "Chinese", "Tokyo"},
                                     {"France", "French", "Spain", "Spanish", "Paris"},
                                     {"Kenya", "Kenyan", "Uganda", "Ugandan", "Nairobi"},
                                     {"Poland", "Polish", "Hungary", "Hungarian", "Warsaw"}}};

void replace_all(std::string& text, std::string_view slot, std::string_view value) {
  for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at + value.size()))
    text.replace(at, slot.size(), value);
}

std::string filled(std::string report, const Pair& pair) {
  replace_all(report, "{A}", pair.a_country);
  replace_all(report, "{a}", pair.a_adjective);
  replace_all(report, "{B}", pair.b_country);
  replace_all(report, "{b}", pair.b_adjective);
  replace_all(report, "{C}", pair.city);
  return report;
}

// By kind of happening.
std::map<std::string, std::vector<std::string>> read_reports(const std::filesystem::path& file) {
  std::map<std::string, std::vector<std::string>> reports;
  std::istringstream in(support::content_of(file));
  std::string kind, report;
  const auto finish = [&] {
    if (!report.empty()) reports[kind].push_back(report);
    report.clear();
  };
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("# ")) finish();
    if (line.starts_with("# ")) kind = line.substr(2);
    if (!line.empty() && !line.starts_with("# ")) report += line + (report.empty() ? "\n\n" : "\n");
  }
  finish();
  return reports;
}

struct Count {
  int copies = 0;       // incidents that both tell of
  int independent = 0;  // of these with two independent sources
  int silent = 0;       // pairs that share no incident
};

class Judge {
 public:
  Judge(const extract::Knowledge& knowledge, bool errors) : coder_(knowledge), errors_(errors) {}

  void compare(const std::string& kind, bool is_copy, const record::Document& one, const record::Document& other) {
    auto& count = counts_[kind];
    const auto first = told(one), second = told(other);
    const std::vector<const Told*> both = {&first, &second};
    int shared = 0;
    for (const auto& incident : pictures_of(correlated(both), both).incidents) {
      if (incident.sources != 2) continue;
      ++shared;
      const bool independent = incident.independent_sources == 2;
      ++(independent ? count.independent : count.copies);
      ++(is_copy ? (independent ? missed_ : right_) : (independent ? right_silence_ : false_));
      if (errors_ && independent == is_copy) print(kind, incident, first, second);
    }
    count.silent += shared == 0 ? 1 : 0;
  }

  void print() const {
    for (const auto& [kind, count] : counts_)
      fmt::print("{}: copies {}, independent {}, pairs without a common incident {}\n", kind, count.copies,
                 count.independent, count.silent);
    const auto percent = [](int part, int whole) { return whole == 0 ? 0.0 : 100.0 * part / whole; };
    fmt::print(R"({{"bench":"copies","copies":{},"independent":{},"precision":{:.1f},"recall":{:.1f}}})"
               "\n",
               right_ + missed_, false_ + right_silence_, percent(right_, right_ + false_),
               percent(right_, right_ + missed_));
  }

 private:
  Told told(const record::Document& document) {
    extract::Told told;
    coder_.code(document, told);
    return {extract::article_of(document), std::move(told.events)};
  }

  static void print(const std::string& kind, const record::Update& incident, const Told& first, const Told& second) {
    fmt::print("  {} {}\n", kind, incident.independent_sources);
    for (const auto& change : incident.history) {
      for (const auto* article : {&first, &second}) {
        for (const auto& event : article->events) {
          if (event.id == change.event) fmt::print("    {}\n", event.evidence.front().text);
        }
      }
    }
  }

  extract::Coder coder_;
  bool errors_;
  std::map<std::string, Count> counts_;
  int right_ = 0, missed_ = 0, false_ = 0, right_silence_ = 0;
};

void compare_copies(Judge& judge, const std::map<std::string, record::Document>& articles) {
  for (const auto& [name, article] : articles) {
    if (article.language != "en") continue;
    const auto published = article.published ? article.published->value : "";
    auto original = clean_document(name, article.text, published);
    for (const auto& copy : near_copies(article.text))
      judge.compare(copy.how, true, original, clean_document(name + " " + copy.how, copy.text, published));
  }
}

void compare_reports(Judge& judge, const std::vector<std::string>& reports, const Pair& pair) {
  std::vector<record::Document> documents;
  for (const auto& report : reports)
    documents.push_back(
        clean_document("paper " + std::to_string(documents.size()), filled(report, pair), "1923-06-16"));
  for (std::size_t one = 0; one < documents.size(); ++one) {
    for (auto other = one + 1; other < documents.size(); ++other)
      judge.compare("reports", false, documents[one], documents[other]);
  }
}

void compare_sample(Judge& judge, const Gold& gold, const std::map<std::string, record::Document>& articles) {
  for (const auto& happening : gold.happenings) {
    if (happening.sources != happening.independent) continue;
    for (auto one = happening.articles.begin(); one != happening.articles.end(); ++one) {
      for (auto other = std::next(one); other != happening.articles.end(); ++other)
        judge.compare("sample", false, articles.at(one->first), articles.at(other->first));
    }
  }
}

int run(bool errors) {
  const auto knowledge = support::load_knowledge();
  const std::filesystem::path root = TIDINGS_SOURCE_DIR;
  const auto gold = read_gold(root / "deploy/sample/gold.yaml");
  if (!knowledge || !gold) return 1;
  Judge judge(*knowledge, errors);
  const auto articles = support::read_documents(root / "deploy/sample/feed");
  compare_copies(judge, articles);
  compare_sample(judge, *gold, articles);
  for (const auto& [kind, reports] : read_reports(root / "bench/quality/reports.txt")) {
    for (const auto& pair : kPairs) compare_reports(judge, reports, pair);
  }
  judge.print();
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) { return tidings::quality::run(argc > 1 && std::string_view(argv[1]) == "--errors"); }
