#include "pipeline/io/files/sink.h"

#include <gmock/gmock.h>
#include <zstd.h>

#include <random>

#include "pipeline/io/files/code.h"
#include "pipeline/record/cloud_event.h"
#include "tests/io/output.h"

namespace tidings::io::files {
namespace {

using record::Stream;
using support::read_file;
using support::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;

std::string line(const record::Message& message) {
  std::string text;
  record::append_cloud_event(message, text);
  return text + "\n";
}

TEST(FileSink, WritesEachStreamIntoItsFileAndTellsReadersHowFarItIsValid) {
  TempFolder home;
  Output output(home.path(), {});
  auto transaction = output.begin();
  const std::vector messages = {a_message(1), a_message(2, Stream::kRejected), a_message(3)};
  ASSERT_TRUE(transaction->publish(messages));
  EXPECT_THAT(visible_files(output.folder), IsEmpty()) << "nothing is written before the commit";
  ASSERT_TRUE(transaction->commit(std::vector{up_to(3)}));

  const auto documents = line(messages[0]) + line(messages[2]);
  EXPECT_EQ(read_file(output.folder / "documents.jsonl"), documents);
  EXPECT_EQ(read_file(output.folder / "rejected.jsonl"), line(messages[1]));
  EXPECT_THAT(read_file(output.folder / ".committed"),
              HasSubstr("\"commit\":1,\"streams\":{\"documents\":{\"segment\":1,\"length\":" +
                        std::to_string(documents.size()) + "},\"rejected\":{\"segment\":1,\"length\":"));
}

TEST(FileSink, KeepsPositionsAndTheCallersStateWithTheLines) {
  TempFolder home;
  {
    Output output(home.path(), {});
    EXPECT_THAT(*output.sink->positions(), IsEmpty());
    auto transaction = output.begin();
    transaction->state().put("incidents/1", "opened");
    const std::vector positions = {
        up_to(7), Position{record::Partition{(std::uint64_t{1} << 62U) + 12}, {}, record::Offset{1LL << 40}}};
    ASSERT_TRUE(transaction->commit(positions));
  }
  Output output(home.path(), {});
  EXPECT_EQ(*output.store->get("incidents/1"), "opened");
  EXPECT_THAT(*output.sink->positions(),
              ElementsAre(Position{record::Partition{0}, {}, record::Offset{7}},
                          Position{record::Partition{(std::uint64_t{1} << 62U) + 12}, {}, record::Offset{1LL << 40}}));
}

TEST(FileSink, ATransactionThatIsNotCommittedLeavesNothing) {
  TempFolder home;
  Output output(home.path(), {});
  {
    auto transaction = output.begin();
    ASSERT_TRUE(transaction->publish(std::vector{a_message(1)}));
    transaction->state().put("incidents/1", "opened");
  }
  ASSERT_TRUE(output.begin()->commit({}));
  EXPECT_THAT(visible_files(output.folder), IsEmpty());
  EXPECT_EQ(*output.store->get("incidents/1"), std::nullopt);
}

TEST(FileSink, ClosesAFileBeforeItGrowsBeyondItsSize) {
  TempFolder home;
  SinkOptions options;
  options.rotate_bytes = 2 * line(a_message(1)).size();
  Output output(home.path(), options);
  auto transaction = output.begin();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(transaction->publish(std::vector{a_message(i)}));
  ASSERT_TRUE(transaction->commit({}));
  EXPECT_EQ(read_file(output.folder / "documents.000001.jsonl"), line(a_message(0)) + line(a_message(1)));
  EXPECT_EQ(read_file(output.folder / "documents.000002.jsonl"), line(a_message(2)) + line(a_message(3)));
  EXPECT_EQ(read_file(output.folder / "documents.jsonl"), line(a_message(4)));
}

TEST(FileSink, ALineLongerThanAFileMayBeHasAFileOfItsOwn) {
  TempFolder home;
  SinkOptions options;
  options.rotate_bytes = 10;
  Output output(home.path(), options);
  auto transaction = output.begin();
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(transaction->publish(std::vector{a_message(i)}));
  ASSERT_TRUE(transaction->commit({}));
  EXPECT_EQ(read_file(output.folder / "documents.000001.jsonl"), line(a_message(0)));
  EXPECT_EQ(read_file(output.folder / "documents.jsonl"), line(a_message(1)));
}

// The same messages, with commits wherever the seed puts them.
std::map<std::string, std::string> files_of_run(unsigned seed) {
  TempFolder home;
  SinkOptions options;
  options.rotate_bytes = 1000;
  Output output(home.path(), options);
  std::mt19937 random(seed);
  auto transaction = output.begin();
  for (int i = 0; i < 120; ++i) {
    const auto stream = i % 7 == 0 ? Stream::kRejected : Stream::kDocuments;
    EXPECT_TRUE(transaction->publish(std::vector{a_message(i * i, stream)}));
    if (random() % 10 < seed % 10) {
      EXPECT_TRUE(transaction->commit(std::vector{up_to(i + 1)}));
      transaction.reset();
      transaction = output.begin();
    }
  }
  EXPECT_TRUE(transaction->commit(std::vector{up_to(120)}));
  return visible_files(output.folder);
}

TEST(FileSink, ItsBytesDoNotDependOnWhereTheCommitsFall) {
  const auto expected = files_of_run(0);  // one commit
  ASSERT_GT(expected.size(), 10U);
  for (unsigned seed = 1; seed < 20; ++seed) EXPECT_EQ(files_of_run(seed), expected) << "seed " << seed;
}

TEST(FileSink, CompressesClosedFilesAsAWhole) {
  TempFolder home;
  SinkOptions options;
  options.rotate_bytes = 1;
  options.compress = true;
  Output output(home.path(), options);
  for (int i = 0; i < 3; ++i) {
    auto transaction = output.begin();
    ASSERT_TRUE(transaction->publish(std::vector{a_message(i)}));
    ASSERT_TRUE(transaction->commit({}));
  }
  const auto files = visible_files(output.folder);
  EXPECT_THAT(
      files, ElementsAre(Key("documents.000001.jsonl.zst"), Key("documents.000002.jsonl.zst"), Key("documents.jsonl")));
  std::string text(1000, '\0');
  const auto& packed = files.begin()->second;
  text.resize(ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size()));
  EXPECT_EQ(text, line(a_message(0)));
}

TEST(FileSink, TriesSeldomWhatItCannotCompressAndWarnsOnce) {
  TempFolder home;
  SinkOptions options;
  options.rotate_bytes = 1;
  options.compress = true;
  Output output(home.path(), options);
  const auto in_the_way = output.folder / ".documents.000001.jsonl.zst";
  std::filesystem::create_directory(in_the_way);
  const auto commit = [&](int number) {
    auto transaction = output.begin();
    ASSERT_TRUE(transaction->publish(std::vector{a_message(number)}));
    ASSERT_TRUE(transaction->commit({}));
  };
  int number = 0;
  while (number < 50) commit(number++);
  EXPECT_THAT(output.warnings, ElementsAre(HasSubstr(".documents.000001.jsonl.zst")));
  std::filesystem::remove(in_the_way);
  commit(number++);
  EXPECT_TRUE(std::filesystem::exists(output.folder / "documents.000001.jsonl")) << "it is not tried at each commit";
  while (number < 100) commit(number++);
  EXPECT_FALSE(std::filesystem::exists(output.folder / "documents.000001.jsonl"));
  EXPECT_TRUE(std::filesystem::exists(output.folder / "documents.000001.jsonl.zst"));
}

TEST(FileSink, KeepsAsManyClosedFilesAsItIsTold) {
  TempFolder home;
  SinkOptions options;
  options.rotate_bytes = 1;
  options.retain_files = 2;
  Output output(home.path(), options);
  auto transaction = output.begin();
  for (int i = 0; i < 6; ++i) ASSERT_TRUE(transaction->publish(std::vector{a_message(i)}));
  ASSERT_TRUE(transaction->commit({}));
  EXPECT_THAT(visible_files(output.folder),
              ElementsAre(Key("documents.000004.jsonl"), Key("documents.000005.jsonl"), Key("documents.jsonl")));
}

TEST(FileSink, KeepsAsManyClosedBytesAsItIsTold) {
  TempFolder home;
  SinkOptions options;
  options.rotate_bytes = 1;
  options.retain_bytes = line(a_message(1)).size();
  Output output(home.path(), options);
  auto transaction = output.begin();
  for (int i = 0; i < 6; ++i) ASSERT_TRUE(transaction->publish(std::vector{a_message(i)}));
  ASSERT_TRUE(transaction->commit({}));
  EXPECT_THAT(visible_files(output.folder), ElementsAre(Key("documents.000005.jsonl"), Key("documents.jsonl")));
}

TEST(FileSink, WaitsForRoomOnAFullDiskAndThenGoesOn) {
  TempFolder home;
  support::SmallDisk disk(home / "out", "256k");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  Output output(home.path(), {});
  auto first = output.begin();
  ASSERT_TRUE(first->publish(std::vector{a_message(1)}));
  ASSERT_TRUE(first->commit(std::vector{up_to(1)}));
  first.reset();
  const auto before = read_file(output.folder / "documents.jsonl");

  support::write_file(output.folder / "filler", std::string(200 * 1024, 'x'));
  auto second = output.begin();
  auto big = a_message(2);
  big.data = "\"" + std::string(100 * 1024, 'y') + "\"";
  ASSERT_TRUE(second->publish(std::vector{a_message(3, Stream::kRejected), big}));
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto committed = second->commit(std::vector{up_to(3)});
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().fault, record::Fault::kTransient);
    EXPECT_EQ(committed.error().code, code::kDiskFull);
    EXPECT_THAT(committed.error().detail, HasSubstr("No space left"));
    EXPECT_EQ(read_file(output.folder / "documents.jsonl"), before) << "the half-written part is taken back";
    EXPECT_EQ(output.position(), record::Offset{1});
  }
  std::filesystem::remove(output.folder / "filler");
  ASSERT_TRUE(second->commit(std::vector{up_to(3)}));
  EXPECT_EQ(read_file(output.folder / "documents.jsonl"), before + line(big));
  EXPECT_EQ(output.position(), record::Offset{3});
}

