#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include "pipeline/io/files/code.h"
#include "pipeline/record/id.h"
#include "tests/io/feed.h"

namespace tidings::io::files {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class SourceBadInput : public Feed {};

TEST_F(SourceBadInput, ALineThatIsTooLongIsCutAndTheNextIsRead) {
  options.max_record_bytes = 100'000;
  const std::string line(150'000, 'x');
  put("a.jsonl", "1\n" + line + "\n3\n");
  start();
  const auto inputs = read_all();
  ASSERT_THAT(inputs, SizeIs(3));
  EXPECT_EQ(told(inputs[0]), "a.jsonl:1 1");
  EXPECT_EQ(told(inputs[1]), "a.jsonl:2 !too_large " + line.substr(0, 64 * 1024));
  EXPECT_EQ(inputs[1].cut->length, line.size());
  EXPECT_EQ(inputs[1].cut->sha256, record::sha256_hex(line));
  EXPECT_EQ(told(inputs[2]), "a.jsonl:3 3");
  commit(inputs);
  EXPECT_THAT(names_in("feed/.failed"), ElementsAre("a.jsonl")) << "the dead letter points back to it";
}

TEST_F(SourceBadInput, ALineAsLongAsAllowedIsWhole) {
  options.max_record_bytes = 1000;
  put("a.jsonl", std::string(1000, 'x') + "\n" + std::string(1001, 'y'));
  start();
  const auto inputs = read_all();
  ASSERT_THAT(inputs, SizeIs(2));
  EXPECT_FALSE(inputs[0].broken);
  EXPECT_EQ(inputs[1].cut->length, 1001U);
}

std::size_t peak_memory_bytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

TEST_F(SourceBadInput, ALineOf200MegabytesDoesNotFillTheMemory) {
  const auto path = options.folder / "a.jsonl.gz";
  const gzFile file = ::gzopen(path.c_str(), "wb1");
  const std::string part(1'000'000, 'x');
  for (int i = 0; i < 200; ++i) ASSERT_EQ(::gzwrite(file, part.data(), 1'000'000), 1'000'000);
  ASSERT_EQ(::gzclose(file), Z_OK);
  start();
  const auto before = peak_memory_bytes();
  const auto inputs = read_all();
  ASSERT_THAT(inputs, SizeIs(1));
  EXPECT_EQ(inputs[0].cut->length, 200'000'000U);
  EXPECT_EQ(inputs[0].body.size(), 64U * 1024);
  EXPECT_LT(peak_memory_bytes() - before, 40'000'000U);
}

TEST_F(SourceBadInput, AGzipFileThatEndsEarlyGivesWhatStandsBefore) {
  std::string text;
  for (int i = 1000; i < 3000; ++i) text += std::to_string(i * 7919) + "\n";
  auto packed = gzipped(text);
  packed.resize(packed.size() / 2);
  put("a.jsonl.gz", packed);
  start();
  const auto inputs = read_all();
  ASSERT_GT(inputs.size(), 500U);
  for (std::size_t i = 0; i + 1 < inputs.size(); ++i) {
    EXPECT_EQ(inputs[i].body, std::to_string((1000 + static_cast<int>(i)) * 7919));
    EXPECT_FALSE(inputs[i].broken);
  }
  ASSERT_TRUE(inputs.back().broken);
  EXPECT_EQ(inputs.back().broken->code, "truncated");
  EXPECT_THAT(inputs.back().broken->detail, HasSubstr("ends early"));
  commit(inputs);
  EXPECT_THAT(names_in("feed/.failed"), ElementsAre("a.jsonl.gz"));
  EXPECT_THAT(names_in("feed"), IsEmpty());
}

TEST_F(SourceBadInput, DamagedAndEmptyCompressedFilesAreTruncated) {
  put("a.txt.gz", "no gzip at all");
  put("b.txt.gz", "");
  put("c.txt.zst", "no zstd at all");
  put("d.txt.zst", "");
  put("e.txt.gz", gzipped("a text") + "and something else");
  auto packed = zstd_packed(std::string(100'000, 'x') + "end");
  packed.resize(packed.size() - 3);
  put("f.jsonl.zst", packed);
  start();
  const auto texts = told(read_all());
  EXPECT_THAT(texts, ElementsAre("a.txt.gz !truncated ", "b.txt.gz !truncated ", "c.txt.zst !truncated ",
                                 "d.txt.zst !truncated ", "e.txt.gz !truncated a text",
                                 StartsWith("f.jsonl.zst:1 !truncated")));
}

TEST_F(SourceBadInput, GzipFilesMayBePaddedWithZeros) {
  put("a.txt.gz", gzipped("a text") + std::string(512, '\0'));
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.txt.gz a text"));
}

TEST_F(SourceBadInput, NulBytesAndBrokenUtf8ArePassedOnAsTheyAre) {
  const std::string bytes("a\0b\xff\xc3(", 6);
  put("a.txt", bytes);
  put("b.jsonl", bytes + "\n");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.txt " + bytes, "b.jsonl:1 " + bytes));
}

// A file of which the first poll delivers a part, and no block is read that was read before.
class HalfRead : public SourceBadInput {
 protected:
  static constexpr std::size_t kLines = 100'000;  // several blocks

  void read_half() {
    for (std::size_t i = 0; i < kLines; ++i) lines += "1234567\n";
    put("a.jsonl", lines);
    start();
    for (int polls = 0; polls < 100 && delivered.empty(); ++polls) delivered = poll(100, 100).records;
    ASSERT_GT(delivered.size(), 10U);
  }

  // What comes until the source has nothing more to give before something is committed.
  void read_on() {
    constexpr int kWaitMs = 100;
    const auto next = [this] { return poll(std::size_t{64} << 20U, kWaitMs).records; };
    for (auto more = next(); !more.empty(); more = next()) {
      for (auto& input : more) delivered.push_back(std::move(input));
    }
  }

  std::string lines;
  std::vector<record::Input> delivered;
};

TEST_F(HalfRead, AFileThatGrowsIsReportedOnceAndPutAside) {
  read_half();
  put("a.jsonl", lines + "more\n");
  read_on();
  EXPECT_LT(delivered.size(), kLines - 1000) << "the rest is not taken";
  EXPECT_FALSE(poll().end);
  commit(delivered);
  const auto rest = read_some(1);
  EXPECT_THAT(told(rest), ElementsAre("a.jsonl !file_changed "))
      << "neither line nor beginning: nobody could tell them";
  EXPECT_EQ(rest[0].offset.value, delivered.back().offset.value + 1);
  EXPECT_THAT(rest[0].broken->detail, HasSubstr("a.jsonl"));
  commit(rest);
  EXPECT_THAT(names_in("feed/.failed"), ElementsAre("a.jsonl"));
  EXPECT_TRUE(poll().end);
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty());
}

TEST_F(HalfRead, AFileThatIsOverwrittenWithAsManyBytesIsReported) {
  read_half();
  put("a.jsonl", std::string(lines.rbegin(), lines.rend()));
  read_on();
  EXPECT_LT(delivered.size(), kLines - 1000);
  commit(delivered);
  const auto rest = read_some(1);
  EXPECT_THAT(told(rest), ElementsAre("a.jsonl !file_changed "));
  commit(rest);
  EXPECT_THAT(names_in("feed/.failed"), ElementsAre("a.jsonl"));
}

TEST_F(HalfRead, AChangeAndAKillLoseNothingThatWasNotCommitted) {
  read_half();
  put("a.jsonl", "other\nlines\n");
  read_on();
  kill();
  start();
  const auto inputs = read_all();
  EXPECT_THAT(told(inputs), ElementsAre("a.jsonl:1 other", "a.jsonl:2 lines"));
  commit(inputs);
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl"));
}

TEST_F(HalfRead, AChangeAndAKillLeaveNoGapBeforeTheReport) {
  read_half();
  commit(delivered, 10);
  put("a.jsonl", lines + "more\n");
  read_on();
  kill();
  start();
  const auto inputs = read_all();
  EXPECT_THAT(told(inputs), ElementsAre("a.jsonl !file_changed "));
  EXPECT_EQ(inputs[0].offset.value, delivered[10].offset.value) << "right after what was committed";
}

TEST_F(HalfRead, AfterAChangeAndARewindNothingIsMixed) {
  read_half();
  put("a.jsonl", std::string(lines.rbegin(), lines.rend()));
  read_on();
  last = record::Offset{-1};
  ASSERT_TRUE(source->rewind({}));
  EXPECT_EQ(read_some(kLines).size(), kLines) << "the file as it is now; its first line is empty";
  kill();
  start();
  commit(poll_until_some(100), 10);
  put("a.jsonl", lines);
  read_on();
  last = record::Offset{-1};
  ASSERT_TRUE(source->rewind({}));
  const auto inputs = read_some(1);
  EXPECT_THAT(told(inputs), ElementsAre("a.jsonl !file_changed ")) << "the first ten stand";
}

TEST_F(HalfRead, AFileThatVanishesIsReportedOnce) {
  read_half();
  put("b.txt", "the next");
  std::filesystem::remove(options.folder / "a.jsonl");
  read_on();
  commit(delivered);
  const auto rest = read_all();
  EXPECT_THAT(told(rest), ElementsAre("a.jsonl !file_changed ", "b.txt the next"));
  commit(rest);
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty());
}

TEST_F(SourceBadInput, AFileThatIsOverwrittenAfterItWasReadIsNotTakenForWhatWasRead) {
  for (const auto after : {After::kMove, After::kDelete}) {
    options.after = after;
    const auto name = "a" + std::to_string(static_cast<int>(after)) + ".txt";
    put(name, "once");
    start();
    const auto inputs = read_all();
    put(name, "then");
    commit(inputs);
    const auto again = read_all();
    EXPECT_THAT(told(again), ElementsAre(name + " !file_changed "));
    commit(again);
    kill();
  }
  EXPECT_THAT(names_in("feed/.failed"), SizeIs(2));
  options.after = After::kKeep;
  put("b.txt", "once");
  start();
  commit(read_all());
  kill();
  put("b.txt", "then");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("b.txt then"));
}

TEST_F(SourceBadInput, AFileThatChangedBetweenTwoLivesIsReportedOnce) {
  put("a.jsonl", "1\n2\n3\n");
  start();
  commit(read_all(), 1);
  kill();
  put("a.jsonl", "another beginning\n2\n3\n4\n");
  start();
  auto inputs = read_all();
  EXPECT_THAT(told(inputs), ElementsAre("a.jsonl !file_changed "));
  committed = record::Offset{inputs[0].offset.value + 1};  // durable, but the source dies before it is told
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty());
  EXPECT_THAT(names_in("feed/.failed"), ElementsAre("a.jsonl"));
}

