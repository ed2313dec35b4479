#pragma once

#include <vector>

#include "pipeline/extract/time/recognise.h"

namespace tidings::extract::timex {

// Makes one of what stands side by side and belongs together ("Friday" "at 11:00" "Moscow time"), links the ends of
// ranges, lets neighbours lend each other what was said once ("January and February 1937"), and drops what says
// nothing by itself.
void join(const Surroundings& around, std::vector<Form>& forms);

}  // namespace tidings::extract::timex