TEST(FileSink, RefusesAFolderItCannotWrite) {
  TempFolder home;
  auto store = *store::Store::open(home / "state");
  support::write_file(home / "out", "a file, not a folder");
  SinkOptions options;
  options.folder = home / "out";
  EXPECT_EQ(FileSink::open(options, *store).error().code, code::kUnwritable);

  support::SmallDisk disk(home / "disk", "64k");
  if (!disk.mounted() || !disk.make_read_only()) GTEST_SKIP() << "may not mount a file system here";
  options.folder = home / "disk/out";
  EXPECT_EQ(FileSink::open(options, *store).error().code, code::kUnwritable);
}

TEST(FileSink, StopsWhenSomeoneElseWritesIntoItsFiles) {
  TempFolder home;
  Output output(home.path(), {});
  auto first = output.begin();
  ASSERT_TRUE(first->publish(std::vector{a_message(1)}));
  ASSERT_TRUE(first->commit({}));
  first.reset();
  support::write_file(output.folder / "documents.jsonl", "short");
  auto second = output.begin();
  ASSERT_TRUE(second->publish(std::vector{a_message(2)}));
  const auto committed = second->commit({});
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().fault, record::Fault::kFatal);
  EXPECT_EQ(committed.error().code, code::kOutputChanged);
}

}  // namespace
}  // namespace tidings::io::files
