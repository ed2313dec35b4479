#pragma once

#include <array>
#include <string_view>

// Why a record ended in the dead letters: a bounded set, because it is a metric label and a field users filter on.
namespace tidings::record::reason {

inline constexpr std::string_view kUnsupportedFormat = "unsupported_format";  // HTML, feeds, office files, binaries
inline constexpr std::string_view kBadJson = "bad_json";                      // not one well-formed JSON object
inline constexpr std::string_view kBadArticle = "bad_article";    // JSON, but wrong types or neither text nor html
inline constexpr std::string_view kBadEncoding = "bad_encoding";  // no encoding makes text of these bytes
inline constexpr std::string_view kEmptyBody = "empty_body";      // nothing left to read
inline constexpr std::string_view kTooLarge = "too_large";        // longer than max_record_bytes
inline constexpr std::string_view kTruncated = "truncated";       // a compressed file that ends early or is damaged
inline constexpr std::string_view kUnreadable = "unreadable";     // the file cannot be opened or read
inline constexpr std::string_view kFileChanged = "file_changed";  // it changed or vanished while being read
inline constexpr std::string_view kRetriesExhausted = "retries_exhausted";  // a passing failure that did not pass
inline constexpr std::string_view kRefused = "refused";                     // the sink will never take what it became

inline constexpr std::array kAll = {kUnsupportedFormat, kBadJson,          kBadArticle, kBadEncoding,
                                    kEmptyBody,         kTooLarge,         kTruncated,  kUnreadable,
                                    kFileChanged,       kRetriesExhausted, kRefused};

}  // namespace tidings::record::reason
