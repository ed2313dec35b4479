#include "pipeline/normalise/clean.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/why.h"
#include "pipeline/record/reason.h"

namespace tidings::normalise {
namespace {

using record::Removal;

constexpr std::size_t kListed = 32;  // control characters that a removal lists

enum class Kind : std::uint8_t { kPlain, kSpace, kLineEnd, kControl, kInvisible, kJoiner };

constexpr Kind kind_of(UChar32 c) {
  if (c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
      c == 0x3000) {
    return Kind::kSpace;
  }
  if ((c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029) return Kind::kLineEnd;
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return Kind::kControl;
  if (c == 0x200C || c == 0x200D) return Kind::kJoiner;
  if (c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
      (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF) {
    return Kind::kInvisible;
  }
  return Kind::kPlain;
}

// Bytes that need a look: all that is no plain ASCII, and the first bytes of the sequences named above.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (UChar32 c = 0; c < 0x80; ++c) special[static_cast<std::size_t>(c)] = kind_of(c) != Kind::kPlain;
  for (const std::size_t lead : {0xC2, 0xE1, 0xE2, 0xE3, 0xEF}) special[lead] = true;
  return special;
}();

class Cleaner {
 public:
  Cleaner(std::string_view text, std::string& out) : text_(text), out_(out) {}

  void run() {
    out_.clear();
    out_.reserve(text_.size());
    for (std::size_t at = 0; at < text_.size();) {
      auto end = at;
      while (end < text_.size() && !kSpecial[static_cast<unsigned char>(text_[end])]) ++end;
      if (end > at) put(text_.substr(at, end - at));
      at = end < text_.size() ? take_special(end) : end;
    }
  }

  [[nodiscard]] std::size_t controls() const { return controls_; }
  [[nodiscard]] Removal control_removal() {
    if (controls_ > kListed) list_ += fmt::format(" and {} more", controls_ - kListed);
    return {std::move(list_), why::kControl};
  }

 private:
  std::size_t take_special(std::size_t at) {
    const auto begin = at;
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text_.data()), at, text_.size(), c);
    switch (kind_of(c)) {
      case Kind::kPlain:
        put(text_.substr(begin, at - begin));
        break;
      case Kind::kSpace:
        space_ = true;
        break;
      case Kind::kLineEnd:
        if (c == '\r' && at < text_.size() && text_[at] == '\n') ++at;
        ++line_ends_;
        break;
      case Kind::kControl:
        if (++controls_ <= kListed) {
          fmt::format_to(std::back_inserter(list_), "{}U+{:04X}", list_.empty() ? "" : " ", static_cast<unsigned>(c));
        }
        break;
      case Kind::kInvisible:
        break;
      case Kind::kJoiner:
        if (begin > 0 && at < text_.size() && is_high(text_[begin - 1]) && is_high(text_[at])) {
          put(text_.substr(begin, at - begin));
        }
        break;
    }
    return at;
  }

  void put(std::string_view plain) {
    if (!out_.empty()) {
      if (line_ends_ > 0)
        out_.append(std::min<std::size_t>(line_ends_, 3), '\n');
      else if (space_)
        out_.push_back(' ');
    }
    line_ends_ = 0;
    space_ = false;
    out_.append(plain);
  }

  std::string_view text_;
  std::string& out_;
  std::size_t line_ends_ = 0;  // white space seen since the last character put
  bool space_ = false;
  std::size_t controls_ = 0;
  std::string list_;
};

void to_nfc(std::string& text, std::string& buffer) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status)) return;
  buffer.clear();
  icu::StringByteSink<std::string> sink(&buffer);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_SUCCESS(status)) text.swap(buffer);
}

// Lines shorter than this tell nothing, longer ones are paragraphs.
constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidest = 100;
constexpr std::size_t kEnoughBreaks = 4;

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::size_t first_word_length(std::string_view line) { return std::min(line.find(' '), line.size()); }

// Calls visit(line, next) for each two lines that follow each other inside a paragraph.
template <typename Visit>
void for_each_break(std::string_view text, Visit visit) {
  for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string_view::npos; begin = end + 1) {
    if (end == begin || text[end + 1] == '\n') continue;
    visit(Line{begin, end}, Line{end + 1, std::min(text.find('\n', end + 1), text.size())});
  }
}

}  // namespace

record::Result<void> clean(std::string_view utf8, std::string& out, std::string& buffer,
                           std::vector<Removal>& removed) {
  Cleaner cleaner(utf8, out);
  cleaner.run();
  if (cleaner.controls() > 4 && cleaner.controls() * 50 > utf8.size()) {
    return record::Error{record::Fault::kBadInput, record::reason::kBadEncoding,
                         fmt::format("{} control characters in {} bytes", cleaner.controls(), utf8.size())};
  }
  if (cleaner.controls() > 0) removed.push_back(cleaner.control_removal());
  to_nfc(out, buffer);
  return {};
}

void unwrap(std::string& text) {
  std::size_t width = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    width = std::max(width, end - begin);
    if (width > kWidest) return;
    begin = end + 1;
  }
  if (width < kNarrowest) return;
  std::size_t breaks = 0;
  std::size_t forced = 0;
  for_each_break(text, [&](Line line, Line next) {
    ++breaks;
    const auto word = first_word_length(std::string_view(text).substr(next.begin, next.end - next.begin));
    forced += line.end - line.begin + 1 + word > width ? 1 : 0;
  });
  if (breaks < kEnoughBreaks || forced < breaks) return;
  std::vector<std::size_t> joints;
  for_each_break(text, [&](Line line, Line) { joints.push_back(line.end); });
  for (const auto joint : joints) text[joint] = ' ';
}

}  // namespace tidings::normalise