TEST_F(SourceBadInput, AFileThatGrowsAfterItWasReadIsNotReadTwice) {
  put("a.jsonl", "1\n");
  start();
  const auto inputs = read_all();
  put("a.jsonl", "1\n2\n");
  commit(inputs);
  EXPECT_THAT(names_in("feed"), ElementsAre("a.jsonl"));
  kill();
  start();
  const auto again = read_all();
  EXPECT_THAT(told(again), ElementsAre("a.jsonl !file_changed "));
  commit(again);
  EXPECT_THAT(names_in("feed/.failed"), ElementsAre("a.jsonl"));
}

// As copying and unpacking tools do: the file is closed, then its time is set to that of what was copied.
TEST_F(SourceBadInput, AFileWhoseTimeIsSetAfterItWasAdmittedIsRead) {
  put("a.txt", "1");
  put("b.txt", "2");
  put("c.txt", "3");
  put("d.jsonl", "4\n");
  start();
  ASSERT_THAT(told(poll_until_some(1)), ElementsAre("a.txt 1"));
  const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1000);
  std::filesystem::last_write_time(options.folder / "c.txt", long_ago);
  put("d.jsonl", "4\n5\n");
  const auto inputs = read_some(4);
  EXPECT_THAT(told(inputs), ElementsAre("b.txt 2", "c.txt 3", "d.jsonl:1 4", "d.jsonl:2 5"))
      << "nothing of them was delivered before";
  commit(inputs);
  EXPECT_TRUE(poll().end);
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.txt", "b.txt", "c.txt", "d.jsonl"));
}

