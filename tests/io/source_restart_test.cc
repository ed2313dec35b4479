#include <gmock/gmock.h>

#include <random>

#include "tests/io/feed.h"

namespace tidings::io::files {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SourceRestart : public Feed {};

TEST_F(SourceRestart, ResumesInsideAFile) {
  put("a.jsonl.gz", gzipped("1\n\n2\n3\n"));
  start();
  const auto inputs = read_all();
  commit(inputs, 2);
  kill();
  start();
  const auto again = read_all();
  EXPECT_THAT(told(again), ElementsAre("a.jsonl.gz:4 3"));
  EXPECT_EQ(again[0].offset, inputs[2].offset);
}

TEST_F(SourceRestart, KeepsTheOrderWhenAnEarlierNameComesLater) {
  put("b.txt", "1");
  put("c.txt", "2");
  start();
  ASSERT_THAT(told(poll_until_some(1)), ElementsAre("b.txt 1"));
  kill();
  rename_in("a.txt", "3");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("b.txt 1", "c.txt 2", "a.txt 3"));
}

TEST_F(SourceRestart, MovesAwayWhatWasCommittedJustBeforeTheKill) {
  put("a.jsonl", "1\n2\n");
  put("b.txt", "3");
  start();
  const auto inputs = read_all();
  committed = record::Offset{inputs[2].offset.value};  // the sink has committed, the source was not told
  kill();
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("b.txt 3"));
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl"));
}

TEST_F(SourceRestart, MovesAwayAFileOfWhichOnlyTheEndIsLeftToRead) {
  put("a.jsonl", "1\n2\n");
  start();
  committed = record::Offset{read_all().back().offset.value + 1};
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty());
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl"));
}

TEST_F(SourceRestart, AKillBetweenRememberingAndMovingIsRepaired) {
  put("a.txt", "1");
  start();
  const auto inputs = read_all();
  const auto entry = store->get("in/file/00000000000000000001");
  ASSERT_TRUE(entry.has_value() && entry->has_value());
  commit(inputs);
  // As if the kill had come before the rename: the memory is there, and so is the file.
  std::filesystem::rename(options.folder / ".done/a.txt", options.folder / "a.txt");
  store::Batch batch;
  batch.put("in/done/" + (options.folder / "a.txt").string(), **entry);
  ASSERT_TRUE(store->write(batch));
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty());
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.txt"));
}

TEST_F(SourceRestart, TakesANewFileUnderAnOldName) {
  put("a.txt", "1");
  start();
  commit(read_all());
  rename_in("a.txt", "2");
  kill();
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.txt 2"));
}

TEST_F(SourceRestart, ForgetsAtOnceWhatItHasMovedAway) {
  for (const auto after : {After::kMove, After::kDelete}) {
    options.after = after;
    put("a.txt", "1");
    start();
    commit(read_all());
    int remembered = 0;
    ASSERT_TRUE(store->scan("in/done/", [&](auto, auto) { return ++remembered > 0; }));
    EXPECT_EQ(remembered, 0) << "a new file of this name may have the same inode";
    kill();
  }
}

// The file is written anew in its place, so that its inode is the same whatever the file system does.
TEST_F(SourceRestart, ANewArticleInAMovedFileOfTheSameInodeIsRead) {
  put("a.txt", "1");
  start();
  commit(read_all());
  std::filesystem::rename(options.folder / ".done/a.txt", home / "outside");
  support::write_file(home / "outside", "2");
  std::filesystem::rename(home / "outside", options.folder / "a.txt");
  EXPECT_THAT(told(read_some(1)), ElementsAre("a.txt 2"));
}

TEST_F(SourceRestart, FinishesTheFilesOfAnotherFolderFirst) {
  put("a.jsonl", "1\n2\n");
  start();
  commit(read_all(), 1);
  kill();
  options.folder = home / "another";
  std::filesystem::create_directories(options.folder);
  put("b.txt", "3");
  start();
  commit(read_all());
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl"));
  EXPECT_THAT(names_in("another/.done"), ElementsAre("b.txt"));
}

// Every record once and in order, whatever is committed and wherever the process dies; and all files end up away.
TEST_F(SourceRestart, NothingIsLostAndNothingComesTwiceOverManyKills) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    std::mt19937 random(seed);
    std::vector<std::string> expected;
    for (int file = 0; file < 12; ++file) {
      auto name = "s" + std::to_string(100 + seed) + "-" + std::to_string(10 + file) + ".jsonl";
      std::string text;
      const auto lines = random() % 6;
      for (unsigned line = 1; line <= lines; ++line) {
        text += std::to_string(random() % 1000) + "\n";
      }
      if (random() % 2 == 0) {
        name += ".gz";
        put(name, gzipped(text));
      } else {
        put(name, text);
      }
      std::istringstream split(text);
      int number = 0;
      for (std::string line; std::getline(split, line);)
        expected.push_back(name + ":" + std::to_string(++number) + " " + line);
    }
    std::vector<std::string> durable;
    for (int lives = 0; lives < 200 && durable.size() < expected.size(); ++lives) {
      kill();
      ASSERT_NO_FATAL_FAILURE(start());
      std::vector<record::Input> inputs;
      const auto polls = random() % 8;
      for (unsigned i = 0; i < polls; ++i) {
        for (auto& input : poll(1 + random() % 20).records) inputs.push_back(std::move(input));
      }
      const auto count = inputs.empty() ? 0 : random() % (inputs.size() + 1);
      for (std::size_t i = 0; i < count; ++i) durable.push_back(told(inputs[i]));
      const bool source_is_told = random() % 2 == 0;
      if (count > 0) committed = record::Offset{inputs[count - 1].offset.value + 1};
      if (count > 0 && source_is_told) commit(inputs, count);
    }
    ASSERT_EQ(durable, expected) << "seed " << seed;
    kill();
    start();
    EXPECT_THAT(read_all(), IsEmpty()) << "seed " << seed;
    EXPECT_THAT(names_in("feed"), IsEmpty()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace tidings::io::files
