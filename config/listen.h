#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::config {

struct Listen {
  std::string host;  // an address, or a name that stands for one
  std::uint16_t port = 0;
  friend bool operator==(const Listen&, const Listen&) = default;
};

// "off" in place of an address: nobody listens.
inline constexpr std::string_view kListenOff = "off";

// "127.0.0.1:8420", "[::1]:8420", "localhost:0"; nothing where it is none of these.
[[nodiscard]] std::optional<Listen> parse_listen(std::string_view text);
[[nodiscard]] std::string print_listen(const Listen& listen);

}  // namespace tidings::config
