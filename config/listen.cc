#include "config/listen.h"

#include <algorithm>
#include <limits>

#include "config/units.h"

namespace tidings::config {
namespace {

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
}

}  // namespace

std::optional<Listen> parse_listen(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = text.substr(0, colon);
  const auto bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  const auto known = std::all_of(host.begin(), host.end(), is_host_character);
  const auto six = host.find(':') != std::string_view::npos;
  const auto port = parse_count(text.substr(colon + 1));
  if (host.empty() || !known || six != bracketed || !port) return std::nullopt;
  if (*port > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
  return Listen{std::string(host), static_cast<std::uint16_t>(*port)};
}

std::string print_listen(const Listen& listen) {
  const auto six = listen.host.find(':') != std::string::npos;
  return (six ? "[" + listen.host + "]" : listen.host) + ":" + std::to_string(listen.port);
}

}  // namespace tidings::config
