// How well times are found and resolved, on sets of the shared reference material:
//   times MODEL [SET…] [--errors] [--no-parse]       SET: gold, meantime, wikiwars, recognizers; without one, all
// gold: the five articles as normalise cleans them; meantime, wikiwars: the measures of TempEval-3 (in meantime only
// title and first five sentences count); recognizers: cases of which everything is found with one of the values given.
#include <fmt/format.h>

#include <simdjson.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "bench/quality/treebank.h"
#include "pipeline/extract/time/times.h"
#include "pipeline/language/reader.h"
#include "pipeline/language/sentences.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/record/code_points.h"

namespace tidings::quality {
namespace {

namespace dom = simdjson::dom;
using extract::TimeExpression;

bool show_errors = false;
bool with_parse = true;
double seconds_spent = 0;
std::size_t words_read = 0;

std::string string_of(const dom::element& object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : "";
}

// Reads a text as the daemon will, then finds its times.
class Measured {
 public:
  explicit Measured(const language::Model& model) : reader_(model) {}

  std::vector<TimeExpression> read(std::string_view text, std::string_view published) {
    sentences_.clear();
    tokens_.clear();
    ends_.clear();
    language::split_sentences(text, sentences_);
    for (const auto& sentence : sentences_) {
      language::tokenise(text, sentence, tokens_);
      ends_.push_back(static_cast<std::uint32_t>(tokens_.size()));
    }
    std::vector<std::string_view> forms;
    for (const auto& token : tokens_) forms.push_back(language::text_of(token, text));
    reader_.read(forms, ends_, reading_);
    if (!with_parse) reading_.heads.clear(), reading_.relations.clear();
    const auto begin = std::chrono::steady_clock::now();
    auto found = times_({text, tokens_, ends_, &reading_}, {published, "", ""});
    seconds_spent += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    words_read += tokens_.size();
    return found;
  }

 private:
  language::Reader reader_;
  extract::Times times_;
  language::Reading reading_;
  std::vector<language::Sentence> sentences_;
  std::vector<language::Token> tokens_;
  std::vector<std::uint32_t> ends_;
};

// Lines of a file of JSON lines, by id.
std::map<std::string, std::string> read_lines(const std::filesystem::path& path) {
  std::map<std::string, std::string> lines;
  std::ifstream file(path);
  dom::parser parser;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) lines[string_of(parser.parse(line), "id")] = line;
  }
  return lines;
}

// ---- TempEval-3

struct Gold {
  std::uint32_t begin, end;
  std::string text, type, value;
};

struct Count {
  std::size_t gold = 0, found = 0, strict = 0, relaxed = 0, value = 0;
};

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// A decade or century is 199X with us and in ISO 8601-2, 199 in TIMEX2; "null" says that nothing is known.
std::string canonical(std::string value) {
  if (value.find('-') == std::string::npos && value[0] != 'P' && value[0] != 'X') {
    while (!value.empty() && value.back() == 'X') value.pop_back();
  }
  return value == "null" ? "" : value;
}

std::string excerpt(std::string_view text, const record::CodePoints& points, record::Span span) {
  const std::uint32_t begin = span.begin > 30 ? span.begin - 30 : 0, end = std::min(span.end + 30, points.size());
  std::string cut = fmt::format("{}[{}]{}", points.text_of({begin, span.begin}), points.text_of(span),
                                points.text_of({span.end, end}));
  std::replace(cut.begin(), cut.end(), '\n', '|');
  (void)text;
  return cut;
}

void compare(std::string_view text, const std::vector<Gold>& gold, const std::vector<TimeExpression>& found,
             Count& count) {
  const record::CodePoints points(text);
  count.gold += gold.size();
  count.found += found.size();
  std::vector<bool> used(found.size());
  for (const Gold& g : gold) {
    std::size_t best = found.size();
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto span = found[i].time.span;
      if (span.begin == g.begin && span.end == g.end) ++count.strict;
      const std::uint32_t begin = std::max(span.begin, g.begin), end = std::min(span.end, g.end);
      if (!used[i] && end > begin && end - begin > most) most = end - begin, best = i;
    }
    const record::Span span{g.begin, g.end};
    if (best == found.size()) {
      if (show_errors) fmt::print("  missed {} = {}\n", excerpt(text, points, span), g.value);
      continue;
    }
    used[best] = true;
    ++count.relaxed;
    const auto& time = found[best].time;
    const bool same = canonical(time.value) == canonical(g.value);
    count.value += same;
    if (show_errors && time.span != span) fmt::print("  span {} found [{}]\n", excerpt(text, points, span), time.text);
    if (show_errors && !same)
      fmt::print("  value {} = {} found {}\n", excerpt(text, points, span), g.value, time.value);
  }
  for (std::size_t i = 0; show_errors && i < found.size(); ++i) {
    if (!used[i]) fmt::print("  false {} = {}\n", excerpt(text, points, found[i].time.span), found[i].time.value);
  }
}

