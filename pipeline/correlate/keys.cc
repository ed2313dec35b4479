#include "pipeline/correlate/keys.h"

#include <array>
#include <bit>

namespace tidings::correlate::key {
namespace {

void append_id(std::string& key, const record::Id& id) {
  const auto bytes = std::bit_cast<std::array<char, 16>>(id);
  key.append(bytes.data(), bytes.size());
}

std::string keyed(std::string_view prefix, std::uint64_t number) {
  std::string key(prefix);
  append_number(key, number);
  return key;
}

}  // namespace

void append_number(std::string& key, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) key.push_back(static_cast<char>(number >> static_cast<unsigned>(shift)));
}

std::optional<std::uint64_t> read_number(std::string_view bytes) {
  if (bytes.size() != 8) return std::nullopt;
  std::uint64_t number = 0;
  for (const auto byte : bytes) number = number << 8U | static_cast<std::uint8_t>(byte);
  return number;
}

std::string incident(Number number) { return keyed(kIncidents, ~number); }

std::string named(const record::Id& id) {
  std::string key = "named/";
  append_id(key, id);
  return key;
}

std::string entry(std::uint64_t entry) { return keyed("index/", entry); }

std::string article(const record::Id& id) {
  std::string key = "article/";
  append_id(key, id);
  return key;
}

std::string seen(std::uint64_t number) { return keyed("seen/", number); }

}  // namespace tidings::correlate::key
