#include "pipeline/normalise/layout.h"

#include <algorithm>

#include "pipeline/normalise/lexical.h"

namespace tidings::normalise {

void Layout::read(std::string_view text) {
  lines_.clear();
  cuts_.clear();
  folded_.clear();
  folded_.reserve(text.size());  // the lines refer into it: it must not move
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      const auto line = text.substr(begin, end - begin);
      const auto length = std::min(line.size(), kFolded);
      const auto at = folded_.size();
      folded_.append(line.substr(0, length));
      std::transform(folded_.begin() + static_cast<std::ptrdiff_t>(at), folded_.end(),
                     folded_.begin() + static_cast<std::ptrdiff_t>(at), [](char c) { return fold_ascii(c); });
      lines_.push_back({line, std::string_view(folded_).substr(at, length), length == line.size()});
    } else if (!lines_.empty()) {
      ++lines_.back().empty_after;
    }
    begin = end + 1;
  }
  if (!lines_.empty()) lines_.back().empty_after = 2;
}

bool Layout::empty() const {
  return std::all_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.gone(); });
}

void Layout::remove(Line& line, std::string_view why) {
  cuts_.push_back({line.text, why});
  line.text = {};
  line.folded = {};
}

void Layout::cut_front(Line& line, std::size_t bytes, std::string_view why) {
  if (bytes >= line.text.size()) return remove(line, why);
  cuts_.push_back({line.text.substr(0, bytes), why});
  if (line.text[bytes] == ' ') ++bytes;
  line.text.remove_prefix(bytes);
  line.folded.remove_prefix(std::min(bytes, line.folded.size()));
}

void Layout::append_cuts(std::vector<record::Removal>& removed) {
  std::stable_sort(cuts_.begin(), cuts_.end(),
                   [](const Cut& one, const Cut& other) { return one.text.data() < other.text.data(); });
  for (const auto& cut : cuts_) removed.push_back({std::string(cut.text), cut.why});
}

}  // namespace tidings::normalise