void measure_timex(Measured& measured, const std::filesystem::path& folder, const char* name, bool first_sentences) {
  const auto inputs = read_lines(folder / "input.jsonl"), golds = read_lines(folder / "gold.jsonl");
  dom::parser input_parser, gold_parser;
  Count count;
  for (const auto& [id, line] : golds) {
    const dom::element gold = gold_parser.parse(line), input = input_parser.parse(inputs.at(id));
    const std::string text = string_of(input, "text");
    if (show_errors) fmt::print("# {}\n", id);
    std::vector<Gold> wanted;
    for (const dom::element timex : gold["timexes"]) {
      wanted.push_back({static_cast<std::uint32_t>(std::int64_t{timex["start"]}),
                        static_cast<std::uint32_t>(std::int64_t{timex["end"]}), string_of(timex, "text"),
                        string_of(timex, "type"), string_of(timex, "value")});
    }
    std::sort(wanted.begin(), wanted.end(),
              [](const Gold& a, const Gold& b) { return std::pair(a.begin, ~a.end) < std::pair(b.begin, ~b.end); });
    auto found = measured.read(text, string_of(input, "published"));
    if (first_sentences) {
      std::uint32_t last = 0;
      for (const Gold& g : wanted) last = std::max(last, g.end);
      std::size_t at = 0;
      for (const dom::element sentence : gold["sentences"]) {
        const auto end = static_cast<std::uint32_t>(std::int64_t{sentence.at(1)});
        if (at++ < 6) last = std::max(last, end);
      }
      std::erase_if(found, [&](const TimeExpression& e) { return e.time.span.begin >= last; });
    }
    compare(text, wanted, found, count);
  }
  const auto f1 = [&](std::size_t right) { return percent(2 * right, count.gold + count.found); };
  fmt::print(
      "{}: {} in gold, {} found; strict F1 {:.1f} (P {:.1f} R {:.1f}), relaxed F1 {:.1f} (P {:.1f} R {:.1f}), "
      "value F1 {:.1f}\n",
      name, count.gold, count.found, f1(count.strict), percent(count.strict, count.found),
      percent(count.strict, count.gold), f1(count.relaxed), percent(count.relaxed, count.found),
      percent(count.relaxed, count.gold), f1(count.value));
}

// ---- the five articles

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

bool is_right(const std::string& found, const std::string& gold, const std::string& note) {
  if (found.starts_with(gold)) return true;
  const auto clock = gold.find('T');
  return note.find("the clock time alone") != std::string::npos && clock != std::string::npos &&
         found.find(gold.substr(clock, 6)) != std::string::npos;
}

