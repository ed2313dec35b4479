#include "pipeline/extract/actor/holders.h"

namespace tidings::extract {

using language::OfficeHolder;

Holders::Holders(const language::Lexicon& lexicon) {
  for (const auto& holder : lexicon.office_holders) {
    // "van der Bellen" is found by each of its ends.
    const std::string_view name = holder.name;
    by_name_[name].push_back(&holder);
    for (const auto& other : holder.names) by_name_[other].push_back(&holder);
    for (auto space = name.find(' '); space != std::string_view::npos; space = name.find(' ', space + 1)) {
      by_family_name_[name.substr(space + 1)].push_back(&holder);
    }
  }
  for (const auto& role : lexicon.roles) sectors_.emplace(role.words, role.sector);
  for (const auto& given : lexicon.given_names) genders_.emplace(given.name, given.gender);
}

bool Holders::in_office(const OfficeHolder& holder, std::chrono::year_month_day day) {
  return holder.from <= day && (!holder.until || day <= *holder.until);
}

const OfficeHolder* Holders::by_family_name(std::string_view name, std::chrono::year_month_day day) const {
  const auto found = by_family_name_.find(name);
  if (found == by_family_name_.end()) return nullptr;
  const OfficeHolder* only = nullptr;
  for (const auto* holder : found->second) {
    if (!in_office(*holder, day)) continue;
    if (only != nullptr && only->name != holder->name) return nullptr;
    only = holder;
  }
  return only;
}

std::string_view Holders::home_of(std::string_view name, std::string_view office) const {
  std::string_view code;
  for (const auto* index : {&by_name_, &by_family_name_}) {
    const auto found = index->find(name);
    if (found == index->end()) continue;
    for (const auto* holder : found->second) {
      if (!office.empty() && holder->office != office) continue;
      if (!code.empty() && code != holder->code) return {};
      code = holder->code;
    }
  }
  return code;
}

std::string_view Holders::sector_of(std::string_view office) const {
  const auto found = sectors_.find(office);
  return found == sectors_.end() ? std::string_view{} : found->second;
}

language::Gender Holders::gender_of(std::string_view name) const {
  const auto found = genders_.find(name.substr(0, name.find(' ')));
  return found == genders_.end() ? language::Gender::kUnknown : found->second;
}

}  // namespace tidings::extract
