// The engine on real threads and a real clock, with fakes that can be held: what the simulation cannot see (data races,
// lost wake-ups) and what is easier told by example.
#include "pipeline/flow/engine.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <condition_variable>
#include <mutex>

#include "pipeline/metrics/flow.h"
#include "pipeline/record/reason.h"
#include "tests/support/quiet_listener.h"
#include "tests/support/scripted_edges.h"

namespace tidings {
namespace {

using record::Error;
using record::Fault;
using support::ScriptedSink;
using support::ScriptedSource;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Heard final : public support::QuietListener {
 public:
  void held_up(std::string_view part, const Error& error) override {
    say(fmt::format("{} held up: {}", part, error.code));
  }
  void resumed(std::string_view part) override { say(fmt::format("{} resumed", part)); }
  void stalled(std::string_view part, std::chrono::nanoseconds) override { say(fmt::format("{} stalled", part)); }
  void failed(const Error& error) override { say(fmt::format("failed: {}", error.code)); }

  std::vector<std::string> all() const {
    const std::lock_guard lock(mutex_);
    return said_;
  }

 private:
  void say(std::string what) {
    const std::lock_guard lock(mutex_);
    said_.push_back(std::move(what));
  }
  mutable std::mutex mutex_;  // guards what follows
  std::vector<std::string> said_;
};

// Publishes each body as it is.
record::Result<void> echo(flow::Parcel& parcel) {
  parcel.messages.push_back({.stream = record::Stream::kDocuments, .key = {}, .id = {}, .data = parcel.input.body});
  return {};
}

class EngineTest : public testing::Test {
 protected:
  ~EngineTest() override {
    source_.wake();
    source_lane_.stop_and_join();
    pool_.stop_and_join();
    sink_lane_.stop_and_join();
  }

  void start(flow::Work work = echo, std::size_t workers = 2) {
    engine_ = std::make_unique<flow::Engine>(
        flow::Engine::Wiring{.source = source_,
                             .sink = sink_,
                             .stages = {{.name = "work", .workers = workers, .make_worker = [work] { return work; }}},
                             .dead_letter =
                                 [](const flow::Parcel& parcel) {
                                   return record::Message{
                                       .stream = record::Stream::kRejected,
                                       .key = {},
                                       .id = {},
                                       .data = fmt::format("{}:{}", parcel.failure->stage, parcel.failure->error.code)};
                                 },
                             .executors = {source_lane_, {&pool_}, sink_lane_},
                             .clock = clock_,
                             .listener = heard_,
                             .ended =
                                 [this] {
                                   const std::lock_guard lock(mutex_);
                                   ended_ = true;
                                   changed_.notify_all();
                                 },
                             .times = times_},
        options_);
    ASSERT_TRUE(engine_->start());
  }

  // Waits for the end; the limit is only there to end a broken test.
  std::optional<flow::Engine::Outcome> end() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(60), [this] { return ended_; });
    return engine_->outcome();
  }

  flow::EngineOptions options_{.commit_interval = std::chrono::milliseconds(5),
                               .retry = {.attempts = 3, .delay_min = std::chrono::milliseconds(1)}};
  record::SystemClock clock_;
  metrics::Registry registry_;
  flow::Times times_;
  Heard heard_;
  ScriptedSource source_;
  ScriptedSink sink_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::unique_ptr<flow::Engine> engine_;
  flow::ThreadPool source_lane_{1};  // these last: their threads use everything above
  flow::ThreadPool pool_{2};
  flow::ThreadPool sink_lane_{1};
};

