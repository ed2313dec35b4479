#pragma once

#include <string_view>

namespace tidings::fuzz {

// The one function of a fuzz target. libFuzzer calls it with inputs that reach ever more of the code; a crash, a
// sanitizer's report, a broken ensure(), ten seconds of processor time or 2 GiB are a find. It says what must hold for
// any bytes at all.
void run(std::string_view input);

}  // namespace tidings::fuzz
