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
