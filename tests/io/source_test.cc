#include "pipeline/io/files/source.h"

#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "pipeline/io/files/code.h"
#include "tests/io/feed.h"

namespace tidings::io::files {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class FileSourceTest : public Feed {};

TEST_F(FileSourceTest, ReadsWhatIsThereByBytewiseName) {
  put("b.txt", "second");
  put("a.jsonl", "{\"n\":1}\n{\"n\":2}\n");
  put("B.json", "{\"first\":true}");
  start();
  EXPECT_THAT(told(read_all()),
              ElementsAre("B.json {\"first\":true}", "a.jsonl:1 {\"n\":1}", "a.jsonl:2 {\"n\":2}", "b.txt second"));
}

TEST_F(FileSourceTest, SaysOnceWhatItIsAssigned) {
  put("a.txt", "text");
  start();
  const auto first = poll();
  ASSERT_THAT(first.assigned, SizeIs(1));
  EXPECT_EQ(first.assigned[0].partition, record::Partition{0});
  EXPECT_THAT(poll().assigned, IsEmpty());
  EXPECT_EQ(source->name({}), options.folder.string());
}

TEST_F(FileSourceTest, SkipsBlankLinesButCountsThem) {
  put("a.jsonl", "\n  \t\n{\"n\":1}\r\n\r\n{\"n\":2}");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.jsonl:3 {\"n\":1}", "a.jsonl:5 {\"n\":2}"));
}

TEST_F(FileSourceTest, ReadsGzipAndZstdOfEachFormat) {
  put("a.jsonl.gz", gzipped("{\"n\":1}\n") + gzipped("{\"n\":2}\n"));
  put("b.json.zst", zstd_packed("{\"n\":") + zstd_packed("3}"));
  put("c.txt.gz", gzipped("a text\n"));
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.jsonl.gz:1 {\"n\":1}", "a.jsonl.gz:2 {\"n\":2}", "b.json.zst {\"n\":3}",
                                            "c.txt.gz a text\n"));
}

TEST_F(FileSourceTest, IgnoresHiddenFilesFoldersAndLinks) {
  put(".hidden.txt", "not yet complete");
  std::filesystem::create_directories(options.folder / ".done");
  put(".done/old.txt", "read before");
  std::filesystem::create_directories(options.folder / "folder");
  put("folder/inside.txt", "too deep");
  std::filesystem::create_symlink(options.folder / ".hidden.txt", options.folder / "link.txt");
  put("a.txt", "text");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.txt text"));
}

TEST_F(FileSourceTest, MovesFilesAwayOnlyWhenTheyAreWhollyCommitted) {
  put("a.jsonl", "1\n2\n");
  put("b.txt", "3");
  start();
  const auto inputs = read_all();
  ASSERT_THAT(inputs, SizeIs(3));
  commit(inputs, 1);
  EXPECT_THAT(names_in("feed"), ElementsAre("a.jsonl", "b.txt"));
  commit(inputs, 2);
  EXPECT_THAT(names_in("feed"), ElementsAre("b.txt"));
  commit(inputs, 3);
  EXPECT_THAT(names_in("feed"), IsEmpty());
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl", "b.txt"));
}

TEST_F(FileSourceTest, APositionOfAnOldAssignmentMeansNothing) {
  put("a.txt", "1");
  start();
  const auto inputs = read_all();
  ASSERT_TRUE(source->rewind({}));
  ASSERT_TRUE(source->committed(std::vector{Position{{}, assignment, record::Offset{inputs[0].offset.value + 1}}}));
  EXPECT_THAT(names_in("feed"), ElementsAre("a.txt"));
}

TEST_F(FileSourceTest, FilesWithoutRecordsAreDoneAtOnce) {
  put("a.jsonl", "");
  put("b.jsonl", "\n\n");
  start();
  EXPECT_THAT(read_all(), IsEmpty());
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl", "b.jsonl"));
}

TEST_F(FileSourceTest, AnEmptyFileThatIsOneArticleIsOneEmptyRecord) {
  put("a.txt", "");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.txt "));
}

TEST_F(FileSourceTest, DeletesDoneFilesWhenTold) {
  options.after = After::kDelete;
  put("a.txt", "1");
  start();
  commit(read_all());
  EXPECT_THAT(names_in("feed"), IsEmpty());
  EXPECT_THAT(names_in("feed/.done"), IsEmpty());
}

TEST_F(FileSourceTest, NeverDeletesAFileThatADeadLetterPointsBackTo) {
  options.after = After::kDelete;
  options.max_record_bytes = 10;
  put("a.txt", "longer than ten bytes");
  start();
  commit(read_all());
  EXPECT_THAT(names_in("feed/.failed"), ElementsAre("a.txt"));
}

TEST_F(FileSourceTest, KeepsFilesWhenToldAndRemembersThem) {
  options.after = After::kKeep;
  put("a.txt", "1");
  start();
  commit(read_all());
  EXPECT_THAT(names_in("feed"), ElementsAre("a.txt"));
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty());
  rename_in("a.txt", "another text");
  kill();
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.txt another text")) << "another file under the same name";
}

