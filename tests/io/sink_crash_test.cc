#include <gmock/gmock.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <random>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/sink.h"
#include "tests/io/output.h"

namespace tidings::io::files {
namespace {

using record::Stream;
using support::TempFolder;

struct Killed {};

constexpr int kMessages = 40;

SinkOptions small_files() {
  SinkOptions options;
  options.rotate_bytes = 700;  // about four lines: some commits close several files, some none
  return options;
}

std::unique_ptr<Transaction> begin(Output& output) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    auto transaction = output.sink->begin();
    if (transaction) return std::move(*transaction);
    EXPECT_EQ(transaction.error().fault, record::Fault::kTransient) << transaction.error().detail;
  }
  return output.begin();
}

// Publishes messages from the last committed position on to the end, `per_commit` at a time.
void work(Output& output, int per_commit) {
  for (auto i = output.position().value; i < kMessages;) {
    auto transaction = begin(output);
    for (int n = 0; n < per_commit && i < kMessages; ++n, ++i) {
      const auto stream = i % 5 == 0 ? Stream::kRejected : Stream::kDocuments;
      ASSERT_TRUE(transaction->publish(std::vector{a_message(static_cast<int>(i), stream)}));
    }
    transaction->state().put("seen", std::to_string(i));
    auto committed = transaction->commit(std::vector{up_to(i)});
    for (int attempt = 0; !committed && attempt < 100; ++attempt) {
      ASSERT_EQ(committed.error().fault, record::Fault::kTransient) << committed.error().detail;
      committed = transaction->commit(std::vector{up_to(i)});
    }
    ASSERT_TRUE(committed);
  }
}

std::map<std::string, std::string> undisturbed() {
  TempFolder home;
  Output output(home.path(), small_files());
  work(output, 9);
  return visible_files(output.folder);
}

// The bytes of one stream that a reader of `.committed` takes for valid.
std::string committed_bytes(const std::filesystem::path& folder, const std::string& stream) {
  const auto pointer = support::read_file(folder / ".committed");
  const auto at = pointer.find("\"" + stream + "\":");
  if (at == std::string::npos) return "";
  int segment = 0;
  std::size_t length = 0;
  EXPECT_EQ(std::sscanf(pointer.c_str() + pointer.find('{', at), "{\"segment\":%d,\"length\":%zu}", &segment, &length),
            2);
  std::string bytes;
  std::string open;
  bool closed = false;
  for (const auto& [name, content] : visible_files(folder)) {
    int number = 0;
    if (name == stream + ".jsonl" && !closed) open = content;
    if (std::sscanf(name.c_str(), (stream + ".%06d.jsonl").c_str(), &number) != 1) continue;
    if (number < segment) bytes += content;
    // The file that was open when the pointer was written has been closed since; it is valid as far as it says.
    if (number == segment) {
      open = content;
      closed = true;
    }
  }
  EXPECT_GE(open.size(), length);
  return bytes + open.substr(0, length);
}

std::string all_bytes(const std::map<std::string, std::string>& files, const std::string& stream) {
  std::string bytes;
  for (const auto& [name, content] : files) {
    if (name.starts_with(stream + ".0")) bytes += content;
  }
  const auto open = files.find(stream + ".jsonl");
  return open == files.end() ? bytes : bytes + open->second;
}

class SinkCrash : public testing::TestWithParam<int> {};  // messages per commit

TEST_P(SinkCrash, AKillBeforeAnyStepChangesNoByte) {
  const auto expected = undisturbed();
  ASSERT_GT(expected.size(), 5U);
  bool reached_the_end = false;
  int kills = 0;
  for (int kill_at = 0; !reached_the_end; ++kill_at) {
    TempFolder home;
    int step = 0;
    try {
      Output output(home.path(), small_files(), [&](Step) -> int {
        if (step++ == kill_at) throw Killed{};
        return 0;
      });
      ASSERT_NO_FATAL_FAILURE(work(output, GetParam()));
      reached_the_end = true;
    } catch (const Killed&) {
      ++kills;
    }
    for (const auto* stream : {"documents", "rejected"}) {
      const auto whole = all_bytes(expected, stream);
      EXPECT_TRUE(whole.starts_with(committed_bytes(home / "out", stream))) << "killed before step " << kill_at;
    }
    Output output(home.path(), small_files());
    ASSERT_NO_FATAL_FAILURE(work(output, GetParam()));
    EXPECT_EQ(visible_files(output.folder), expected) << "killed before step " << kill_at;
    EXPECT_EQ(*output.store->get("seen"), std::to_string(kMessages));
  }
  EXPECT_GT(kills, 10);
}

TEST_P(SinkCrash, AFullDiskAtAnyStepChangesNoByte) {
  const auto expected = undisturbed();
  int failures = 1;
  for (int fail_at = 0; failures > 0; ++fail_at) {
    TempFolder home;
    int step = 0;
    failures = 0;
    bool opened = false;
    Output output(home.path(), small_files(), [&](Step) -> int {
      // Three times, so that the retry meets it as well.
      const bool fails = opened && step++ >= fail_at && failures < 3;
      failures += fails ? 1 : 0;
      return fails ? ENOSPC : 0;
    });
    opened = true;
    ASSERT_NO_FATAL_FAILURE(work(output, GetParam()));
    begin(output).reset();  // what the last commit still owed
    EXPECT_EQ(visible_files(output.folder), expected) << "failed at step " << fail_at;
  }
}

INSTANTIATE_TEST_SUITE_P(CommitSizes, SinkCrash, testing::Values(1, 3, 7, 40));

TEST(SinkGivenUp, ACommitThatDidNotHappenIsTakenBackByTheNextTransaction) {
  TempFolder home;
  bool full = false;
  Output output(home.path(), {}, [&](Step step) { return full && step == Step::kStore ? ENOSPC : 0; });
  full = true;
  auto transaction = output.begin();
  ASSERT_TRUE(transaction->publish(std::vector{a_message(1), a_message(2, Stream::kRejected)}));
  EXPECT_EQ(transaction->commit(std::vector{up_to(1)}).error().fault, record::Fault::kTransient);
  transaction.reset();
  full = false;
  EXPECT_EQ(output.position(), record::Offset{0});
  auto next = output.begin();
  EXPECT_EQ(visible_files(output.folder)["documents.jsonl"], "");
  ASSERT_TRUE(next->publish(std::vector{a_message(3)}));
  ASSERT_TRUE(next->commit(std::vector{up_to(1)}));
  EXPECT_THAT(visible_files(output.folder)["documents.jsonl"], testing::HasSubstr("id-3"));
  EXPECT_EQ(visible_files(output.folder)["rejected.jsonl"], "");
}

}  // namespace
}  // namespace tidings::io::files