TEST_F(SourceBadInput, AFileIsReadAsItIsAfterARestartWhereNothingOfItWasCommitted) {
  put("a.jsonl.gz", "no gzip");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.jsonl.gz:1 !truncated "));
  kill();
  put("a.jsonl.gz", gzipped("1\n2\n3\n"));
  start();
  const auto inputs = read_all();
  EXPECT_THAT(told(inputs), ElementsAre("a.jsonl.gz:1 1", "a.jsonl.gz:2 2", "a.jsonl.gz:3 3"));
  commit(inputs, 2);
  kill();
  start();
  const auto rest = read_all();
  EXPECT_THAT(told(rest), ElementsAre("a.jsonl.gz:3 3"));
  commit(rest);
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl.gz"));
}

TEST_F(SourceBadInput, AFileThatIsTouchedAfterItWasReadIsReadOnce) {
  for (const auto after : {After::kMove, After::kKeep, After::kDelete}) {
    options.after = after;
    const auto name = "a" + std::to_string(static_cast<int>(after)) + ".txt";
    put(name, "1");
    start();
    const auto inputs = read_all();
    const auto later = std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5);
    std::filesystem::last_write_time(options.folder / name, later);
    commit(inputs);
    EXPECT_THAT(told(read_all()), IsEmpty());
    kill();
    start();
    EXPECT_THAT(told(read_all()), IsEmpty());
  }
}

