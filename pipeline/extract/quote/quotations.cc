#include "pipeline/extract/quote/quotations.h"

#include <optional>

namespace tidings::extract {
namespace {

enum class Mark : std::uint8_t { kNone, kOpen, kClose, kStraight };

struct Found {
  Mark mark = Mark::kNone;
  std::uint32_t bytes = 1;
};

Found mark_at(std::string_view text, std::size_t at) {
  if (text[at] == '"') return {Mark::kStraight, 1};
  const auto rest = text.substr(at);
  for (const std::string_view open : {"\u201c", "\u201e", "\u00ab"}) {
    if (rest.starts_with(open)) return {Mark::kOpen, static_cast<std::uint32_t>(open.size())};
  }
  for (const std::string_view close : {"\u201d", "\u00bb"}) {
    if (rest.starts_with(close)) return {Mark::kClose, static_cast<std::uint32_t>(close.size())};
  }
  return {};
}

// A straight mark opens where a word may begin.
bool opens(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  return before == ' ' || before == '\n' || before == '(' || before == '[' || before == '-' || before == '\t';
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::vector<Quotation> run() {
    for (std::size_t at = 0; at < text_.size();) {
      if (text_.substr(at).starts_with("\n\n")) {
        end_paragraph(at);
        at += 2;
        continue;
      }
      const auto found = mark_at(text_, at);
      if (found.mark != Mark::kNone) take(found, at);
      at += found.bytes;
    }
    end_paragraph(text_.size());
    return std::move(found_);
  }

 private:
  void take(const Found& found, std::size_t at) {
    const bool opening = found.mark == Mark::kOpen || (found.mark == Mark::kStraight && !open_ && opens(text_, at));
    if (opening && open_) {
      ++depth_;
    } else if (opening) {
      open_ = static_cast<std::uint32_t>(at + found.bytes);
      straight_ = found.mark == Mark::kStraight;
      resumed_ = left_open_ && at == paragraph_;
    } else if (open_ && depth_ > 0 && !straight_) {
      --depth_;
    } else if (open_) {
      add(static_cast<std::uint32_t>(at));
      left_open_ = false;
    }
  }

  // A quotation that runs to the end of a paragraph and is opened anew in the next has no closing mark.
  void end_paragraph(std::size_t at) {
    const auto next = at + 2;
    const bool goes_on = open_ && next < text_.size() && mark_at(text_, next).mark != Mark::kNone &&
                         mark_at(text_, next).mark != Mark::kClose;
    if (goes_on) add(static_cast<std::uint32_t>(at));
    left_open_ = goes_on;
    open_.reset();
    depth_ = 0;
    paragraph_ = next;
  }

  void add(std::uint32_t end) {
    if (end > *open_) found_.push_back({*open_, end, resumed_});
    open_.reset();
    depth_ = 0;
  }

  std::string_view text_;
  std::vector<Quotation> found_;
  std::optional<std::uint32_t> open_;
  std::size_t paragraph_ = 0;
  int depth_ = 0;
  bool straight_ = false;
  bool resumed_ = false;
  bool left_open_ = false;
};

}  // namespace

std::vector<Quotation> find_quotations(std::string_view text) { return Finder(text).run(); }

}  // namespace tidings::extract
