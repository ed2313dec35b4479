#include "pipeline/normalise/format.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "pipeline/normalise/lexical.h"

namespace tidings::normalise {
namespace {

constexpr std::size_t kSniffed = 256;  // bytes

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](auto beginning) { return text.starts_with(beginning); });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](auto end) { return text.ends_with(end); });
}

std::optional<Format> by_content_type(std::string_view content_type) {
  const auto type = fold_ascii(trim(content_type.substr(0, content_type.find(';'))));
  if (type.empty() || type == "application/octet-stream") return std::nullopt;
  if (type == "application/json" || type.ends_with("+json") ||
      starts_with_any(type, {"application/x-ndjson", "application/jsonl", "text/json"})) {
    return Format::kJson;
  }
  const bool markup = ends_with_any(type, {"/html", "/xml", "+xml"});
  return type.starts_with("text/") && !markup ? Format::kText : Format::kUnsupported;
}

// A topic has no extension, however it is called.
std::optional<Format> by_name(const record::Input& input) {
  if (input.from == record::From::kQueue || !input.container) return std::nullopt;
  auto name = fold_ascii(*input.container);
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  }
  if (ends_with_any(name, {".json", ".jsonl", ".ndjson"})) return Format::kJson;
  if (ends_with_any(name, {".txt", ".text"})) return Format::kText;
  if (ends_with_any(name, {".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".pdf", ".doc", ".docx", ".rtf"})) {
    return Format::kUnsupported;
  }
  return std::nullopt;
}

bool is_binary(std::string_view body) {
  using namespace std::string_view_literals;
  return starts_with_any(body, {"%PDF-"sv, "PK\3\4"sv, "\x89PNG"sv, "\xFF\xD8\xFF"sv, "GIF8"sv, "\xD0\xCF\x11\xE0"sv,
                                "{\\rtf"sv, "\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv,
                                "\x7F"
                                "ELF"sv});
}

bool is_markup(std::string_view start) {
  return starts_with_any(start, {"<!doctype", "<html", "<head", "<body", "<?xml", "<rss", "<feed", "<item", "<entry",
                                 "<article", "<div", "<p>", "<p ", "<!--", "<script", "<meta", "<table", "<span"});
}

// "[Editor's note: …" and "{sic}" are text.
bool is_json(std::string_view start) {
  if (start.empty() || (start[0] != '{' && start[0] != '[')) return false;
  const auto inside = trim(start.substr(1));
  if (inside.empty()) return true;
  return start[0] == '{' ? inside[0] == '"' || inside[0] == '}'
                         : inside[0] == '{' || inside[0] == '"' || inside[0] == ']';
}

}  // namespace

Format tell_format(const record::Input& input, std::string_view body) {
  if (is_binary(body)) return Format::kUnsupported;
  const auto begin = std::min(body.find_first_not_of(" \t\r\n"), body.size());
  const auto start = fold_ascii(body.substr(begin, kSniffed));
  if (is_markup(start)) return Format::kUnsupported;
  if (const auto format = by_content_type(input.content_type)) return *format;
  if (const auto format = by_name(input)) return *format;
  return is_json(start) ? Format::kJson : Format::kText;
}

std::string_view charset_of(std::string_view content_type) {
  const auto folded = fold_ascii(content_type);
  constexpr std::string_view kName = "charset=";
  const auto at = folded.find(kName);
  if (at == std::string::npos) return {};
  auto charset = content_type.substr(at + kName.size());
  charset = trim(charset.substr(0, charset.find(';')));
  if (charset.size() >= 2 && charset.front() == '"' && charset.back() == '"')
    charset = charset.substr(1, charset.size() - 2);
  return charset;
}

}  // namespace tidings::normalise