void measure_gold(Measured& measured, const std::filesystem::path& shared) {
  std::map<std::string, record::Document> documents;
  std::map<std::string, std::vector<TimeExpression>> found;
  const normalise::Normalise normalise;
  normalise::Normalise::Scratch scratch;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "articles")) {
    record::Input input;
    input.body = slurp(entry.path());
    input.container = std::make_shared<const std::string>(entry.path().string());
    auto document = normalise(input, scratch);
    if (!document) continue;
    const std::string id = entry.path().filename().string().substr(0, 3);
    found[id] = measured.read(document->text, document->published ? document->published->value : "");
    documents[id] = std::move(*document);
  }
  std::ifstream file(shared / "gold/times.tsv");
  std::size_t all = 0, right = 0, spans = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    cells.resize(5);
    ++all;
    const record::Document& document = documents[cells[0]];
    std::size_t at = std::string::npos;
    for (int n = 0; n < std::stoi(cells[2]); ++n) at = document.text.find(cells[1], at + 1);
    if (at == std::string::npos) {
      fmt::print("  {} '{}' {} is not in the text\n", cells[0], cells[1], cells[2]);
      continue;
    }
    const record::CodePoints points(document.text);
    const auto span = points.span_of(at, at + cells[1].size());
    const auto best = std::find_if(found[cells[0]].begin(), found[cells[0]].end(), [&](const TimeExpression& e) {
      return e.time.span.begin < span.end && span.begin < e.time.span.end;
    });
    const bool hit = best != found[cells[0]].end();
    spans += hit;
    const bool good = hit && is_right(best->time.value, cells[3], cells[4]);
    right += good;
    if (!good) {
      fmt::print("  {} {} = {} found {}\n", cells[0], excerpt(document.text, points, span), cells[3],
                 hit ? fmt::format("[{}] {}", best->time.text, best->time.value) : "nothing");
    }
  }
  for (const auto& [id, times] : found) {
    if (!show_errors) break;
    for (const auto& e : times) {
      fmt::print("  {} [{}] {} {} {}\n", id, e.time.text, e.time.value, e.time.basis,
                 fmt::join(e.time.conflicts, "; "));
    }
  }
  fmt::print("gold: {} expressions, {} found, {} found with the right value\n", all, spans, right);
}

// ---- cases of a recogniser

struct Case {
  std::uint32_t begin, end;
  std::string text, type;
  std::set<std::string> timexes;
  std::vector<std::map<std::string, std::string>> values;
};

std::string padded_clock(std::string value) {
  if (value.ends_with("T24:00")) value.replace(value.size() - 5, 2, "00");
  // T08 and T08:00:00 are T08:00
  const auto at = value.find('T');
  if (at == std::string::npos || value[0] == 'P' || at + 1 >= value.size() || !std::isdigit(value[at + 1]))
    return value;
  std::string clock = value.substr(at + 1);
  if (clock.size() == 2) clock += ":00";
  if (clock.size() == 8 && clock.ends_with(":00")) clock.resize(5);
  return value.substr(0, at + 1) + clock;
}

std::string first_day(const std::string& value) {  // of a year, month, season …
  static const std::regex week("(\\d{4})-W(\\d\\d)(-WE)?");
  std::smatch match;
  if (value.size() == 4 && value.ends_with("XX")) return value.substr(0, 2) + "00-01-01";
  if (value.size() == 4 && value[3] == 'X') return value.substr(0, 3) + "0-01-01";
  if (std::regex_match(value, std::regex("\\d{4}"))) return value + "-01-01";
  if (std::regex_match(value, std::regex("\\d{4}-\\d\\d"))) return value + "-01";
  if (std::regex_match(value, match, std::regex("(\\d{4})-Q(\\d)")))
    return fmt::format("{}-{:02}-01", match[1].str(), std::stoi(match[2]) * 3 - 2);
  if (std::regex_match(value, match, std::regex("(\\d{4})-H(\\d)")))
    return match[1].str() + (match[2] == "1" ? "-01-01" : "-07-01");
  if (std::regex_match(value, match, week)) {
    using namespace std::chrono;
    const sys_days fourth{year{std::stoi(match[1])} / 1 / 4};
    const auto weekday_of_it = weekday{fourth}.iso_encoding();
    const sys_days monday =
        fourth - days{weekday_of_it - 1} + days{7 * (std::stoi(match[2]) - 1) + (match[3].matched ? 5 : 0)};
    const year_month_day date{monday};
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
  }
  return value;
}

std::string as_point(std::string value) {  // "2016-11-07 08:00:00" is 2016-11-07T08:00
  const auto space = value.find(' ');
  if (space != std::string::npos) value[space] = 'T';
  if (value.size() == 19 && value.ends_with(":00")) value.resize(16);
  if (value.size() == 16 && value.ends_with("T00:00")) value.resize(10);
  if (value.size() == 8 && value[2] == ':') value = "T" + value.substr(0, value.ends_with(":00") ? 5 : 8);
  return value;
}

std::string without_unknown(const std::string& value) {
  return value.starts_with("XXXX-XX-XXT") ? value.substr(10) : value;
}

bool same_point(const std::string& ours, const std::string& theirs) {
  const std::string a = as_point(first_day(ours)), b = as_point(theirs);
  return a == b || as_point(a + "T00:00") == b;
}

