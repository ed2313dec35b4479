#include "pipeline/io/files/spool.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "pipeline/io/files/code.h"
#include "tests/io/feed.h"

namespace tidings::io::files {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A spool that waits for more.
class SpoolTest : public Feed {
 protected:
  SpoolTest() { options.drain = false; }
};

TEST_F(SpoolTest, TakesAFileThatIsRenamedIn) {
  start();
  rename_in("a.txt", "1");
  EXPECT_THAT(told(read_some(1)), ElementsAre("a.txt 1"));
}

TEST_F(SpoolTest, TakesAFileWhenItIsClosedAfterWriting) {
  start();
  std::ofstream writer(options.folder / "a.txt");
  writer << "first part, " << std::flush;
  rename_in("b.txt", "2");
  EXPECT_THAT(told(read_some(1)), ElementsAre("b.txt 2")) << "a.txt is still being written";
  writer << "second part";
  writer.close();
  EXPECT_THAT(told(read_some(1)), ElementsAre("a.txt first part, second part"));
}

TEST_F(SpoolTest, DoesNotTakeAFileThatIsBeingWrittenAtTheStart) {
  std::ofstream writer(options.folder / "a.txt");
  writer << "first part, " << std::flush;
  start();
  EXPECT_THAT(poll().records, IsEmpty());
  writer << "second part";
  writer.close();
  EXPECT_THAT(told(read_some(1)), ElementsAre("a.txt first part, second part"));
}

// Another user than the one whose files are in the spool, as long as it lives.
class AnotherUser {
 public:
  AnotherUser() { EXPECT_EQ(::seteuid(65534), 0); }
  AnotherUser(const AnotherUser&) = delete;
  AnotherUser& operator=(const AnotherUser&) = delete;
  ~AnotherUser() { EXPECT_EQ(::seteuid(0), 0); }
};

class ForeignSpoolTest : public SpoolTest {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can become another user";
    for (const auto& folder : {home.path(), options.folder}) {
      std::filesystem::permissions(folder, std::filesystem::perms(0755));
    }
  }

  void watch(std::chrono::milliseconds quiet) {
    auto opened = Spool::open(options.folder, true, quiet, [](const std::string&) { return false; }, {});
    ASSERT_TRUE(opened.has_value()) << opened.error().detail;
    spool = std::move(*opened);
  }

  std::unique_ptr<Finder> spool;
};

TEST_F(ForeignSpoolTest, DoesNotTakeAFileThatIsBeingWrittenAtTheStart) {
  std::ofstream writer(options.folder / "a.txt");
  writer << "first part, " << std::flush;
  put("old.txt", "1");
  std::filesystem::last_write_time(options.folder / "old.txt",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  const AnotherUser other;
  watch(std::chrono::hours(1));
  ASSERT_TRUE(spool->look());
  EXPECT_THAT(spool->waiting().names(), ElementsAre("old.txt"));
  spool->waiting().drop_front();
  EXPECT_FALSE(spool->exhausted()) << "there is something left to wait for";
  writer.close();
  ASSERT_TRUE(spool->look());
  EXPECT_THAT(spool->waiting().names(), ElementsAre("a.txt")) << "closing it says that it is complete";
}

TEST_F(ForeignSpoolTest, TakesAFileThatHasBeenQuiet) {
  put("a.txt", "1");
  std::filesystem::last_write_time(options.folder / "a.txt",
                                   std::filesystem::file_time_type::clock::now() + std::chrono::hours(2));
  const AnotherUser other;
  watch(std::chrono::milliseconds(20));
  ASSERT_TRUE(spool->look());
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!spool->exhausted() && spool->waiting().names().empty() && std::chrono::steady_clock::now() < until) {
    ::usleep(1000);
    ASSERT_TRUE(spool->look());
  }
  EXPECT_THAT(spool->waiting().names(), ElementsAre("a.txt"));
  spool->waiting().drop_front();
  EXPECT_TRUE(spool->exhausted());
}

TEST_F(SpoolTest, TakesLaterFilesAsTheyCome) {
  start();
  EXPECT_THAT(poll().records, IsEmpty());
  rename_in("c.txt", "1");
  rename_in("a.txt", "2");
  rename_in("b.txt", "3");
  EXPECT_THAT(told(read_some(3)), ElementsAre("c.txt 1", "a.txt 2", "b.txt 3"));
}

