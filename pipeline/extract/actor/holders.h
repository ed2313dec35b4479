#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/language/lexicon.h"

namespace tidings::extract {

// Who held which office when, and which given names women and men bear. Immutable; borrows the lexicon.
class Holders {
 public:
  explicit Holders(const language::Lexicon& lexicon);

  [[nodiscard]] static bool in_office(const language::OfficeHolder& holder, std::chrono::year_month_day day);

  // Who held an office on the day and has this family name, if only one person does; else null.
  [[nodiscard]] const language::OfficeHolder* by_family_name(std::string_view name,
                                                             std::chrono::year_month_day day) const;

  // The country or organisation of whoever was called so, on whatever day: a president who has left keeps his country.
  // `office`: which they held; empty: any. Empty where those of the name are of several.
  [[nodiscard]] std::string_view home_of(std::string_view name, std::string_view office) const;

  // The sector of an office, in the lexicon's words; empty where it lists none such.
  [[nodiscard]] std::string_view sector_of(std::string_view office) const;

  // Of the first word of a name.
  [[nodiscard]] language::Gender gender_of(std::string_view name) const;

 private:
  std::unordered_map<std::string_view, std::vector<const language::OfficeHolder*>> by_family_name_;
  std::unordered_map<std::string_view, std::vector<const language::OfficeHolder*>> by_name_;  // and other names
  std::unordered_map<std::string_view, std::string_view> sectors_;
  std::unordered_map<std::string_view, language::Gender> genders_;
};

}  // namespace tidings::extract