double seconds_of(const std::string& duration) {
  double all = 0, value = 0;
  bool time = false;
  std::string number;
  for (const char c : duration.substr(1)) {
    if (c == 'T') {
      time = true;
    } else if (std::isdigit(c) || c == '.') {
      number += c;
    } else {
      value = number.empty() ? -1 : std::stod(number);
      number.clear();
      const double unit = c == 'Y'   ? 31536000
                          : c == 'M' ? (time ? 60 : 2592000)
                          : c == 'W' ? 604800
                          : c == 'D' ? 86400
                          : c == 'H' ? 3600
                                     : 1;
      all += value * unit;
    }
  }
  return all;
}

std::string time_part(const std::string& value) {
  static const std::regex zone("(Z|[+-]\\d\\d:\\d\\d)$");
  const auto at = value.find('T');
  return at == std::string::npos ? value : std::regex_replace(value.substr(at), zone, "");
}

bool resolves(const Case& wanted, const TimeExpression& e, const TimeExpression* until) {
  std::string value = padded_clock(without_unknown(e.time.value));
  const bool nothing = std::any_of(wanted.values.begin(), wanted.values.end(), [](const auto& v) {
    return v.contains("value") && v.at("value") == "not resolved" && v.at("type").starts_with("date");
  });
  if (value.empty()) return nothing;
  // A time of day is asked for; that ours has the day of the reference too is no mistake.
  if (wanted.type.starts_with("time") && value.find('T') != std::string::npos && value[0] != 'P')
    value = value.substr(value.find('T'));
  value = std::regex_replace(value, std::regex("(Z|[+-]\\d\\d:\\d\\d)$"), "");
  for (const auto& timex : wanted.timexes) {
    if (!value.empty() && padded_clock(timex) == value && !until) return true;
    const bool part = value.size() == 13 && std::isalpha(value.back()) && timex.ends_with(value.substr(10));
    for (const auto& v : wanted.values) {
      if (part && !until && v.contains("start") && v.at("start").substr(0, 10) == value.substr(0, 10)) return true;
    }
  }
  for (const auto& v : wanted.values) {
    const auto at = [&](const char* key) { return v.contains(key) ? v.at(key) : ""; };
    if (wanted.type == "duration" && e.type == extract::TimeType::kDuration && !at("value").empty() &&
        seconds_of(e.time.value) == std::stod(at("value")))
      return true;
    const std::string start = at("start"), end = at("end"), single = at("value");
    if (!e.begin.empty() && same_point(e.begin, start) && same_point(e.end, end)) return true;
    if (!single.empty() && same_point(value, single)) return true;
    // More exact than asked for: the day with its hour.
    if (wanted.type == "date" && !single.empty() && value.starts_with(single + "T")) return true;
    // "since late July": the month of one of the years given; what MOD leaves of it is not compared.
    const bool of_year = value.substr(0, 4) == start.substr(0, 4) || value.substr(0, 4) == end.substr(0, 4);
    if (v.contains("Mod") && of_year && value.size() > 4) {
      for (const auto& timex : wanted.timexes) {
        if (timex.size() == value.size() && timex.starts_with("XXXX") && timex.substr(4) == value.substr(4))
          return true;
      }
    }
    if (until) {
      const bool now = value == "PRESENT_REF" && !start.empty();
      if (!start.empty() && !end.empty() && (now || same_point(value, start)) &&
          same_point(wanted.type.starts_with("time") ? time_part(until->time.value) : until->time.value, end))
        return true;
    } else if (v.contains("Mod") && (same_point(value, start) || same_point(value, end))) {
      return true;
    } else if (!start.empty() && !end.empty() && same_point(value, start) && !single.size() &&
               value.find('T') == std::string::npos) {
      return as_point(end) > as_point(start);
    }
  }
  return false;
}

