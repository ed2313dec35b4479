#include "pipeline/flow/queue.h"

#include <gtest/gtest.h>

namespace tidings::flow {
namespace {

BatchPtr a_batch(std::uint64_t sequence) {
  auto batch = std::make_unique<Batch>();
  batch->sequence = sequence;
  return batch;
}

TEST(Queue, WakesAnIdleHandForEachBatchAndNoMore) {
  Queue queue(2);
  EXPECT_TRUE(queue.push(a_batch(0)));
  EXPECT_TRUE(queue.push(a_batch(1)));
  EXPECT_FALSE(queue.push(a_batch(2)));
  EXPECT_EQ(queue.size(), 3U);
}

TEST(Queue, IsFifo) {
  Queue queue(1);
  const auto hand = queue.push(a_batch(0)).value();
  EXPECT_FALSE(queue.push(a_batch(1)));
  EXPECT_EQ(queue.take(hand).batch->sequence, 0U);
  EXPECT_EQ(queue.take(hand).batch->sequence, 1U);
}

TEST(Queue, KnowsWhatWaits) {
  ByteBudget budget(1'000);
  const auto batch_of = [&](std::size_t records, std::size_t bytes) {
    auto batch = a_batch(0);
    batch->parcels.resize(records);
    batch->charge = budget.try_take(bytes);
    return batch;
  };
  Queue queue(1);
  const auto hand = queue.push(batch_of(2, 100)).value();
  EXPECT_FALSE(queue.push(batch_of(3, 30)));
  EXPECT_EQ(queue.load().records, 5U);
  EXPECT_EQ(queue.load().bytes, 130U);
  EXPECT_TRUE(queue.take(hand).batch);
  EXPECT_EQ(queue.load().records, 3U);
  EXPECT_EQ(queue.load().bytes, 30U);
  queue.clear();
  EXPECT_EQ(queue.load().bytes, 0U);
}

TEST(Queue, LetsAHandSleepAndWakesItAgain) {
  Queue queue(1);
  const auto hand = queue.push(a_batch(0)).value();
  EXPECT_TRUE(queue.take(hand).batch);
  EXPECT_FALSE(queue.take(hand).batch);
  EXPECT_TRUE(queue.push(a_batch(1)));
}

TEST(Queue, EndsOnceWhenClosedAndEmptyAndAllHandsAreIdle) {
  Queue queue(2);
  const auto first = queue.push(a_batch(0)).value();
  const auto second = queue.push(a_batch(1)).value();
  EXPECT_FALSE(queue.close());
  EXPECT_TRUE(queue.take(first).batch);
  EXPECT_TRUE(queue.take(second).batch);
  EXPECT_FALSE(queue.take(first).last);  // the second still works
  EXPECT_TRUE(queue.take(second).last);
}

TEST(Queue, EndsAtOnceWhenItIsClosedAtRest) {
  Queue queue(3);
  EXPECT_TRUE(queue.close());
}

TEST(Queue, DiesWhenPushedIntoAfterItsEnd) {
  Queue queue(1);
  EXPECT_TRUE(queue.close());
  EXPECT_DEATH((void)queue.push(a_batch(0)), "closed queue");
}

}  // namespace
}  // namespace tidings::flow
