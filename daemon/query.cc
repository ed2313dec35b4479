#include "daemon/query.h"

#include <algorithm>
#include <optional>

#include "pipeline/record/utf8.h"

namespace tidings::daemon {
namespace {

record::Error bad(std::string detail) { return {record::Fault::kBadInput, kBadParameter, std::move(detail)}; }

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

record::Result<std::string> decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      plain += ' ';
    } else if (text[at] != '%') {
      plain += text[at];
    } else {
      const auto high = at + 2 < text.size() ? digit_of(text[at + 1]) : std::nullopt;
      const auto low = high ? digit_of(text[at + 2]) : std::nullopt;
      if (!low) return bad("a percent sign is no escape of two hex digits");
      plain += static_cast<char>(*high << 4U | *low);
      at += 2;
    }
  }
  if (!record::is_utf8(plain) || std::ranges::any_of(plain, is_control)) {
    return bad("a parameter is no UTF-8, or has control characters");
  }
  return plain;
}

}  // namespace

record::Result<std::vector<Parameter>> parameters_of(std::string_view query) {
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    const auto one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    if (one.empty()) continue;
    const auto equals = one.find('=');
    auto name = decoded(one.substr(0, equals));
    if (!name) return std::move(name).error();
    auto value = decoded(equals == one.npos ? std::string_view() : one.substr(equals + 1));
    if (!value) return std::move(value).error();
    if (std::ranges::find(parameters, *name, &Parameter::name) != parameters.end()) {
      return bad(*name + ": given twice");
    }
    parameters.push_back({std::move(*name), std::move(*value)});
  }
  return parameters;
}

}  // namespace tidings::daemon
