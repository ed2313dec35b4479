#pragma once

#include <string>

#include "pipeline/record/event.h"

// What of an incident is said in words, for people.
namespace tidings::daemon {

[[nodiscard]] std::string what_of(const record::Coding& coding);         // "CONSULT meet"
[[nodiscard]] std::string sides_of(const record::Picture& picture);      // "Ivan Petrov (RUS) → NATO"
[[nodiscard]] std::string place_of(const record::Picture& picture);      // "Geneva, CHE"; or empty
[[nodiscard]] std::string amounts_of(const record::Picture& picture);    // "3 to 5 killed, about 40 wounded"; or empty
[[nodiscard]] std::string reports_of(const record::Update& incident);    // "4 reports, 3 of them independent"
[[nodiscard]] std::string change_of(const record::Update& incident);     // "last refined by"
[[nodiscard]] std::string teller_of(const record::ArticleRef& article);  // "Reuters, 2022-01-21"
[[nodiscard]] std::string dispute_of(const record::Dispute& dispute);    // "time: 2022-01-21 or 2021-12-21"

}  // namespace tidings::daemon
