#include "pipeline/normalise/encoding.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/why.h"
#include "pipeline/record/reason.h"
#include "pipeline/record/utf8.h"

namespace tidings::normalise {
namespace {

using record::Error;
using record::Fault;
using record::Removal;
using record::Result;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kListed = 32;          // broken sequences that a removal lists
constexpr std::size_t kDetected = 8 * 1024;  // bytes the detector looks at
constexpr std::int32_t kSure = 40;           // its confidence, of 100

Error bad_encoding(std::string detail) { return {Fault::kBadInput, record::reason::kBadEncoding, std::move(detail)}; }

// False where ICU does not know the charset or memory is short.
bool convert(const char* charset, std::string_view bytes, std::string& buffer) {
  UErrorCode status = U_ZERO_ERROR;
  buffer.resize(bytes.size() * 3 + 16);  // no charset we meet grows more
  const auto length = ucnv_convert("UTF-8", charset, buffer.data(), static_cast<std::int32_t>(buffer.size()),
                                   bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return false;
  buffer.resize(static_cast<std::size_t>(length));
  return true;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find(kReplacement); at != std::string_view::npos; at = text.find(kReplacement, at + 3)) ++count;
  return count;
}

// Few enough of the bytes had to be given up.
bool is_whole(std::string_view converted) { return count_replacements(converted) * 100 <= converted.size(); }

Result<std::string_view> decode_utf16(const char* charset, std::string_view bytes, std::string& buffer) {
  if (!convert(charset, bytes, buffer)) return bad_encoding(fmt::format("{} that cannot be converted", charset));
  if (!is_whole(buffer)) return bad_encoding(fmt::format("broken {}", charset));
  return std::string_view(buffer);
}

struct Mended {
  std::size_t good = 0;    // sequences of more than one byte
  std::size_t broken = 0;  // maximal ill-formed sequences
  bool only_cut_off = false;
  std::string list;
};

// Copies `bytes` into `buffer`, each ill-formed sequence replaced.
Mended mend_utf8(std::string_view bytes, std::string& buffer) {
  Mended mended;
  buffer.clear();
  buffer.reserve(bytes.size() + bytes.size() / 2);
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t at = 0; at < bytes.size();) {
    const auto begin = at;
    UChar32 point = 0;
    U8_NEXT(data, at, bytes.size(), point);
    if (point >= 0) {
      mended.good += point >= 0x80 ? 1 : 0;
      buffer.append(bytes.substr(begin, at - begin));
      continue;
    }
    mended.only_cut_off = mended.broken == 0 && at == bytes.size() && at - begin > 1;
    if (++mended.broken <= kListed) {
      for (auto byte = begin; byte < at; ++byte) fmt::format_to(std::back_inserter(mended.list), "{:02x} ", data[byte]);
    }
    buffer.append(kReplacement);
  }
  if (!mended.list.empty()) mended.list.pop_back();
  if (mended.broken > kListed) mended.list += fmt::format(" and {} more", mended.broken - kListed);
  return mended;
}

// 0x81, 0x8D, 0x8F, 0x90 and 0x9D stand for nothing in Windows-1252.
bool plausible_windows_1252(std::string_view bytes) {
  const auto high = std::count_if(bytes.begin(), bytes.end(), is_high);
  const bool undefined = bytes.find_first_of("\x81\x8D\x8F\x90\x9D") != std::string_view::npos;
  return !undefined && static_cast<std::size_t>(high) * 4 <= bytes.size() + 4;
}

std::optional<std::string> detect(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  if (U_FAILURE(status)) return std::nullopt;
  const auto length = static_cast<std::int32_t>(std::min(bytes.size(), kDetected));
  ucsdet_setText(detector.get(), bytes.data(), length, &status);
  const auto* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < kSure) return std::nullopt;
  const std::string_view name = ucsdet_getName(match, &status);
  if (name.starts_with("UTF-") || name.starts_with("IBM")) return std::nullopt;  // the first failed, the second is rare
  return std::string(name);
}

}  // namespace

Result<std::string_view> decode(std::string_view bytes, std::string_view charset, std::string& buffer,
                                std::vector<Removal>& removed) {
  if (bytes.starts_with("\xFF\xFE")) return decode_utf16("UTF-16LE", bytes.substr(2), buffer);
  if (bytes.starts_with("\xFE\xFF")) return decode_utf16("UTF-16BE", bytes.substr(2), buffer);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (record::is_utf8(bytes)) return bytes;

  const auto named = fold_ascii(charset);
  if (!named.empty() && named != "utf-8" && named != "utf8" && named != "us-ascii" &&
      convert(named.c_str(), bytes, buffer)) {
    return std::string_view(buffer);
  }
  if (auto mended = mend_utf8(bytes, buffer); mended.good > mended.broken || mended.only_cut_off) {
    removed.push_back({std::move(mended.list), why::kBrokenBytes});
    return std::string_view(buffer);
  }
  if (plausible_windows_1252(bytes) && convert("windows-1252", bytes, buffer)) return std::string_view(buffer);
  if (const auto detected = detect(bytes); detected && convert(detected->c_str(), bytes, buffer) && is_whole(buffer)) {
    return std::string_view(buffer);
  }
  return bad_encoding("neither UTF-8 nor UTF-16 nor Windows-1252 nor anything else makes text of it");
}

}  // namespace tidings::normalise
