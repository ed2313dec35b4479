#pragma once

#include <chrono>
#include <string_view>

#include "daemon/http_server.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {

// /v1/incidents: those that the query asks for, a page of them, from one snapshot of what is committed. The work is
// bounded whatever is asked for.
[[nodiscard]] HttpAnswer list_incidents(const store::Store& store, std::chrono::days retention, std::string_view query);

// /v1/incidents/ID: one with its events and their evidence.
[[nodiscard]] HttpAnswer show_incident(const store::Store& store, std::chrono::days retention, std::string_view id);

// {"error":"…","detail":"…"}
[[nodiscard]] HttpAnswer refusal(unsigned status, std::string_view code, std::string_view detail);

}  // namespace tidings::daemon