TEST_F(FileSourceTest, ForgetsKeptFilesThatAreGone) {
  options.after = After::kKeep;
  put("a.txt", "1");
  start();
  commit(read_all());
  std::filesystem::remove(options.folder / "a.txt");
  kill();
  start();
  int remembered = 0;
  ASSERT_TRUE(store->scan("in/done/", [&](auto, auto) { return ++remembered > 0; }));
  EXPECT_EQ(remembered, 0);
}

TEST_F(FileSourceTest, RemembersFilesWhileTheirFolderIsAway) {
  for (const auto after : {After::kKeep, After::kMove}) {
    SCOPED_TRACE(static_cast<int>(after));
    options.after = after;
    put("a.txt", "1");
    start();
    const auto inputs = read_all();
    std::filesystem::rename(options.folder, home / "elsewhere");
    commit(inputs);
    kill();
    for (int lives = 0; lives < 2; ++lives) {  // the folder is made anew, and is empty
      start();
      EXPECT_THAT(read_all(), IsEmpty());
      kill();
    }
    std::filesystem::remove_all(options.folder);
    start();
    kill();
    std::filesystem::remove_all(options.folder);
    std::filesystem::rename(home / "elsewhere", options.folder);
    start();
    EXPECT_THAT(told(read_all()), IsEmpty());
    std::filesystem::remove(options.folder / "a.txt");
    kill();
  }
}

TEST_F(FileSourceTest, GivesAMovedFileAnotherNameWhereItsOwnIsTaken) {
  for (int round = 0; round < 3; ++round) {
    rename_in("a.txt", std::to_string(round));
    start();
    commit(read_all());
  }
  const auto names = names_in("feed/.done");
  ASSERT_THAT(names, SizeIs(3));
  EXPECT_THAT(names, ElementsAre("a.txt", "a.txt.2", "a.txt.3"));
}

TEST_F(FileSourceTest, HonoursTheLimitOfAPoll) {
  put("a.jsonl", "1234567890\n1234567890\n1234567890\n");
  start();
  EXPECT_THAT(poll(25, 1000).records, SizeIs(2));
  EXPECT_THAT(poll(25, 1000).records, SizeIs(1));
}

TEST_F(FileSourceTest, ARecordLongerThanTheLimitComesAlone) {
  put("a.jsonl", "1\n1234567890\n1\n");
  start();
  EXPECT_THAT(told(poll(5, 1000).records), ElementsAre("a.jsonl:1 1"));
  EXPECT_THAT(told(poll(5, 1000).records), ElementsAre("a.jsonl:2 1234567890"));
  EXPECT_THAT(told(poll(5, 1000).records), ElementsAre("a.jsonl:3 1"));
}

TEST_F(FileSourceTest, DeliversNothingWithinALimitOfNothing) {
  put("a.txt", "1");
  start();
  const auto polled = poll(0);
  EXPECT_THAT(polled.records, IsEmpty());
  EXPECT_FALSE(polled.end);
  EXPECT_THAT(read_all(), SizeIs(1));
}

TEST_F(FileSourceTest, RewindsToWhatIsCommitted) {
  put("a.jsonl", "1\n2\n3\n");
  put("b.txt", "4");
  start();
  auto inputs = read_all();
  commit(inputs, 2);
  const auto before = assignment;
  last = record::Offset{-1};
  ASSERT_TRUE(source->rewind(std::vector{Position{{}, {}, committed}}));
  const auto again = read_all();
  EXPECT_THAT(told(again), ElementsAre("a.jsonl:3 3", "b.txt 4"));
  EXPECT_NE(assignment, before);
  EXPECT_EQ(again[0].offset, inputs[2].offset) << "a record keeps its offset";
}

TEST_F(FileSourceTest, WakeEndsAWaitingPoll) {
  options.drain = false;
  start();
  poll();
  auto waiting = std::async(std::launch::async, [&] { return poll(1000, 60'000); });
  source->wake();
  EXPECT_EQ(waiting.wait_for(std::chrono::seconds(30)), std::future_status::ready);
}

TEST_F(FileSourceTest, RefusesASpoolItCannotMoveFilesOutOf) {
  support::SmallDisk disk(options.folder, "64k");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  put("a.txt", "1");
  ASSERT_TRUE(disk.make_read_only());
  auto opened = store::Store::open(home / "state");
  const auto refused = open_source(options, **opened);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, code::kUnwritable);
  EXPECT_THAT(refused.error().detail, HasSubstr("after: keep"));
}

TEST_F(FileSourceTest, ReadsAReadOnlySpoolOnceWhenItsFilesAreKept) {
  support::SmallDisk disk(options.folder, "64k");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  put("a.txt", "1");
  ASSERT_TRUE(disk.make_read_only());
  options.after = After::kKeep;
  start();
  commit(read_all());
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty());
}

TEST_F(FileSourceTest, RemembersFilesOfASpoolThatBecameReadOnlyAndWarnsOnce) {
  support::SmallDisk disk(options.folder, "64k");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  put("a.txt", "1");
  put("b.txt", "2");
  start();
  const auto inputs = read_all();
  ASSERT_TRUE(disk.make_read_only());
  commit(inputs);
  EXPECT_THAT(warnings, ElementsAre(HasSubstr("Read-only file system")));
  source.reset();
  EXPECT_THAT(*store->get("in/done/" + (options.folder / "a.txt").string()), testing::Ne(std::nullopt));
}

}  // namespace
}  // namespace tidings::io::files
