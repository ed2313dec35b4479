#include "pipeline/normalise/title.h"

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/language/sentences.h"
#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/why.h"

namespace tidings::normalise {
namespace {

constexpr std::size_t kLongest = 200;  // bytes
constexpr std::size_t kMostWords = 30;

bool reads_as_headline(std::string_view line) {
  if (line.size() > kLongest || line.ends_with('.') || line.ends_with("…") || line.ends_with(':') ||
      line.ends_with(';') || line.ends_with(',')) {
    return false;
  }
  if (const auto last = line.find_last_not_of("\"')]"); last != std::string_view::npos && line[last] == '.')
    return false;
  if (line.ends_with(".”") || line.ends_with(".’") || is_lower(line[0])) return false;
  const auto count = count_words(line);
  if (count < 2 || count > kMostWords) return false;
  std::vector<language::Sentence> sentences;
  language::split_sentences(line, sentences);
  return sentences.size() == 1;
}

}  // namespace

std::string_view find_title(Layout& layout) {
  const auto& lines = layout.lines();
  const auto first = std::find_if(lines.begin(), lines.end(), [](const Line& line) { return !line.gone(); });
  if (first == lines.end() || !reads_as_headline(first->text)) return {};
  const bool has_body = std::any_of(first + 1, lines.end(), [](const Line& line) { return ends_with_stop(line.text); });
  return has_body ? first->text : std::string_view{};
}

void drop_repeated_titles(Layout& layout, std::string_view title, const char* first) {
  std::string wanted;
  fold_headline(title, wanted);
  if (wanted.empty()) return;
  std::string without_site;
  for (const std::string_view separator : {" | ", " - ", " – ", " — "}) {
    const auto at = title.rfind(separator);
    if (at != std::string_view::npos && count_words(title.substr(0, at)) >= 4)
      fold_headline(title.substr(0, at), without_site);
    if (!without_site.empty()) break;
  }
  std::string folded;
  for (auto& line : layout.lines()) {
    // Folding takes or adds a few bytes at most, so that a much longer line cannot be the title.
    if (line.gone() || line.text.data() == first || line.text.size() > title.size() * 2 + 16) continue;
    folded.clear();
    fold_headline(line.text, folded);
    if (folded == wanted || (!without_site.empty() && folded == without_site)) layout.remove(line, why::kTitle);
  }
}

}  // namespace tidings::normalise
