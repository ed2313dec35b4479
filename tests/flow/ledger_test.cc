#include "pipeline/flow/ledger.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace tidings::flow {
namespace {

using record::Assignment;
using record::Offset;
using record::Partition;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Partition kFirst{0};
constexpr Assignment kNow{7};

std::vector<Offset> offsets(std::initializer_list<std::int64_t> values) {
  std::vector<Offset> list;
  for (const auto value : values) list.push_back(Offset{value});
  return list;
}

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() { ledger_.open(kFirst, kNow); }
  void begin(std::initializer_list<std::int64_t> values) { ledger_.begin(kFirst, kNow, offsets(values)); }
  void finish(std::initializer_list<std::int64_t> values) { ledger_.finish(kFirst, kNow, offsets(values)); }
  std::vector<io::Position> committable() { return ledger_.committable({}).value(); }
  static io::Position at(std::int64_t next) { return {kFirst, kNow, Offset{next}}; }
  Ledger ledger_;
};

TEST_F(LedgerTest, HandsOutTheFirstUnfinishedOffset) {
  begin({3, 4, 9, 12});
  finish({4, 3, 12});
  EXPECT_THAT(committable(), ElementsAre(at(9)));
}

TEST_F(LedgerTest, StandsBehindTheLastRecordWhenAllAreFinished) {
  begin({3, 9});
  finish({3, 9});
  EXPECT_THAT(committable(), ElementsAre(at(10)));
}

TEST_F(LedgerTest, SaysNothingWhileTheFirstRecordIsUnfinished) {
  begin({3, 4});
  finish({4});
  EXPECT_THAT(committable(), IsEmpty());
}

TEST_F(LedgerTest, TellsAPositionUntilItIsCommitted) {
  begin({1, 2});
  finish({1});
  ledger_.committed(committable());
  EXPECT_THAT(committable(), IsEmpty());
  finish({2});
  EXPECT_THAT(committable(), ElementsAre(at(3)));
}

TEST_F(LedgerTest, KeepsRecordsInFlightUntilTheSourceHasHeard) {
  begin({1, 2, 3});
  finish({1, 2});
  EXPECT_EQ(ledger_.in_flight(kFirst), 3U);
  ledger_.settled(committable());
  EXPECT_EQ(ledger_.in_flight(kFirst), 1U);
}

TEST_F(LedgerTest, IsNotAtRestBetweenAnUndoAndTheNewStart) {
  begin({1, 2});
  EXPECT_FALSE(ledger_.at_rest());
  ledger_.undo();
  EXPECT_FALSE(ledger_.at_rest());
  ledger_.start_over();
  EXPECT_TRUE(ledger_.at_rest());
}

TEST_F(LedgerTest, IgnoresALateAckOfAnEarlierAssignment) {
  begin({1});
  ledger_.open(kFirst, Assignment{8});
  finish({1});  // of assignment 7
  EXPECT_THAT(committable(), IsEmpty());
  EXPECT_FALSE(ledger_.valid(kFirst, kNow));
  EXPECT_EQ(ledger_.in_flight(kFirst), 0U);
}

TEST_F(LedgerTest, RefusesToCommitWhatAVoidAssignmentPublished) {
  begin({1});
  finish({1});
  ledger_.void_assignment(kFirst, kNow);
  EXPECT_EQ(ledger_.committable({{kFirst, kNow}}), std::nullopt);
}

TEST_F(LedgerTest, DiesWhenARecordFinishesTwice) {
  begin({1, 2});
  finish({2});
  EXPECT_DEATH(finish({2}), "only a begun record finishes, and once");
}

TEST_F(LedgerTest, DiesWhenRecordsBeginOutOfOrder) {
  begin({5});
  EXPECT_DEATH(begin({4}), "in the order of their offsets");
}

// The position is the smallest unfinished offset, whatever the order of acks.
TEST_F(LedgerTest, AgreesWithANaiveModelOnRandomAcks) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    std::mt19937_64 random(seed);
    Ledger ledger;
    ledger.open(kFirst, kNow);
    std::vector<Offset> open;
    std::vector<Offset> all;
    std::int64_t next = 0;
    for (int step = 0; step < 60; ++step) {
      if (random() % 2 == 0) {
        next += 1 + static_cast<std::int64_t>(random() % 3);
        open.push_back(Offset{next});
        all.push_back(Offset{next});
        ledger.begin(kFirst, kNow, {&open.back(), 1});
      } else if (!open.empty()) {
        const auto which = open.begin() + static_cast<std::ptrdiff_t>(random() % open.size());
        ledger.finish(kFirst, kNow, {&*which, 1});
        open.erase(which);
      }
      // A position is right when it parts what is done from the first that is not; in a gap any place will do.
      const auto first = std::min_element(open.begin(), open.end());
      const auto bound = first != open.end() ? *first : Offset{next + 1};
      std::vector<Offset> below;
      std::copy_if(all.begin(), all.end(), std::back_inserter(below), [&](Offset o) { return o < bound; });
      const auto positions = ledger.committable({}).value();
      ASSERT_EQ(positions.size(), below.empty() ? 0U : 1U) << "seed " << seed;
      if (below.empty()) continue;
      ASSERT_GT(positions.front().next, below.back()) << "seed " << seed;
      ASSERT_LE(positions.front().next, bound) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace tidings::flow
