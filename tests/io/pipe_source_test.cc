#include "pipeline/io/files/pipe_source.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "pipeline/io/files/code.h"
#include "tests/io/feed.h"

namespace tidings::io::files {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class PipeSourceTest : public Feed {
 protected:
  void open_pipe() {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    reading = Fd(ends[0]);
    writing = Fd(ends[1]);
    if (!store) store = std::move(*store::Store::open(home / "state"));
    source = std::move(*PipeSource::open(reading.get(), options, *store));
    std::vector<Position> positions;
    if (committed.value > 0) positions.push_back({record::Partition{0}, {}, committed});
    ASSERT_TRUE(source->start(positions));
  }
  void say(std::string_view bytes) const {
    ASSERT_EQ(::write(writing.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  void close() { writing = Fd(); }

  Fd reading;
  Fd writing;
};

TEST_F(PipeSourceTest, ReadsLinesAsTheyComeAndEndsWithItsInput) {
  open_pipe();
  say("1\n2");
  EXPECT_THAT(told(read_some(1)), ElementsAre("-:1 1"));
  EXPECT_FALSE(poll().end);
  say("2\n\n3");
  EXPECT_THAT(told(read_some(1)), ElementsAre("-:2 22"));
  close();
  EXPECT_THAT(told(read_all()), ElementsAre("-:4 3"));
  EXPECT_TRUE(poll().end);
}

TEST_F(PipeSourceTest, NeverWaitsLongerThanItIsTold) {
  open_pipe();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(poll(1000, 20).records, IsEmpty());  // with what is assigned, so at once
  EXPECT_THAT(poll(1000, 20).records, IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST_F(PipeSourceTest, TellsGzipAndZstdByTheirFirstBytes) {
  for (const auto& packed : {gzipped("1\n2\n"), zstd_packed("1\n2\n")}) {
    last = record::Offset{-1};
    open_pipe();
    for (const char byte : packed) {  // however slowly it comes
      say({&byte, 1});
      EXPECT_FALSE(poll(0).end);
    }
    close();
    EXPECT_THAT(told(read_all()), ElementsAre("-:1 1", "-:2 2"));
  }
}

TEST_F(PipeSourceTest, SaysWhenItsInputEndsEarly) {
  open_pipe();
  const auto packed = gzipped("1\n2\n");
  say(std::string_view(packed).substr(0, packed.size() - 4));
  close();
  const auto texts = told(read_all());
  ASSERT_FALSE(texts.empty());
  EXPECT_THAT(texts.back(), StartsWith("-:3 !truncated"));
}

TEST_F(PipeSourceTest, ItsOffsetsGrowFromRunToRun) {
  record::Offset before{-1};
  for (int run = 0; run < 3; ++run) {
    open_pipe();
    say("1\n");
    close();
    const auto inputs = read_all();
    ASSERT_THAT(inputs, SizeIs(1));
    EXPECT_GT(inputs[0].offset, before);
    before = inputs[0].offset;
    commit(inputs);
    source.reset();
  }
}

TEST_F(PipeSourceTest, RefusesToPassOverUnfinishedFiles) {
  put("a.jsonl", "1\n2\n");
  start();
  commit(read_all(), 1);
  source = std::move(*PipeSource::open(0, options, *store));
  const auto started = source->start(std::vector{Position{{}, {}, committed}});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, code::kStateMismatch);
}

TEST_F(PipeSourceTest, CanNotBeRewound) {
  open_pipe();
  EXPECT_EQ(source->rewind({}).error().code, code::kNotReplayable);
}

}  // namespace
}  // namespace tidings::io::files