void measure_recognizers(Measured& measured, const std::filesystem::path& folder) {
  const auto inputs = read_lines(folder / "input.jsonl"), golds = read_lines(folder / "gold.jsonl");
  dom::parser input_parser, gold_parser;
  std::size_t right = 0, found_all = 0;
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_type;
  for (const auto& [id, line] : golds) {
    const dom::element gold = gold_parser.parse(line), input = input_parser.parse(inputs.at(id));
    const std::string text = string_of(input, "text"), published = string_of(input, "published");
    const auto found = measured.read(text, published);
    bool all_found = true, all_right = true;
    std::string missing;
    std::vector<bool> used(found.size());
    for (const dom::element timex : gold["timexes"]) {
      Case wanted{static_cast<std::uint32_t>(std::int64_t{timex["start"]}),
                  static_cast<std::uint32_t>(std::int64_t{timex["end"]}),
                  string_of(timex, "text"),
                  string_of(timex, "type"),
                  {},
                  {}};
      for (const dom::element t : timex["timex"]) {
        if (t.is_string()) wanted.timexes.insert(std::string(std::string_view(t)));
      }
      for (const dom::element values : timex["values"]) {
        auto& v = wanted.values.emplace_back();
        for (const auto [key, value] : dom::object(values)) {
          std::string_view s;
          if (value.get(s) == simdjson::SUCCESS) v[std::string(key)] = s;
        }
      }
      bool hit = false, good = false;
      std::string seen;
      for (std::size_t i = 0; i < found.size(); ++i) {
        const auto span = found[i].time.span;
        if (span.begin >= wanted.end || wanted.begin >= span.end) continue;
        hit = used[i] = true;
        const TimeExpression* until = found[i].until ? &found[*found[i].until] : nullptr;
        if (until != nullptr && until->time.span.begin >= wanted.end) until = nullptr;
        good = good || resolves(wanted, found[i], until);
        seen += fmt::format("[{}] {}{} ", found[i].time.text, found[i].time.value, until ? " ->" : "");
      }
      all_found = all_found && hit;
      all_right = all_right && good;
      auto& [good_ones, of] = by_type[wanted.type];
      good_ones += good;
      ++of;
      if (!good) {
        std::string values = fmt::format("{}", fmt::join(wanted.timexes, " "));
        if (!wanted.values.empty())
          for (const auto& [k, v] : wanted.values[0]) values += " " + k + "=" + v;
        missing += fmt::format("    {} [{}] = {} found {}\n", wanted.type, wanted.text, values,
                               seen.empty() ? "nothing" : seen);
      }
    }
    const bool silent = gold["timexes"].get_array().size() > 0 || found.empty();
    for (std::size_t i = 0; !silent && i < found.size(); ++i)
      missing += fmt::format("    false [{}] {}\n", found[i].time.text, found[i].time.value);
    right += all_right && silent;
    found_all += all_found && silent;
    if (show_errors && !missing.empty()) fmt::print("  {} {}\n{}", published, text, missing);
  }
  fmt::print("recognizers: {} cases, {:.1f} % found, {:.1f} % found and resolved\n", golds.size(),
             percent(found_all, golds.size()), percent(right, golds.size()));
  for (const auto& [type, n] : by_type) fmt::print("  {}: {} of {}\n", type, n.first, n.second);
}

int measure(const char* path, const std::set<std::string>& sets, const std::filesystem::path& shared) {
  const auto model = language::Model::load(path, nullptr);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().detail);
    return 78;
  }
  Measured measured(*model);
  const auto wanted = [&](const char* set) { return sets.empty() || sets.contains(set); };
  if (wanted("gold")) measure_gold(measured, shared);
  if (wanted("meantime")) measure_timex(measured, shared / "data/meantime", "meantime", true);
  if (wanted("wikiwars")) measure_timex(measured, shared / "data/wikiwars", "wikiwars", false);
  if (wanted("recognizers")) measure_recognizers(measured, shared / "data/recognizers_datetime");
  fmt::print("{} words, {:.0f} words/s in the search for times\n", words_read,
             static_cast<double>(words_read) / seconds_spent);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  using namespace tidings::quality;
  std::set<std::string> sets;
  for (int i = 2; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--errors")
      show_errors = true;
    else if (argument == "--no-parse")
      with_parse = false;
    else
      sets.insert(argument);
  }
  if (argc < 2) {
    std::fputs("usage: times MODEL [SET…] [--errors] [--no-parse]\n", stderr);
    return 64;
  }
  const auto shared = shared_folder();
  if (shared.empty()) {
    fmt::print("no reference data: set TIDINGS_SHARED\n");
    return 0;
  }
  return measure(argv[1], sets, shared);
}
