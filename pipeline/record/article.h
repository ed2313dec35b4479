#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/record/result.h"

namespace tidings::record {

// An article as it is handed in (design section 3); everything but the body may be absent.
struct Article {
  std::string id;
  std::string source;
  std::string url;
  std::string title;
  std::string text;  // exactly one of text and html is set
  std::string html;
  std::string published;  // as given, not yet understood
  std::string language;
};

}  // namespace tidings::record