TEST_F(SpoolTest, TakesWhatWasThereBeforeWhatCameWhileItStarted) {
  put("a.txt", "1");
  put("b.txt", "2");
  start();
  rename_in("c.txt", "3");
  EXPECT_THAT(told(read_some(3)), ElementsAre("a.txt 1", "b.txt 2", "c.txt 3"));
}

TEST_F(SpoolTest, TakesAFileOnceHoweverOftenItIsSeen) {
  put("a.txt", "1");
  start();
  std::filesystem::rename(options.folder / "a.txt", home / "away");
  std::filesystem::rename(home / "away", options.folder / "a.txt");
  EXPECT_THAT(told(read_some(1)), ElementsAre("a.txt 1"));
  EXPECT_THAT(poll().records, IsEmpty());
}

TEST_F(SpoolTest, WarnsOnceOfFoldersThatAreMovedIn) {
  start();
  for (const auto* name : {"one", "two"}) {
    std::filesystem::create_directories(home / "outside-folder");
    std::filesystem::rename(home / "outside-folder", options.folder / name);
  }
  poll();
  poll();
  EXPECT_THAT(warnings, ElementsAre(HasSubstr("one")));
}

TEST_F(SpoolTest, ASpoolThatIsMovedAwayHoldsAndComesBack) {
  put("a.jsonl", "1\n2\n");
  start();
  EXPECT_THAT(told(poll_until_some(1)), ElementsAre("a.jsonl:1 1"));
  std::filesystem::rename(options.folder, home / "elsewhere");
  poll(1);  // the second line was read with the first
  record::Error error;
  for (int polls = 0; polls < 3; ++polls) {
    const auto gone = source->poll({1000, std::chrono::milliseconds(0)});
    if (!gone) error = gone.error();
  }
  EXPECT_EQ(error.code, code::kSpoolGone);
  EXPECT_EQ(error.fault, record::Fault::kTransient);
  std::filesystem::rename(home / "elsewhere", options.folder);
  rename_in("b.txt", "3");
  EXPECT_THAT(told(read_some(1)), ElementsAre("b.txt 3"));
}

TEST_F(SpoolTest, FilesInFlightAreNoVictimsOfAMovedSpool) {
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "1234567\n";
  put("a.jsonl", lines);
  start();
  std::size_t count = poll_until_some(100).size();
  std::filesystem::rename(options.folder, home / "elsewhere");
  for (int polls = 0; polls < 10'000; ++polls) {
    const auto polled = source->poll({100'000, std::chrono::milliseconds(0)});
    if (!polled) break;
    count += polled->records.size();
  }
  std::filesystem::rename(home / "elsewhere", options.folder);
  last = record::Offset{-1};
  for (int polls = 0; polls < 10'000 && count < 100'000; ++polls) {
    for (const auto& input : poll().records) {
      EXPECT_FALSE(input.broken);
      ++count;
    }
  }
  EXPECT_EQ(count, 100'000U);
}

TEST_F(SpoolTest, LosesNothingWhenTheKernelLosesEvents) {
  int most = 0;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> most;
  if (most <= 0 || most > 50'000) GTEST_SKIP() << "the kernel's queue is too long to be filled here";
  start();
  poll();
  const auto files = static_cast<std::size_t>(most) + 500;
  for (std::size_t i = 0; i < files; ++i) rename_in(std::to_string(i) + ".txt", "1");
  std::size_t count = 0;
  for (int polls = 0; polls < 10'000 && count < files; ++polls) {
    auto polled = poll(std::size_t{1} << 20U, 10);
    count += polled.records.size();
    if (!polled.records.empty()) commit(polled.records);
  }
  EXPECT_EQ(count, files);
  EXPECT_THAT(names_in("feed"), IsEmpty());
}

TEST_F(SpoolTest, MakesTheFolderWhereItIsMissing) {
  std::filesystem::remove(options.folder);
  start();
  rename_in("a.txt", "1");
  EXPECT_THAT(read_some(1), SizeIs(1));
}

}  // namespace
}  // namespace tidings::io::files
