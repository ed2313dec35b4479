#include "pipeline/correlate/reading.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <random>

#include "pipeline/correlate/correlator.h"
#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

using record::EventType;
using record::Id;
using record::Status;
using record::Update;
using ::testing::ElementsAre;

class Reading : public ::testing::Test {
 protected:
  Reading()
      : folder_(std::filesystem::temp_directory_path() / ("tidings_reading_" + std::to_string(std::random_device{}()))),
        store_(std::move(store::Store::open(folder_).value())) {}
  ~Reading() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  Update take(const Account& account) { return correlate::take(correlator_, *store_, account).at(0); }
  std::vector<Id> ids(const Filter& filter) {
    const auto page = list(*store_->snapshot(), filter, "", 100);
    EXPECT_TRUE(page);
    std::vector<Id> found;
    for (const auto& update : page->incidents) found.push_back(update.incident);
    return found;
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  Correlator correlator_{store_.get(), {}};
};

TEST_F(Reading, ListsWhatWasOpenedLastFirstAsItsLastUpdateSaid) {
  take(Account("a").on("2022-01-09"));
  const auto other = take(Account("b").on("2022-01-10").sides({"RUS", "NATO"}));
  const auto first = take(Account("c").on("2022-01-09"));
  const auto page = list(*store_->snapshot(), {}, "", 100);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->incidents.size(), 2U);
  EXPECT_EQ(page->incidents[0], other);
  EXPECT_EQ(page->incidents[1], first);
  EXPECT_TRUE(page->next.empty());
}

TEST_F(Reading, FiltersBySideTypePlaceStatusAndTime) {
  const auto talks = take(Account("a", "2022-01-21").sides({"Sergei Lavrov:RUS", "USA"}).in("Geneva", "CHE"));
  const auto rally = take(Account("b", "2022-01-09").type(EventType::kProtest).sides({"UKR"}).status(Status::kPlanned));
  EXPECT_THAT(ids({.side = "RUS"}), ElementsAre(talks.incident));
  EXPECT_THAT(ids({.side = "Sergei Lavrov"}), ElementsAre(talks.incident));
  EXPECT_THAT(ids({.place = "Geneva"}), ElementsAre(talks.incident));
  EXPECT_THAT(ids({.place = "CHE"}), ElementsAre(talks.incident));
  EXPECT_THAT(ids({.type = EventType::kProtest}), ElementsAre(rally.incident));
  EXPECT_THAT(ids({.status = Status::kPlanned}), ElementsAre(rally.incident));
  EXPECT_THAT(ids({.since = "2022-01-21"}), ElementsAre(talks.incident));
  EXPECT_THAT(ids({.since = "2022-01-09"}), ElementsAre(rally.incident, talks.incident));
  EXPECT_THAT(ids({.since = "2022-01"}), ElementsAre(rally.incident, talks.incident));
  EXPECT_THAT(ids({.since = "2022-01-21T23:59Z"}), ElementsAre(talks.incident));
  EXPECT_TRUE(ids({.since = "2022-01-22"}).empty());
  EXPECT_TRUE(ids({.since = "2022-01-21T23:59-01:00"}).empty());
  EXPECT_TRUE(ids({.side = "USA", .status = Status::kPlanned}).empty());
}

TEST_F(Reading, CodesAndWordsOfNamesAreFoundInAnyLetters) {
  const auto talks = take(Account("a", "2022-01-21").sides({"Sergei Lavrov:RUS", "USA"}).in("New York", "USA"));
  for (const auto* side : {"lavrov", "LAVROV", "sergei lavrov", "Sergei", "rus"}) {
    EXPECT_THAT(ids({.side = side}), ElementsAre(talks.incident)) << side;
  }
  for (const auto* side : {"Lavro", "avrov", "sergeilavrov", "RU", "Sergei  Lavrov"}) {
    EXPECT_TRUE(ids({.side = side}).empty()) << side;
  }
  EXPECT_THAT(ids({.place = "new york"}), ElementsAre(talks.incident));
  EXPECT_THAT(ids({.place = "usa"}), ElementsAre(talks.incident));
  EXPECT_TRUE(ids({.place = "ew York"}).empty());
}

TEST_F(Reading, AnIdIsFoundByTheBeginningOfItsDigits) {
  const auto one = take(Account("a").on("2022-01-09")).incident;
  const auto other = take(Account("b").on("2022-01-10").sides({"RUS", "NATO"})).incident;
  const auto snapshot = std::move(*store_->snapshot());
  for (std::size_t digits = 4; digits <= 32; ++digits) {
    EXPECT_THAT(*named(snapshot, one.hex().substr(0, digits), 9), ElementsAre(one)) << digits;
  }
  EXPECT_THAT(*named(snapshot, "", 9), ElementsAre(std::min(one, other), std::max(one, other)));
  EXPECT_THAT(*named(snapshot, "", 1), ElementsAre(std::min(one, other)));
  for (const auto* digits : {"xyz", "0123456789abcdef0123456789abcdef0", "ABCD"}) {
    EXPECT_TRUE(named(snapshot, digits, 9)->empty()) << digits;
  }
}

TEST_F(Reading, PagesFollowEachOther) {
  std::vector<Id> expected;
  for (int day = 10; day < 17; ++day) {
    expected.insert(expected.begin(),
                    take(Account("a" + std::to_string(day)).on("2022-01-" + std::to_string(day))).incident);
  }
  std::vector<Id> found;
  std::string from;
  int pages = 0;
  do {
    const auto page = list(*store_->snapshot(), {}, from, 3);
    ASSERT_TRUE(page);
    ASSERT_LE(page->incidents.size(), 3U);
    for (const auto& update : page->incidents) found.push_back(update.incident);
    from = page->next;
  } while (!from.empty() && ++pages < 10);
  EXPECT_EQ(found, expected);
  EXPECT_EQ(pages, 2);
}

TEST_F(Reading, WhatIsNoCursorIsBadInput) {
  for (const auto* from : {"x", "12", "00000000000000zz", "00000000000000001"}) {
    const auto page = list(*store_->snapshot(), {}, from, 3);
    ASSERT_FALSE(page) << from;
    EXPECT_EQ(page.error().fault, record::Fault::kBadInput);
  }
}

TEST_F(Reading, AnIncidentHasItsEventsWithTheirEvidence) {
  take(Account("a", "2022-01-22").on("2022-01-21").evidence("They have met.", 1));
  const auto update =
      take(Account("b", "2022-01-20").on("2022-01-21").status(Status::kPlanned).evidence("They will meet.", ~0ULL));
  const auto detail = find(*store_->snapshot(), update.incident);
  ASSERT_TRUE(detail);
  ASSERT_TRUE(*detail);
  EXPECT_EQ((*detail)->update, update);
  ASSERT_EQ((*detail)->events.size(), 2U);
  EXPECT_EQ((*detail)->events[0].evidence[0].text, "They will meet.");
  EXPECT_EQ((*detail)->events[1].evidence[0].text, "They have met.");
  EXPECT_FALSE(*find(*store_->snapshot(), Id::of("event", {"unknown"})));
}

}  // namespace
}  // namespace tidings::correlate
