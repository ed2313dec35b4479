// What is committed, undone, kept small and forgotten.
#include <gmock/gmock.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>

#include "pipeline/correlate/correlator.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/store/store.h"
#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

using record::Change;
using record::Event;
using record::Status;
using record::Update;

class CorrelatorState : public ::testing::Test {
 protected:
  CorrelatorState()
      : folder_(std::filesystem::temp_directory_path() /
                ("tidings_correlate_" + std::to_string(std::random_device{}()) + "_" +
                 ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    open();
  }
  ~CorrelatorState() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void open() {
    store_.reset();
    store_ = std::move(store::Store::open(folder_).value());
  }
  void commit(Correlator& correlator) {
    store::Batch batch;
    correlator.changes(batch);
    ASSERT_TRUE(store_->write(batch));
    correlator.committed();
  }
  // All that is in the store, as bytes.
  std::string dump() {
    std::string all;
    EXPECT_TRUE(store_->scan("", [&](auto key, auto value) {
      all.append(key).append("=").append(value).append("\n");
      return true;
    }));
    return all;
  }

  // What an article gets to hear of the state as it is in the store.
  record::Error refusal() {
    Correlator correlator(store_.get(), {});
    std::vector<Update> updates;
    const auto event = Account("b").on("2022-01-21").told();
    const auto taken = correlator.take(event.article, {&event, 1}, updates);
    EXPECT_FALSE(taken);
    return taken ? record::Error{} : taken.error();
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
};

Update take(Correlator& correlator, const Event& event) {
  std::vector<Update> updates;
  EXPECT_TRUE(correlator.take(event.article, {&event, 1}, updates));
  return updates.empty() ? Update{} : updates[0];
}

// Happenings of a few sides on a few days, many of them told several times, some by a new version of an article.
std::vector<Event> random_events(std::uint32_t seed, int count) {
  std::mt19937 random(seed);
  const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  const std::vector<std::string> codes = {"RUS", "USA", "NATO", "UKR", "DEU"};
  std::vector<Event> events;
  for (int i = 0; i < count; ++i) {
    const auto day = std::to_string(10 + pick(8));
    Account telling("a" + std::to_string(pick(count)), "2022-01-" + day);
    telling.version(std::to_string(pick(3)));
    telling.sides({codes[pick(5)], codes[pick(5)]});
    telling.type(static_cast<record::EventType>(pick(16)));
    telling.status(static_cast<Status>(pick(8)));
    if (pick(3) > 0) telling.on("2022-01-" + std::to_string(10 + pick(8)));
    if (pick(3) == 0) telling.in(pick(2) == 0 ? "Geneva" : "Vienna", pick(2) == 0 ? "CHE" : "AUT");
    events.push_back(telling.told());
  }
  return events;
}

std::string json_of(const std::vector<Update>& updates) {
  std::string json;
  for (const auto& update : updates) {
    record::append_json(update, json);
    json += '\n';
  }
  return json;
}

TEST_F(CorrelatorState, NeitherCommitsNorRestartsNorTheCacheChangeAByteOfTheUpdates) {
  const auto events = random_events(7, 400);
  std::vector<Update> expected;
  Correlator undisturbed(nullptr, {});
  for (const auto& event : events) ASSERT_TRUE(undisturbed.take(event.article, {&event, 1}, expected));
  EXPECT_GT(expected.size(), 200U);

  for (const std::size_t cache_bytes : {1U, 30'000U, 200'000U, 64U << 20U}) {
    store_.reset();
    std::filesystem::remove_all(folder_);
    open();
    Options small;
    small.cache_bytes = cache_bytes;
    auto correlator = std::make_unique<Correlator>(store_.get(), small);
    std::vector<Update> updates;
    for (std::size_t i = 0; i < events.size(); ++i) {
      ASSERT_TRUE(correlator->take(events[i].article, {&events[i], 1}, updates));
      if (i % 7 == 3) commit(*correlator);
      if (i % 50 == 10) {
        commit(*correlator);
        correlator.reset();
        open();
        correlator = std::make_unique<Correlator>(store_.get(), small);
      }
    }
    EXPECT_EQ(json_of(updates), json_of(expected)) << cache_bytes;
  }
}

TEST_F(CorrelatorState, WhatIsUndoneIsTakenAgainWithTheSameBytes) {
  const auto events = random_events(11, 300);
  std::string undisturbed;
  {
    Correlator correlator(store_.get(), {});
    for (const auto& event : events) take(correlator, event);
    commit(correlator);
    undisturbed = dump();
  }
  store_.reset();
  std::filesystem::remove_all(folder_);
  open();

  Options small;
  small.cache_bytes = 100'000;
  Correlator correlator(store_.get(), small);
  for (std::size_t i = 0; i < events.size(); i += 50) {
    for (std::size_t j = i; j < i + 50; ++j) take(correlator, events[j]);
    store::Batch lost;
    if (i % 100 == 0) correlator.changes(lost);
    correlator.undone();
    for (std::size_t j = i; j < i + 50; ++j) take(correlator, events[j]);
    commit(correlator);
  }
  EXPECT_EQ(dump(), undisturbed);
}

TEST_F(CorrelatorState, AnOpenCommitIsSeenByTheNextArticle) {
  Correlator correlator(store_.get(), {});
  const auto first = take(correlator, Account("a").on("2022-01-21").told());
  store::Batch batch;
  correlator.changes(batch);
  const auto second = take(correlator, Account("b").on("2022-01-21").told());
  EXPECT_EQ(second.incident, first.incident);
  ASSERT_TRUE(store_->write(batch));
  correlator.committed();
  const auto third = take(correlator, Account("c").on("2022-01-21").told());
  EXPECT_EQ(third.incident, first.incident);
  EXPECT_EQ(third.sources, 3U);
}

TEST_F(CorrelatorState, ADamagedIncidentIsAnError) {
  Correlator writer(store_.get(), {});
  take(writer, Account("a").on("2022-01-21").told());
  commit(writer);
  store::Batch damage;
  damage.put(key::incident(1), "\x01nonsense");
  ASSERT_TRUE(store_->write(damage));

  const auto refused = refusal();
  EXPECT_EQ(refused.code, store::code::kCorrupt);
  EXPECT_EQ(refused.fault, record::Fault::kFatal);
}

TEST_F(CorrelatorState, AStateOfALaterVersionIsAnError) {
  store::Batch later;
  later.put(std::string(key::kState), "\x63 and what only that knows");
  ASSERT_TRUE(store_->write(later));
  const auto refused = refusal();
  EXPECT_EQ(refused.code, store::code::kNewer);
}

TEST_F(CorrelatorState, AStateOfAnEarlierVersionIsAnErrorThatSaysSo) {
  Correlator writer(store_.get(), {});
  take(writer, Account("a").on("2022-01-21").told());
  commit(writer);
  auto state = store_->get(key::kState).value().value();
  state[0] = 1;
  store::Batch earlier;
  earlier.put(std::string(key::kState), state);
  ASSERT_TRUE(store_->write(earlier));

  const auto refused = refusal();
  EXPECT_EQ(refused.code, store::code::kOlder);
  EXPECT_EQ(refused.fault, record::Fault::kFatal);
}

TEST_F(CorrelatorState, AnOrderOfArticlesWithAGapIsAnError) {
  Correlator writer(store_.get(), {});
  take(writer, Account("a").on("2022-01-21").told());
  take(writer, Account("b").on("2022-01-21").told());
  commit(writer);
  store::Batch damage;
  damage.erase(key::seen(0));
  ASSERT_TRUE(store_->write(damage));

  Correlator correlator(store_.get(), {});
  std::vector<Update> updates;
  const auto event = Account("c").on("2022-01-21").told();
  const auto taken = correlator.take(event.article, {&event, 1}, updates);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, store::code::kCorrupt);
}

std::string day_after(int days) {
  const std::chrono::year_month_day date =
      std::chrono::sys_days(std::chrono::year(2022) / 1 / 1) + std::chrono::days(days);
  char text[16];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
  return text;
}

// Articles of a day about different things, until the clock of the input has come there.
void pass_time(Correlator& correlator, int day, int articles, int& number) {
  for (int i = 0; i < articles; ++i) {
    const auto published = day_after(day);
    const auto telling = Account("t" + std::to_string(number++), published)
                             .sides({"S" + std::to_string(i), "T" + std::to_string(i)})
                             .on(published);
    take(correlator, telling.told());
  }
}

TEST_F(CorrelatorState, WhatIsNoLongerMentionedIsForgotten) {
  Correlator correlator(store_.get(), {});
  int number = 0;
  pass_time(correlator, 0, 1100, number);
  const auto old = take(correlator, Account("a", day_after(0)).on(day_after(0)).told());
  pass_time(correlator, 80, 1100, number);
  // Still there after 80 days, whatever the day it speaks of.
  EXPECT_EQ(take(correlator, Account("b", day_after(80)).on(day_after(0)).told()).incident, old.incident);
  pass_time(correlator, 160, 1100, number);
  EXPECT_EQ(take(correlator, Account("c", day_after(160)).on(day_after(0)).told()).incident, old.incident);
  pass_time(correlator, 260, 1100, number);
  EXPECT_NE(take(correlator, Account("d", day_after(260)).on(day_after(0)).told()).incident, old.incident);
}

TEST_F(CorrelatorState, TheStateDoesNotGrowWithTheInput) {
  Correlator correlator(store_.get(), {});
  int number = 0;
  const auto keys_after = [&](int from, int to) {
    for (int day = from; day < to; day += 10) {
      pass_time(correlator, day, 100, number);
      commit(correlator);
    }
    std::size_t keys = 0;
    EXPECT_TRUE(store_->scan("", [&](auto, auto) { return ++keys != 0; }));
    return keys;
  };
  const auto settled = keys_after(0, 600);
  EXPECT_LT(keys_after(600, 1200), settled * 5 / 4);
  EXPECT_GT(correlator.counts().dropped, 0U);
}

TEST_F(CorrelatorState, TheStateDoesNotGrowWithWhatEachArticleTells) {
  Correlator correlator(store_.get(), {});
  int number = 0;
  const auto take_six = [&](int day) {
    std::vector<Event> events;
    Account telling("t" + std::to_string(number++), day_after(day));
    for (const auto* side : {"A", "B", "C", "D", "E"}) {
      events.push_back(telling.sides({side + std::to_string(number), "T"}).on(day_after(day)).told());
    }
    events.push_back(telling.sides({"RUS", "USA"}).on("2022-01-01").told());  // goes on being told of
    std::vector<Update> updates;
    EXPECT_TRUE(correlator.take(events[0].article, events, updates));
  };
  const auto incidents_after = [&](int from, int to) {
    for (int day = from; day < to; day += 10) {
      for (int i = 0; i < 50; ++i) take_six(day);
      commit(correlator);
    }
    std::size_t keys = 0;
    EXPECT_TRUE(store_->scan(key::kIncidents, [&](auto, auto) { return ++keys != 0; }));
    return keys;
  };
  const auto settled = incidents_after(0, 350);
  EXPECT_LT(incidents_after(350, 600), settled * 5 / 4);
  EXPECT_LT(correlator.counts().created, 60 * 50 * 5 + 2U) << "one is told of all the time";
}

TEST_F(CorrelatorState, WhatItsLastArticleNoLongerTellsIsForgottenToo) {
  Correlator correlator(store_.get(), {});
  int number = 0;
  const auto telling = [](const std::string& article, int day) {
    return Account(article, day_after(day)).on(day_after(0));
  };
  pass_time(correlator, 0, 1100, number);
  const auto known = take(correlator, telling("a", 0).told());
  pass_time(correlator, 60, 1100, number);
  EXPECT_EQ(take(correlator, telling("b", 60).told()).incident, known.incident);
  std::vector<Update> updates;
  ASSERT_TRUE(correlator.take(telling("b", 60).version("without").event.article, {}, updates));
  commit(correlator);
  EXPECT_TRUE(store_->get(key::named(known.incident)).value());
  pass_time(correlator, 200, 1600, number);
  commit(correlator);
  EXPECT_FALSE(store_->get(key::named(known.incident)).value());
}

TEST_F(CorrelatorState, LongArticlesFromTheFarFutureForgetNothing) {
  Correlator correlator(store_.get(), {});
  int number = 0;
  pass_time(correlator, 0, 1100, number);
  const auto known = take(correlator, Account("a", day_after(0)).on(day_after(0)).told());
  for (const auto* article : {"y", "z"}) {
    std::vector<Event> events;
    for (int i = 0; i < 600; ++i) {
      events.push_back(Account(article, "2099-01-01").sides({"X" + std::to_string(i), "Y"}).told());
    }
    std::vector<Update> updates;
    ASSERT_TRUE(correlator.take(events[0].article, events, updates));
  }
  EXPECT_EQ(correlator.counts().future, 1200U);
  EXPECT_EQ(take(correlator, Account("b", day_after(0)).on(day_after(0)).told()).incident, known.incident);
  pass_time(correlator, 100, 1100, number);
  EXPECT_GT(correlator.counts().dropped, 0U);
}

TEST_F(CorrelatorState, OneArticleFromTheFarFutureForgetsNothing) {
  Correlator correlator(store_.get(), {});
  int number = 0;
  pass_time(correlator, 0, 1100, number);
  const auto known = take(correlator, Account("a", day_after(0)).on(day_after(0)).told());
  take(correlator, Account("z", "2099-01-01").sides({"X", "Y"}).told());
  EXPECT_EQ(correlator.counts().future, 1U);
  EXPECT_EQ(take(correlator, Account("b", day_after(0)).on(day_after(0)).told()).incident, known.incident);
}

}  // namespace
}  // namespace tidings::correlate
