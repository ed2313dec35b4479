#include "daemon/exit_code.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/http_server.h"
#include "pipeline/io/files/code.h"
#include "pipeline/io/kafka/code.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {
namespace {

// What a person must look at before it can work.
constexpr std::array kBadData = {
    store::code::kCorrupt,           store::code::kNewer,       store::code::kOlder, io::files::code::kStateMismatch,
    io::files::code::kOutputChanged, io::files::code::kBadState};
// What a person must set right in the configuration or around it; "bad_model" is of language::Model::load.
constexpr std::array kConfiguration = {store::code::kUnwritable,
                                       io::files::code::kUnwritable,
                                       io::files::code::kUnreadable,
                                       io::files::code::kNoSuchFile,
                                       io::kafka::code::kBadSetting,
                                       io::kafka::code::kAuthentication,
                                       io::kafka::code::kTls,
                                       io::kafka::code::kAuthorization,
                                       io::kafka::code::kTopicMissing,
                                       io::kafka::code::kOffsetGone,
                                       io::kafka::code::kUnreadable,
                                       io::kafka::code::kFenced,
                                       io::kafka::code::kMessageTooLarge,
                                       io::kafka::code::kMessageRefused,
                                       kListenFailed,
                                       std::string_view("bad_model")};
// Who must come back before it can work.
constexpr std::array kUnavailable = {io::kafka::code::kUnavailable, io::kafka::code::kBrokerError};

template <typename Codes>
bool among(const Codes& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

ExitCode exit_code_of(const record::Error& error) {
  if (among(kBadData, error.code)) return ExitCode::kBadData;
  if (among(kConfiguration, error.code)) return ExitCode::kConfiguration;
  if (among(kUnavailable, error.code)) return ExitCode::kUnavailable;
  if (error.code == store::code::kInUse || error.fault == record::Fault::kTransient) return ExitCode::kTryAgain;
  return ExitCode::kInternal;
}

}  // namespace tidings::daemon
