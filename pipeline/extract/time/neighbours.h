#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/time/form.h"
#include "pipeline/extract/time/surroundings.h"

namespace tidings::extract::timex {

// The words between two forms, parted by spaces: "", "of the"; "?" where there are many, or another sentence.
[[nodiscard]] std::string gap(const Surroundings& around, const Form& a, const Form& b);
[[nodiscard]] bool one_of(std::string_view gap, std::initializer_list<std::string_view> known);

// "8 in the evening" is 20: the hour as the part of the day has it; the form's hour is no longer ambiguous.
[[nodiscard]] int in_part(int hour, int part, Form& form);

// Links the ends of ranges, and lets neighbours lend each other what was said once ("January and February 1937").
void link(const Surroundings& around, std::vector<Form>& forms);

}  // namespace tidings::extract::timex
