#include "daemon/text_page.h"

#include <fmt/color.h>
#include <fmt/format.h>

#include "daemon/log.h"
#include "daemon/marks.h"
#include "pipeline/record/rejected.h"

namespace tidings::daemon {
namespace {

using Colour = fmt::terminal_color;

void field(std::string_view name, const std::string& value) {
  if (!value.empty()) fmt::print("  {:<12} {}\n", name, value);
}

fmt::text_style style_of(const Piece& piece) {
  fmt::text_style style;
  if (piece.has(Mark::kQuote)) style |= fmt::emphasis::italic;
  if (piece.has(Mark::kPlace)) style |= fg(Colour::magenta);
  if (piece.has(Mark::kTime)) style = fmt::emphasis::italic | fg(Colour::cyan);
  if (piece.has(Mark::kActor)) style = fg(Colour::green);
  if (piece.has(Mark::kTrigger)) style = fmt::emphasis::bold | fmt::emphasis::underline | fg(Colour::yellow);
  return style;
}

// Each line under the one before.
std::string indented(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    lines += c;
    if (c == '\n') lines += "  ";
  }
  return lines;
}

std::string paint(bool colour, const fmt::text_style& style, const std::string& text) {
  return colour && !text.empty() ? fmt::format(style, "{}", text) : text;
}

}  // namespace

void TextPage::print_head(const record::Document& document) const {
  field("id", document.id);
  field("title", document.title);
  if (document.published) {
    field("published", fmt::format("{} (from the {})", document.published->value, name_of(document.published->found)));
  }
  field("language", document.language);
  field("fingerprint", fmt::format("{:016x}", document.fingerprint.bits));
}

void TextPage::print_text(const record::Document& document, const extract::Told& told) const {
  std::string text;
  for (const auto& piece : pieces_of(document, told)) {
    text += paint(colour_, style_of(piece), indented(piece.text));
    for (const auto event : piece.events) text += paint(colour_, fg(Colour::yellow), fmt::format("[{}]", event + 1));
  }
  fmt::print("\n  {}\n\n", text);
  for (const auto& foreign : document.foreign) {
    field("foreign", fmt::format("{}-{} {}", foreign.span.begin, foreign.span.end, foreign.language));
  }
  for (const auto& removal : document.removed) {
    fmt::print("  {} {}\n", paint(colour_, fg(Colour::red), fmt::format("- {}:", removal.why)), removal.text);
  }
}

void TextPage::print_reasons(const std::string& heading, const std::vector<Reason>& reasons) const {
  fmt::print("\n  {}\n", paint(colour_, fmt::emphasis::bold, heading));
  for (const auto& [name, value, why] : reasons) {
    const auto because = why.empty() ? why : "  (" + in_one_line(why) + ")";
    fmt::print("    {:<12} {}{}\n", name, in_one_line(value), paint(colour_, fmt::emphasis::faint, because));
  }
}

void TextPage::article(const record::Input& input, const record::Document& document, const extract::Told& told) {
  fmt::print("{}\n", paint(colour_, fmt::emphasis::bold, in_one_line(record::to_string(record::origin_of(input)))));
  print_head(document);
  print_text(document, told);
  for (std::size_t i = 0; i < told.events.size(); ++i) {
    print_reasons(fmt::format("[{}] {}", i + 1, heading_of(told.events[i])), reasons_of(told.events[i]));
  }
  for (const auto& quote : told.quotes) print_reasons(heading_of(quote), reasons_of(quote));
  if (parse_ && document.language == "en") parse_->print(document);
  fmt::print("\n");
}

void TextPage::rejected(const record::Input& input, const record::Error& error) {
  fmt::print("{}\n", paint(colour_, fmt::emphasis::bold, in_one_line(record::to_string(record::origin_of(input)))));
  fmt::print("  {} {}: {}\n\n", paint(colour_, fg(Colour::red), "rejected"), error.code, in_one_line(error.detail));
}

}  // namespace tidings::daemon
