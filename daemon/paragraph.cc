#include "daemon/paragraph.h"

#include <algorithm>

#include "daemon/log.h"

namespace tidings::daemon {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }

// The bytes of the first so many code points.
std::size_t bytes_of(std::string_view text, std::size_t columns) {
  std::size_t byte = 0;
  for (; byte < text.size(); ++byte) {
    if (begins_character(text[byte]) && columns-- == 0) break;
  }
  return byte;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string fitted(std::string_view text, std::size_t columns) {
  auto line = in_one_line(text);
  line.resize(bytes_of(line, columns));
  return line;
}

Paragraph& Paragraph::add(std::string_view text, const fmt::text_style& style) {
  for (auto begin = text.find_first_not_of(kSpaces); begin != text.npos; begin = text.find_first_not_of(kSpaces)) {
    text.remove_prefix(begin);
    const auto word = text.substr(0, text.find_first_of(kSpaces));
    words_.push_back({in_one_line(word), style});
    text.remove_prefix(word.size());
  }
  return *this;
}

std::vector<std::string> Paragraph::lines(std::size_t width, bool colour) const {
  std::vector<std::string> lines;
  std::size_t column = width + 1;  // no line is begun
  const auto put = [&](std::string_view text, const fmt::text_style& style) {
    const auto columns = columns_of(text);
    if (column + 1 + columns > width) {
      lines.emplace_back();
      column = 0;
    } else {
      lines.back() += ' ';
      ++column;
    }
    lines.back() += colour ? fmt::format(style, "{}", text) : std::string(text);
    column += columns;
  };
  for (const auto& word : words_) {
    for (std::string_view rest = word.text; !rest.empty();) {
      const auto piece = rest.substr(0, bytes_of(rest, width));
      put(piece, word.style);
      rest.remove_prefix(piece.size());
    }
  }
  return lines;
}

}  // namespace tidings::daemon
