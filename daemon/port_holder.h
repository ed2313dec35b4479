#pragma once

#include <cstdint>
#include <string>

namespace tidings::daemon {

// "process 4711 (tidings)": whoever listens on this TCP port of this machine; empty where that cannot be seen, as of a
// process of another user.
[[nodiscard]] std::string port_holder(std::uint16_t port);

}  // namespace tidings::daemon