TEST_F(SourceBadInput, AFileThatIsTouchedWhileItIsReadIsReadToItsEnd) {
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "1234567\n";  // several blocks
  put("a.jsonl", lines);
  start();
  auto inputs = poll_until_some(100);
  const auto later = std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5);
  std::filesystem::last_write_time(options.folder / "a.jsonl", later);
  for (auto& input : read_all()) inputs.push_back(std::move(input));
  EXPECT_THAT(inputs, SizeIs(100'000));
  EXPECT_FALSE(inputs.back().broken);
  commit(inputs);
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.jsonl"));
}

TEST_F(SourceBadInput, AFileThatTakesTheNameOfOneInFlightIsReadAfterIt) {
  put("a.txt", "1");
  start();
  const auto inputs = poll_until_some();
  ASSERT_THAT(inputs, SizeIs(1));
  rename_in("a.txt", "2");
  EXPECT_FALSE(poll().end) << "there is something left to read";
  commit(inputs);
  const auto again = read_all();
  EXPECT_THAT(told(again), ElementsAre("a.txt 2"));
  commit(again);
  EXPECT_THAT(names_in("feed/.done"), ElementsAre("a.txt"));
}

TEST_F(SourceBadInput, AnUnreadableFileIsOneBrokenRecord) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read every file";
  put("a.txt", "1");
  std::filesystem::permissions(options.folder / "a.txt", std::filesystem::perms::none);
  put("b.txt", "2");
  start();
  EXPECT_THAT(told(read_all()), ElementsAre("a.txt !unreadable ", "b.txt 2"));
}

TEST_F(SourceBadInput, AFullStateDiskHoldsTheSourceAndLosesNothing) {
  support::SmallDisk disk(home / "state", "2m");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  start();
  for (int i = 0; i < 200; ++i)
    put("a-long-name-so-that-the-state-needs-room-" + std::string(100, 'x') + std::to_string(i), "1");
  std::error_code ignored;
  support::write_file(home / "state/filler",
                      std::string(std::filesystem::space(home / "state", ignored).available, 'x'));
  poll();  // tells what is assigned
  const auto held = source->poll({1000, std::chrono::milliseconds(0)});
  ASSERT_FALSE(held.has_value());
  EXPECT_EQ(held.error().fault, record::Fault::kTransient);
  EXPECT_EQ(held.error().code, code::kDiskFull);
  std::filesystem::remove(home / "state/filler");
  EXPECT_THAT(read_all(), SizeIs(200));
  kill();
}

}  // namespace
}  // namespace tidings::io::files
