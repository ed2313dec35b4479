#include "config/lexicon_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "pipeline/record/utf8.h"

namespace tidings::config {
namespace {

constexpr std::size_t kLongestText = 4 * 1024 * 1024;
constexpr std::size_t kLongestLine = 4096;
constexpr std::size_t kMostRows = 100'000;
constexpr std::string_view kNothing = "-";

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// `whole` begins at `start`; the part's place is counted from there.
Field trimmed(std::string_view whole, std::size_t begin, std::size_t end, Place start) {
  while (begin < end && whole[begin] == ' ') ++begin;
  while (end > begin && whole[end - 1] == ' ') --end;
  return {whole.substr(begin, end - begin), {start.line, start.column + characters(whole.substr(0, begin))}};
}

std::vector<Field> split(std::string_view text, char separator, Place start) {
  std::vector<Field> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(separator, begin), text.size());
    parts.push_back(trimmed(text, begin, end, start));
    begin = end + 1;
  }
  return parts;
}

bool is_clean(std::string_view line, int number, std::vector<Problem>& problems) {
  if (line.size() > kLongestLine) {
    problems.push_back(
        {{number, 1}, fmt::format("a line of {} bytes; at most {} are allowed", line.size(), kLongestLine)});
    return false;
  }
  if (const auto good = record::utf8_prefix(line); good < line.size()) {
    problems.push_back({{number, characters(line.substr(0, good)) + 1}, "is not UTF-8"});
    return false;
  }
  const auto control = std::find_if(line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (control != line.end()) {
    const auto before = static_cast<std::size_t>(control - line.begin());
    problems.push_back({{number, characters(line.substr(0, before)) + 1}, "a control character"});
    return false;
  }
  return true;
}

// False where the row is not to be used.
bool fill(Row& row, std::span<const Column> columns, int number, std::vector<Problem>& problems) {
  if (row.size() != columns.size()) {
    problems.push_back({{number, 1}, fmt::format("{} fields where {} should be", row.size(), columns.size())});
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < row.size(); ++i) {
    auto& field = row[i];
    if (field.text.empty()) {
      problems.push_back({field.place, fmt::format("{}: empty; nothing is written \"-\"", columns[i].name)});
      good = false;
    } else if (field.text == kNothing) {
      if (!columns[i].optional) problems.push_back({field.place, fmt::format("{}: is required", columns[i].name)});
      good = good && columns[i].optional;
      field.text = {};
    }
  }
  return good;
}

}  // namespace

std::vector<Row> read_rows(std::string_view text, std::span<const Column> columns, std::vector<Problem>& problems) {
  if (text.size() > kLongestText) {
    problems.push_back({{}, fmt::format("larger than {} bytes", kLongestText)});
    return {};
  }
  std::vector<Row> rows;
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (!is_clean(line, number, problems)) continue;
    if (line.starts_with('#') || line.find_first_not_of(' ') == std::string_view::npos) continue;
    if (rows.size() == kMostRows) {
      problems.push_back({{number, 1}, fmt::format("more than {} rows", kMostRows)});
      break;
    }
    auto row = split(line, '|', {number, 1});
    if (fill(row, columns, number, problems)) rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Field> items_of(const Field& field, std::vector<Problem>& problems) {
  if (field.text.empty()) return {};
  std::vector<Field> items;
  std::set<std::string_view> seen;
  for (const auto& item : split(field.text, ';', field.place)) {
    if (item.text.empty()) {
      problems.push_back({item.place, "an empty item in a list"});
    } else if (!seen.insert(item.text).second) {
      problems.push_back({item.place, fmt::format("{} twice in one list", in_quotes(item.text))});
    } else {
      items.push_back(item);
    }
  }
  return items;
}

}  // namespace tidings::config
