#include "pipeline/io/files/retirement.h"

#include <gmock/gmock.h>

#include "tests/support/temp_folder.h"

namespace tidings::io::files {
namespace {

using Outcome = Retirement::Outcome;
using support::read_file;
using support::write_file;
using testing::IsEmpty;

// A file that is done, and how it looks when something came between the looking and the leaving: the hidden name is the
// one it has for that moment.
class RetirementTest : public testing::Test {
 protected:
  RetirementTest() {
    file.sequence = 7;
    file.folder = home.path().string();
    file.name = "a.jsonl.gz";
    file.after = After::kDelete;
    write_file(file.path(), "read");
    file.identity = *Identity::at(file.path());
  }

  void replace(const std::filesystem::path& path) const {
    write_file(home / "new", "unread");
    std::filesystem::rename(home / "new", path);
  }

  support::TempFolder home;
  Admitted file;
  std::filesystem::path leaving = home / ".leaving.7";
  std::vector<std::string> warnings;
  Retirement retirement{[this](const std::string& text) { warnings.push_back(text); }};
};

TEST_F(RetirementTest, DeletesWhatWasRead) {
  EXPECT_EQ(retirement.retire(file), Outcome::kGone);
  EXPECT_TRUE(std::filesystem::is_empty(home.path()));
}

TEST_F(RetirementTest, FinishesWhatAKillInterrupted) {
  for (const auto after : {After::kDelete, After::kMove}) {
    file.after = after;
    write_file(file.path(), "read");
    file.identity = *Identity::at(file.path());
    std::filesystem::rename(file.path(), leaving);
    EXPECT_EQ(retirement.retire(file), Outcome::kGone);
    EXPECT_FALSE(std::filesystem::exists(leaving));
  }
  EXPECT_EQ(read_file(home / ".done/a.jsonl.gz"), "read");
}

TEST_F(RetirementTest, PutsBackAFileThatTookThePlaceInTheLastMoment) {
  for (const auto after : {After::kDelete, After::kMove}) {
    file.after = after;
    std::filesystem::remove(file.path());
    replace(leaving);
    EXPECT_EQ(retirement.retire(file), Outcome::kOther);
    EXPECT_EQ(read_file(file.path()), "unread");
    EXPECT_FALSE(std::filesystem::exists(leaving));
  }
}

TEST_F(RetirementTest, PutsBackBesideAFileThatCameMeanwhile) {
  std::filesystem::rename(file.path(), home / "kept so that its inode is not given away");
  replace(leaving);
  write_file(file.path(), "newer");
  EXPECT_EQ(retirement.retire(file), Outcome::kOther);
  EXPECT_EQ(read_file(file.path()), "newer");
  EXPECT_EQ(read_file(home / "7-a.jsonl.gz"), "unread");
  EXPECT_THAT(warnings, IsEmpty());
}

TEST_F(RetirementTest, IsNotKeptFromAFileByWhatAnotherStateLeft) {
  write_file(leaving, "unread");
  EXPECT_EQ(retirement.retire(file), Outcome::kGone);
  EXPECT_FALSE(std::filesystem::exists(file.path()));
  EXPECT_EQ(read_file(home / "7-a.jsonl.gz"), "unread");
}

TEST_F(RetirementTest, PutsBackAFileThatCannotLeave) {
  file.after = After::kMove;
  write_file(home / ".done", "no folder");
  EXPECT_EQ(retirement.retire(file), Outcome::kStays);
  EXPECT_EQ(read_file(file.path()), "read");
  EXPECT_EQ(warnings.size(), 1U);
}

}  // namespace
}  // namespace tidings::io::files
