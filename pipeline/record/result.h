#pragma once

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidings::record {

// What the caller must do about an error.
enum class Fault : std::uint8_t {
  kBadInput,   // this record will never work: dead letter, never retried
  kTransient,  // the same call may work later: back off, try again
  kRewind,     // the transaction is undone: the source goes back to what is committed
  kFatal,      // the outcome is unknown or a person is needed: stop the process; a restart resolves it
  kStopping,   // we are shutting down: leave the record unacknowledged
};

// `code` is one of a bounded set (it becomes a metric label and the `reason` of a dead letter) and points to static
// storage; `detail` is free text for the log and the dead letter.
struct [[nodiscard]] Error {
  Fault fault = Fault::kBadInput;
  std::string_view code;
  std::string detail;
};

template <typename T>
using Result = boost::system::result<T, Error>;

// Found by argument-dependent lookup: `.value()` on a failed Result is our mistake, so it ends the process.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

// For beliefs about our own code. On in every build: a wrong watermark is worse than a restart.
// Prints `belief` and where it was held, then aborts.
void ensure(bool holds, const char* belief, boost::source_location where = BOOST_CURRENT_LOCATION);

}  // namespace tidings::record
