#pragma once

#include <string>
#include <string_view>

#include "pipeline/normalise/layout.h"

namespace tidings::normalise {

// The title of a text that came without one: its first line, where that reads as a headline (one sentence without a
// full stop, not long, with sentences below it). Empty where it does not.
[[nodiscard]] std::string_view find_title(Layout& layout);

// Cuts every line that prints `title` again, whatever its quotation marks and capitals, also where the title given
// carries the name of the site ("Bridge falls | Vell Courier"). `first` is left alone: the line the title was taken
// from.
void drop_repeated_titles(Layout& layout, std::string_view title, const char* first);

}  // namespace tidings::normalise
