#include "pipeline/language/datelines.h"

#include <algorithm>
#include <array>

namespace tidings::language {
namespace {

constexpr std::uint32_t kLongest = 16;  // words
constexpr std::size_t kShortestCapitals = 3;

constexpr auto kInside = std::to_array<std::string_view>({",", ".", "/", "(", ")", "of", "de", "la", "del", "near"});

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_dash(std::string_view form) { return form == "–" || form == "—" || form == "-" || form == "--"; }

// Small letters beyond ASCII are not told from capitals: "MÁLAGA" is in capitals.
bool is_in_capitals(std::string_view form) {
  return form.size() >= kShortestCapitals && is_upper(form[0]) && std::ranges::none_of(form, is_lower);
}

bool may_stand_inside(std::string_view form) {
  return is_upper(form[0]) || is_digit(form[0]) || std::ranges::find(kInside, form) != kInside.end();
}

}  // namespace

std::uint32_t dateline_of(std::span<const std::string_view> forms, std::span<const Token> tokens) {
  if (forms.size() < 2 || !is_upper(forms[0][0])) return 0;
  std::uint32_t dash = 1;
  bool dated = false;
  const auto last = std::min<std::uint32_t>(kLongest, static_cast<std::uint32_t>(forms.size()) - 1);
  for (; dash < last && !is_dash(forms[dash]); ++dash) {
    if (!may_stand_inside(forms[dash])) return 0;
    dated = dated || forms[dash] == "(" || is_digit(forms[dash][0]);
  }
  if (dash >= last || !tokens[dash].space_before || !tokens[dash + 1].space_before) return 0;
  if (dated) return dash + 1;
  const bool aside = std::ranges::any_of(forms.subspan(dash + 1), is_dash);
  return is_in_capitals(forms[0]) && !aside ? dash + 1 : 0;
}

}  // namespace tidings::language
