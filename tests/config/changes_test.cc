#include "config/changes.h"

#include <gmock/gmock.h>

#include "config/option.h"

namespace tidings::config {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Changes, AreNoneBetweenEqualSettings) {
  const auto changes = changes_between(Settings{}, Settings{});
  EXPECT_THAT(changes.taken, IsEmpty());
  EXPECT_THAT(changes.deferred, IsEmpty());
}

TEST(Changes, TakeWhatCanBeTakenAndNameTheRest) {
  Settings wanted;
  wanted.log.level = LogLevel::kWarn;
  wanted.flow.engine.commit_interval = milliseconds(250);
  wanted.flow.workers = 7;
  wanted.source.files = {"a", "b"};
  const auto changes = changes_between(Settings{}, wanted);
  EXPECT_THAT(changes.taken, ElementsAre("flow.commit_interval", "log.level"));
  EXPECT_THAT(changes.deferred, ElementsAre("source.files", "flow.workers"));
  EXPECT_EQ(changes.settings.log.level, LogLevel::kWarn);
  EXPECT_EQ(changes.settings.flow.engine.commit_interval, milliseconds(250));
  EXPECT_EQ(changes.settings.flow.workers, Settings{}.flow.workers) << "so that the next reload names it again";
}

// Every option, changed through YAML: it is in one of the two lists, and what is taken arrives.
TEST(Changes, MissNoOption) {
  for (const auto& option : options()) {
    Settings wanted;
    const auto before = option.get(wanted);
    if (option.is_map) continue;
    for (const auto* value : {"auto", "7", "65537", "9s", "elsewhere", "false", "true", "files", "kafka", "delete",
                              "zstd", "json", "debug", "8MiB", "latest", "PLAIN", "0.5"}) {
      if (option.get(wanted) == before) option.set(wanted, {value});
    }
    const auto changes = changes_between(Settings{}, wanted);
    EXPECT_EQ(changes.taken.size() + changes.deferred.size(), 1U) << option.path;
    const auto expected = changes.taken.empty() ? before : option.get(wanted);
    EXPECT_EQ(option.get(changes.settings), expected) << option.path;
  }
}

TEST(Changes, SeeTheSettingsOfTheClientThatAreNeverShown) {
  Settings wanted;
  wanted.kafka.connection.librdkafka["ssl.key.password"] = "secret";
  EXPECT_THAT(changes_between(Settings{}, wanted).deferred, ElementsAre("kafka.librdkafka"));
}

TEST(ValueOf, IsWhatStandsInYaml) {
  EXPECT_EQ(value_of(Settings{}, "source.kind"), "spool");
  EXPECT_EQ(value_of(Settings{}, "source.wings"), std::nullopt);
}

}  // namespace
}  // namespace tidings::config
