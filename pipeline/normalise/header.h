#pragma once

#include <optional>
#include <string>

#include "pipeline/normalise/layout.h"

namespace tidings::normalise {

// Reads what stands above an article: dates ("date 1911-05-03 …" before the first words, "3 May, 1911 09:59" as a line
// of its own, "Updated: …") and bylines ("By Mara Vell, Staff Writer | 3 May 1911"), and cuts it off with a record.
// Looks no further than the first paragraph. The answer is the first date that is not one of an update, else the first.
[[nodiscard]] std::optional<std::string> read_header(Layout& layout);

// "(Reporting by Mara Vell; editing by Tam Orrin)" below an article.
void drop_sign_off(Layout& layout);

}  // namespace tidings::normalise