TEST_F(EngineTest, PublishesEverythingInOrderAndEnds) {
  for (int article = 0; article < 5'000; ++article) source_.offer(std::to_string(article));
  source_.end();
  start();
  ASSERT_TRUE(end());
  const auto published = sink_.published(record::Stream::kDocuments);
  ASSERT_THAT(published, SizeIs(5'000));
  for (int article = 0; article < 5'000; ++article) EXPECT_EQ(published[article], std::to_string(article));
  EXPECT_EQ(engine_->budget().used(), 0U);
  EXPECT_EQ(source_.committed_offset(), 5'000);
}

TEST_F(EngineTest, TurnsAPoisonRecordIntoADeadLetterAndGoesOn) {
  source_.offer("good");
  source_.offer("bad");
  source_.offer("good too");
  source_.end();
  start([](flow::Parcel& parcel) -> record::Result<void> {
    if (parcel.input.body == "bad") return Error{Fault::kBadInput, record::reason::kBadJson, {}};
    return echo(parcel);
  });
  ASSERT_TRUE(end());
  EXPECT_THAT(sink_.published(record::Stream::kDocuments), ElementsAre("good", "good too"));
  EXPECT_THAT(sink_.published(record::Stream::kRejected), ElementsAre("work:bad_json"));
  EXPECT_EQ(source_.committed_offset(), 3);
}

TEST_F(EngineTest, CarriesTheTraceOfARecordOn) {
  source_.offer("good");
  source_.offer("bad");
  source_.end();
  start([](flow::Parcel& parcel) -> record::Result<void> {
    parcel.input.traceparent = "trace of " + parcel.input.body;
    if (parcel.input.body == "bad") return Error{Fault::kBadInput, record::reason::kBadJson, {}};
    return echo(parcel);
  });
  ASSERT_TRUE(end());
  EXPECT_THAT(sink_.traces(), ElementsAre("trace of good", "trace of bad"));
}

TEST_F(EngineTest, GivesUpOnAPassingFailureThatDoesNotPass) {
  source_.offer("never");
  source_.end();
  std::atomic<int> tries{0};
  start([&](flow::Parcel&) -> record::Result<void> {
    ++tries;
    return Error{Fault::kTransient, "busy", "still"};
  });
  ASSERT_TRUE(end());
  EXPECT_EQ(tries, 3);
  EXPECT_THAT(sink_.published(record::Stream::kRejected), ElementsAre("work:retries_exhausted"));
}

TEST_F(EngineTest, StopsTakingWhenTheSinkIsFullAndGoesOnWhenThereIsRoom) {
  options_.budget_bytes = 200'000;
  for (int article = 0; article < 2'000; ++article) source_.offer(std::string(1'000, 'x'));
  source_.end();
  sink_.fail_commits(Error{Fault::kTransient, "disk_full", "no room"});
  start();
  sink_.wait_for_failed_commits(3);
  EXPECT_LE(engine_->budget().used(), options_.budget_bytes);
  EXPECT_LT(engine_->totals().admitted_records.load(), 200U);
  EXPECT_GT(engine_->totals().held_back.load(), 0) << "nothing is asked of the source meanwhile";
  EXPECT_THAT(heard_.all(), ElementsAre("sink held up: disk_full"));
  sink_.heal();
  ASSERT_TRUE(end());
  EXPECT_THAT(sink_.published(record::Stream::kDocuments), SizeIs(2'000));
  EXPECT_THAT(heard_.all(), ElementsAre("sink held up: disk_full", "sink resumed"));
}

TEST_F(EngineTest, CountsWhatEachPartTookAndHandedOn) {
  for (int article = 0; article < 100; ++article) source_.offer(article % 10 == 0 ? "bad" : "good");
  source_.end();
  start([](flow::Parcel& parcel) -> record::Result<void> {
    if (parcel.input.body == "bad") return Error{Fault::kBadInput, record::reason::kBadJson, {}};
    return echo(parcel);
  });
  ASSERT_TRUE(end());
  const auto parts = engine_->parts();
  const auto of = [&](std::size_t part) {
    return std::pair{parts[part]->received_records.load(), parts[part]->sent_records.load()};
  };
  EXPECT_EQ(of(0), std::pair(100UL, 100UL));
  EXPECT_EQ(of(1), std::pair(100UL, 90UL));
  EXPECT_EQ(of(2), std::pair(100UL, 100UL));
  EXPECT_EQ(parts[1]->errors[static_cast<std::size_t>(Fault::kBadInput)].load(), 10U);
  EXPECT_EQ(engine_->totals().received_bytes.load(), 90 * 4 + 10 * 3U);
  EXPECT_GT(engine_->totals().committed_bytes.load(), 0U);
  EXPECT_GT(engine_->totals().last_commit.load(), 0);
  for (const auto& load : engine_->loads()) EXPECT_EQ(load.records + load.bytes, 0U);
}

TEST_F(EngineTest, TellsHowLongEverythingTook) {
  const metrics::StageSeries stage(registry_, "work");
  const metrics::StageSeries sink(registry_, "sink");
  const metrics::FlowSeries flow(registry_);
  times_ = {.stages = {{stage.duration, stage.queue_wait}},
            .sink = {sink.duration, sink.queue_wait},
            .commit = flow.commit_duration,
            .drain = {},
            .end_to_end = flow.end_to_end};
  for (int article = 0; article < 1'000; ++article) source_.offer("article");
  source_.end();
  start();
  ASSERT_TRUE(end());
  const auto text = registry_.text();
  EXPECT_THAT(text, HasSubstr("tidings_stage_duration_seconds_count{stage=\"work\"} 1000\n"));
  EXPECT_THAT(text, HasSubstr("tidings_stage_duration_seconds_count{stage=\"sink\"} 1000\n"));
  EXPECT_THAT(text, HasSubstr("tidings_end_to_end_latency_seconds_count 1000\n"));
  EXPECT_THAT(text, Not(HasSubstr("tidings_stage_queue_wait_seconds_count{stage=\"work\"} 0\n")));
  EXPECT_THAT(text, Not(HasSubstr("tidings_commit_duration_seconds_count 0\n")));
  EXPECT_GT(engine_->parts()[2]->busy.load(), 0);
}

TEST_F(EngineTest, CountsWhatIsThrownAway) {
  for (int article = 0; article < 50; ++article) source_.offer(std::to_string(article));
  source_.end();
  sink_.fail_next_commits(
      {Error{Fault::kTransient, "disk_full", "no room"}, Error{Fault::kRewind, "aborted", "made so"}});
  start();
  ASSERT_TRUE(end());
  EXPECT_EQ(engine_->totals().rewound_records.load(), 50U);
  EXPECT_EQ(engine_->parts()[2]->errors[static_cast<std::size_t>(Fault::kTransient)].load(), 1U);
  EXPECT_EQ(engine_->parts()[2]->errors[static_cast<std::size_t>(Fault::kRewind)].load(), 1U);
}

TEST_F(EngineTest, CommitsAtAnotherPaceFromTheNextTransactionOn) {
  options_.commit_interval = std::chrono::hours(1);
  start();
  engine_->set_commit_pace({.interval = std::chrono::hours(1), .bytes = 1});
  source_.offer("a");
  sink_.wait_for_published(1);  // at the old pace it would take an hour
  engine_->stop();
  EXPECT_TRUE(end());
}

TEST_F(EngineTest, DrainsWhenItIsStopped) {
  for (int article = 0; article < 100; ++article) source_.offer(std::to_string(article));
  start();
  sink_.wait_for_published(100);
  engine_->stop();
  engine_->stop();  // twice is harmless
  const auto outcome = end();
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->error);
  EXPECT_EQ(source_.committed_offset(), 100);
}

TEST_F(EngineTest, EndsWithTheErrorWhenTheOutcomeOfACommitIsUnknown) {
  source_.offer("a");
  sink_.fail_commits(Error{Fault::kFatal, "unknown_outcome", "power lost"});
  start();
  const auto outcome = end();
  ASSERT_TRUE(outcome && outcome->error);
  EXPECT_EQ(outcome->error->code, "unknown_outcome");
  EXPECT_EQ(source_.committed_offset(), 0);
}

TEST_F(EngineTest, StartsOverWhenATransactionIsUndone) {
  for (int article = 0; article < 50; ++article) source_.offer(std::to_string(article));
  source_.end();
  sink_.fail_next_commits({Error{Fault::kRewind, "aborted", "made so"}, Error{Fault::kRewind, "aborted", "made so"}});
  start();
  const auto outcome = end();
  ASSERT_TRUE(outcome && !outcome->error);
  EXPECT_THAT(sink_.published(record::Stream::kDocuments), SizeIs(50));
  EXPECT_EQ(engine_->totals().rewinds.load(), 2U);
}

TEST_F(EngineTest, TakesAgainWhenASinkThatWasHeldUpIsUndone) {
  for (int article = 0; article < 50; ++article) source_.offer(std::to_string(article));
  source_.end();
  sink_.fail_next_commits(
      {Error{Fault::kTransient, "broker_away", "made so"}, Error{Fault::kRewind, "aborted", "made so"}});
  start();
  const auto outcome = end();
  ASSERT_TRUE(outcome && !outcome->error);
  EXPECT_THAT(sink_.published(record::Stream::kDocuments), SizeIs(50));
  EXPECT_THAT(heard_.all(), ElementsAre("sink held up: broker_away", "sink resumed"));
}

TEST_F(EngineTest, NamesTheStageThatHangs) {
  options_.stall_timeout = std::chrono::milliseconds(1);
  std::mutex gate;
  std::unique_lock closed(gate);
  source_.offer("a");
  source_.end();
  std::atomic<bool> inside{false};
  start([&](flow::Parcel& parcel) {
    inside = true;
    inside.notify_all();
    const std::lock_guard wait(gate);
    return echo(parcel);
  });
  inside.wait(false);
  while (!engine_->stalled()) engine_->watch();
  EXPECT_THAT(heard_.all(), ElementsAre("work stalled"));
  closed.unlock();
  ASSERT_TRUE(end());
  engine_->watch();
  EXPECT_FALSE(engine_->stalled());
}

}  // namespace
}  // namespace tidings
