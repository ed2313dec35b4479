#include "daemon/health.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/status.h"
#include "tests/support/quiet_listener.h"

namespace tidings::daemon {
namespace {

using record::Error;
using record::Fault;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class HeldClock final : public record::Clock {
 public:
  [[nodiscard]] time_point now() const override { return now_; }
  void pass(seconds time) { now_ += time; }

 private:
  time_point now_{};
};

class HealthTest : public testing::Test {
 protected:
  [[nodiscard]] std::vector<std::string> reasons() const {
    std::vector<std::string> reasons;
    for (const auto& trouble : health_.troubles()) reasons.push_back(trouble.part + ": " + trouble.reason);
    return reasons;
  }
  void run() { health_.enter(Health::Phase::kRunning); }

  HeldClock clock_;
  support::QuietListener next_;
  Health health_{next_, clock_};
};

TEST_F(HealthTest, IsReadyOnlyWhileItRuns) {
  EXPECT_THAT(reasons(), ElementsAre("daemon: starting"));
  run();
  EXPECT_THAT(reasons(), IsEmpty());
  health_.enter(Health::Phase::kDraining);
  EXPECT_THAT(reasons(), ElementsAre("daemon: draining"));
}

TEST_F(HealthTest, SaysWhichPartIsHeldAndWhyAndForHowLong) {
  run();
  health_.held_up("sink", Error{Fault::kTransient, "disk_full", "no space left"});
  clock_.pass(seconds(12));
  const auto troubles = health_.troubles();
  ASSERT_EQ(troubles.size(), 1U);
  EXPECT_EQ(readiness_json(troubles),
            "{\"ready\":false,\"reasons\":[{\"part\":\"sink\",\"reason\":\"disk_full\",\"detail\":\"no space left\","
            "\"for_seconds\":12}]}\n");
  health_.resumed("sink");
  EXPECT_THAT(reasons(), IsEmpty());
}

TEST_F(HealthTest, AsksTheEdgesUntilTheyGo) {
  run();
  std::optional<Error> away = Error{Fault::kTransient, "unavailable", "no broker answers"};
  health_.ask("source", [&away] { return away; });
  EXPECT_THAT(reasons(), ElementsAre("source: unavailable"));
  away.reset();
  EXPECT_THAT(reasons(), IsEmpty());
  away = Error{Fault::kTransient, "unavailable", {}};
  health_.forget_edges();
  EXPECT_THAT(reasons(), IsEmpty());
}

TEST_F(HealthTest, IsNotReadyWhileAPartIsStalled) {
  run();
  health_.stalled("normalise", seconds(31));
  EXPECT_THAT(reasons(), ElementsAre("normalise: stalled"));
  EXPECT_TRUE(health_.stalled("normalise"));
  health_.moves_again();
  EXPECT_THAT(reasons(), IsEmpty());
}

TEST_F(HealthTest, CallsForARestartOnlyWhereOneWouldHelp) {
  run();
  EXPECT_FALSE(health_.wedged());
  health_.held_up("sink", Error{Fault::kTransient, "disk_full", {}});
  health_.stalled("sink", seconds(31));
  EXPECT_FALSE(health_.wedged()) << "a restart empties no disk";
  health_.resumed("sink");
  EXPECT_TRUE(health_.wedged());
}

TEST_F(HealthTest, CallsForARestartWhenTheMainThreadDoesNotComeRound) {
  run();
  health_.beat();
  clock_.pass(seconds(20));
  EXPECT_FALSE(health_.wedged());
  clock_.pass(seconds(20));
  EXPECT_TRUE(health_.wedged());
  health_.beat();
  EXPECT_FALSE(health_.wedged());
}

TEST(Status, IsThereBeforeTheFlowIs) {
  const HeldClock clock;
  support::QuietListener next;
  const Health health(next, clock);
  const config::Settings settings;
  const auto status =
      status_json({.settings = settings, .health = health, .route = "feed to out", .uptime = seconds(3)});
  EXPECT_THAT(status, testing::HasSubstr("\"uptime_seconds\":3,\"phase\":\"starting\",\"ready\":false"));
}

}  // namespace
}  // namespace tidings::daemon
