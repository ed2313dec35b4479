#include "pipeline/io/files/file_list.h"

#include <gmock/gmock.h>

#include "pipeline/io/files/code.h"
#include "tests/io/feed.h"

namespace tidings::io::files {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FileListTest : public Feed {
 protected:
  FileListTest() { options.drain = false; }
  [[nodiscard]] std::string in_feed(const std::string& name) const { return (options.folder / name).string(); }
};

TEST_F(FileListTest, ReadsPathsAndPatternsOnceByNameAndEnds) {
  put("b.txt", "2");
  put("a.txt", "1");
  put("c.jsonl", "3\n");
  std::filesystem::create_directories(options.folder / "d.txt");
  options.files = {in_feed("c.jsonl"), in_feed("*.txt"), in_feed("a.*")};
  start();
  const auto inputs = read_all();
  EXPECT_THAT(told(inputs), ElementsAre(in_feed("a.txt") + " 1", in_feed("b.txt") + " 2", in_feed("c.jsonl") + ":1 3"));
  commit(inputs);
  EXPECT_THAT(names_in("feed"), ElementsAre("a.txt", "b.txt", "c.jsonl")) << "listed files are kept";
  kill();
  start();
  EXPECT_THAT(read_all(), IsEmpty()) << "and remembered";
}

TEST_F(FileListTest, RefusesWhatIsNotThere) {
  auto opened = store::Store::open(home / "state");
  for (const auto* name : {"nothing.txt", "*.nothing", "../feed"}) {
    options.files = {in_feed(name)};
    const auto refused = open_source(options, **opened);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, code::kNoSuchFile);
  }
}

}  // namespace
}  // namespace tidings::io::files
