#include <gmock/gmock.h>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/sink.h"
#include "tests/io/output.h"

namespace tidings::io::files {
namespace {

using support::TempFolder;
using testing::HasSubstr;

// An output folder and a state folder with one commit in them.
class SinkBelongs : public testing::Test {
 protected:
  void SetUp() override { write(1); }

  void write(int number) {
    Output output(home.path(), {});
    auto transaction = output.begin();
    ASSERT_TRUE(transaction->publish(std::vector{a_message(number)}));
    ASSERT_TRUE(transaction->commit(std::vector{up_to(number)}));
  }

  void expect_refused(std::string_view code, std::string_view why, const std::string& state = "state") {
    std::filesystem::create_directories(home / "out");
    const auto before = visible_files(home / "out");
    auto store = store::Store::open(home / state);
    ASSERT_TRUE(store.has_value());
    SinkOptions options;
    options.folder = home / "out";
    const auto sink = FileSink::open(options, **store);
    ASSERT_FALSE(sink.has_value());
    EXPECT_EQ(sink.error().fault, record::Fault::kFatal);
    EXPECT_EQ(sink.error().code, code);
    EXPECT_THAT(sink.error().detail, HasSubstr(std::string(why)));
    EXPECT_EQ(visible_files(home / "out"), before) << "what is refused is not touched";
  }

  TempFolder home;
};

TEST_F(SinkBelongs, RefusesANewStateForOldOutput) {
  expect_refused(code::kStateMismatch, "the state is new, the output is not", "another-state");
}

TEST_F(SinkBelongs, RefusesTheStateOfAnotherOutput) {
  TempFolder other;
  { Output output(other.path(), {}); }
  std::filesystem::rename(other / "state", home / "foreign");
  expect_refused(code::kStateMismatch, "another state", "foreign");
}

TEST_F(SinkBelongs, RefusesAStateThatIsOlderThanTheOutput) {
  std::filesystem::copy(home / "state", home / "backup", std::filesystem::copy_options::recursive);
  write(2);
  expect_refused(code::kStateMismatch, "older", "backup");
}

TEST_F(SinkBelongs, RefusesOutputThatHasLostItsPointer) {
  std::filesystem::remove(home / "out/.committed");
  expect_refused(code::kStateMismatch, "no .committed");
}

TEST_F(SinkBelongs, RefusesOutputThatIsGone) {
  std::filesystem::remove_all(home / "out");
  expect_refused(code::kStateMismatch, "not there");
}

TEST_F(SinkBelongs, RefusesADamagedPointer) {
  support::write_file(home / "out/.committed", "{\"sta");
  expect_refused(code::kStateMismatch, "damaged");
}

TEST_F(SinkBelongs, RefusesOutputThatWasShortened) {
  std::filesystem::resize_file(home / "out/documents.jsonl", 5);
  expect_refused(code::kOutputChanged, "5 bytes");
}

TEST_F(SinkBelongs, RefusesOutputWhoseOpenFileIsGone) {
  std::filesystem::remove(home / "out/documents.jsonl");
  expect_refused(code::kOutputChanged, "0 bytes");
}

TEST_F(SinkBelongs, CutsOffWhatWasNotCommitted) {
  const auto before = visible_files(home / "out");
  support::write_file(home / "out/documents.jsonl", before.at("documents.jsonl") + "half a li");
  support::write_file(home / "out/.documents.000002.jsonl", "a file of a commit that did not come to be");
  { Output output(home.path(), {}); }
  EXPECT_EQ(visible_files(home / "out"), before);
  EXPECT_FALSE(std::filesystem::exists(home / "out/.documents.000002.jsonl"));
}

}  // namespace
}  // namespace tidings::io::files
