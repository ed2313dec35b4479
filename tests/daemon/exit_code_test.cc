#include "daemon/exit_code.h"

#include <gtest/gtest.h>

#include "pipeline/io/files/code.h"
#include "pipeline/io/kafka/code.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {
namespace {

using record::Error;
using record::Fault;

TEST(ExitCode, AsksForAnotherTryWhereTimeMayHelp) {
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, store::code::kInUse, {}}), ExitCode::kTryAgain);
  EXPECT_EQ(exit_code_of(Error{Fault::kTransient, store::code::kDiskFull, {}}), ExitCode::kTryAgain);
}

TEST(ExitCode, CallsDamagedOrForeignStateBadData) {
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, store::code::kCorrupt, {}}), ExitCode::kBadData);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, store::code::kNewer, {}}), ExitCode::kBadData);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, store::code::kOlder, {}}), ExitCode::kBadData);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::files::code::kStateMismatch, {}}), ExitCode::kBadData);
}

TEST(ExitCode, BlamesTheConfigurationForFoldersThatCannotBeUsed) {
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, store::code::kUnwritable, {}}), ExitCode::kConfiguration);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::files::code::kNoSuchFile, {}}), ExitCode::kConfiguration);
}

TEST(ExitCode, TellsABrokerThatIsAwayFromOneThatRefusesUs) {
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::kafka::code::kUnavailable, {}}), ExitCode::kUnavailable);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::kafka::code::kBrokerError, {}}), ExitCode::kUnavailable);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::kafka::code::kAuthentication, {}}), ExitCode::kConfiguration);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::kafka::code::kTopicMissing, {}}), ExitCode::kConfiguration);
}

// As errors that end the daemon they concern dead letters: the topic must take longer ones.
TEST(ExitCode, BlamesTheConfigurationForADeadLetterThatNoTopicTakes) {
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::kafka::code::kMessageTooLarge, {}}), ExitCode::kConfiguration);
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, io::kafka::code::kMessageRefused, {}}), ExitCode::kConfiguration);
}

TEST(ExitCode, IsInternalForWhatNobodyForesaw) {
  EXPECT_EQ(exit_code_of(Error{Fault::kFatal, "unheard_of", {}}), ExitCode::kInternal);
}

}  // namespace
}  // namespace tidings::daemon
