#include "pipeline/io/files/output_reader.h"

#include <gmock/gmock.h>

#include <vector>

#include "pipeline/io/files/code.h"
#include "pipeline/record/cloud_event.h"
#include "pipeline/record/reason.h"
#include "tests/io/output.h"

namespace tidings::io::files {
namespace {

using record::Stream;
using support::read_file;
using support::TempFolder;
using support::write_file;
using testing::ElementsAre;
using testing::IsEmpty;

std::string line(int number) {
  std::string text;
  record::append_cloud_event(a_message(number), text);
  return text;
}

std::vector<std::string> all_lines(const std::filesystem::path& folder) {
  std::vector<std::string> lines;
  const auto read = read_stream(folder, Stream::kDocuments, [&](const OutputLine& one) {
    lines.emplace_back(one.text);
    return record::Result<void>();
  });
  EXPECT_TRUE(read) << read.error().detail;
  return lines;
}

void write_one(Output& output, int number) {
  auto transaction = output.begin();
  ASSERT_TRUE(transaction->publish(std::vector{a_message(number)}));
  ASSERT_TRUE(transaction->commit(std::vector{up_to(number)}));
}

TEST(OutputReader, ReadsClosedFilesCompressedOrNotAndThenTheOpenOne) {
  for (const bool compress : {false, true}) {
    TempFolder home;
    SinkOptions options;
    options.rotate_bytes = 2 * line(1).size() + 2;
    options.compress = compress;
    Output output(home.path(), options);
    std::vector<std::string> expected;
    for (int number = 1; number <= 7; ++number) {
      write_one(output, number);
      expected.push_back(line(number));
      EXPECT_EQ(all_lines(output.folder), expected);
    }
    EXPECT_EQ(std::filesystem::exists(output.folder / "documents.000001.jsonl.zst"), compress);
  }
}

TEST(OutputReader, LeavesOutWhatIsNotCommitted) {
  TempFolder home;
  Output output(home.path(), {});
  write_one(output, 1);
  write_file(output.folder / "documents.jsonl", line(1) + "\n" + line(2) + "\n");
  EXPECT_THAT(all_lines(output.folder), ElementsAre(line(1)));
  std::filesystem::remove(output.folder / ".committed");
  EXPECT_THAT(all_lines(output.folder), ElementsAre(line(1), line(2)));
}

// What was open when `.committed` was read may have been closed since, and another opened.
TEST(OutputReader, TheSegmentThatIsCommittedMayBeClosedAlready) {
  TempFolder home;
  Output output(home.path(), {});
  write_one(output, 1);
  std::filesystem::rename(output.folder / "documents.jsonl", output.folder / "documents.000001.jsonl");
  write_file(output.folder / "documents.jsonl", line(2) + "\n");
  EXPECT_THAT(all_lines(output.folder), ElementsAre(line(1)));
}

TEST(OutputReader, TellsWhereALineStandsAndWhetherItIsWhole) {
  TempFolder home;
  write_file(home / "a.jsonl", "one\ntwo\n\nfour");
  std::vector<std::string> told;
  ASSERT_TRUE(read_lines(home / "a.jsonl", [&](const OutputLine& one) {
    told.push_back(std::to_string(one.number) + std::string(one.text) + (one.whole ? "." : "…"));
    return record::Result<void>();
  }));
  EXPECT_THAT(told, ElementsAre("1one.", "2two.", "3.", "4four…"));
}

TEST(OutputReader, AnErrorOfTheVisitorEndsTheReading) {
  TempFolder home;
  write_file(home / "a.jsonl", "one\ntwo\n");
  int visits = 0;
  const auto read = read_lines(home / "a.jsonl", [&](const OutputLine&) -> record::Result<void> {
    ++visits;
    return record::Error{record::Fault::kBadInput, "bad_json", "no"};
  });
  EXPECT_EQ(read.error().code, "bad_json");
  EXPECT_EQ(visits, 1);
}

TEST(OutputReader, TellsWhatCannotBeReadOrIsDamaged) {
  TempFolder home;
  const auto ignore = [](const OutputLine&) { return record::Result<void>(); };
  EXPECT_EQ(read_lines(home / "none.jsonl", ignore).error().code, code::kUnreadable);
  write_file(home / "a.jsonl.gz", "no gzip at all");
  EXPECT_EQ(read_lines(home / "a.jsonl.gz", ignore).error().code, record::reason::kTruncated);
  write_file(home / ".committed", "nonsense");
  EXPECT_EQ(read_stream(home.path(), Stream::kDocuments, ignore).error().code, code::kStateMismatch);
}

TEST(OutputReader, KnowsWhereAStreamIs) {
  TempFolder home;
  EXPECT_FALSE(has_stream(home.path(), Stream::kDocuments));
  EXPECT_THAT(all_lines(home.path()), IsEmpty());
  Output output(home.path(), {});
  EXPECT_FALSE(has_stream(output.folder, Stream::kDocuments));
  write_one(output, 1);
  EXPECT_TRUE(has_stream(output.folder, Stream::kDocuments));
  EXPECT_FALSE(has_stream(output.folder, Stream::kUpdates));
}

}  // namespace
}  // namespace tidings::io::files
