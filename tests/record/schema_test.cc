#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "pipeline/normalise/why.h"
#include "pipeline/record/cloud_event.h"
#include "pipeline/record/names.h"
#include "pipeline/record/rejected.h"
#include "tests/record/samples.h"

namespace tidings::record {
namespace {

using testing::ElementsAreArray;

// The strings of the array at `pointer` (RFC 6901) in docs/schema/`name`.json.
std::vector<std::string> strings_at(std::string_view name, std::string_view pointer) {
  simdjson::dom::parser parser;
  const auto file = std::string(TIDINGS_SOURCE_DIR "/docs/schema/").append(name).append(".json");
  std::vector<std::string> strings;
  for (const auto element : parser.load(file).at_pointer(pointer).get_array()) {
    strings.emplace_back(element.get_string().value());
  }
  return strings;
}

// Runs validate.py; what it prints, with its exit status in front.
std::string run_validator(const std::string& arguments) {
  const auto command = "\"" TIDINGS_PYTHON "\" " TIDINGS_SOURCE_DIR "/tests/support/validate.py " + arguments + " 2>&1";
  auto* pipe = ::popen(command.c_str(), "r");
  std::string printed;
  std::array<char, 4096> buffer{};
  while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe)) printed.append(buffer.data(), got);
  const auto status = ::pclose(pipe);
  return std::to_string(WEXITSTATUS(status)) + " " + printed;
}

std::string validated(const std::vector<std::string>& lines) {
  const auto file = std::filesystem::path(testing::TempDir()) / ("records." + std::to_string(::getpid()) + ".jsonl");
  {
    std::ofstream out(file, std::ios::binary);
    for (const auto& line : lines) out << line << '\n';
  }
  auto printed = run_validator("'" + file.string() + "'");
  std::filesystem::remove(file);
  return printed;
}

std::string line_of(const auto& record) {
  std::string line;
  append_cloud_event(to_message(record), line);
  return line;
}

class TheValidator : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("\"" TIDINGS_PYTHON "\" -c 'import jsonschema' 2>/dev/null") != 0) {
      GTEST_SKIP() << "python3-jsonschema is not installed";
    }
  }
};

TEST(Schemas, ListTheWordsOfTheCode) {
  EXPECT_THAT(strings_at("common", "/$defs/type/enum"), ElementsAreArray(kNamesOf<EventType>));
  EXPECT_THAT(strings_at("common", "/$defs/status/enum"), ElementsAreArray(kNamesOf<Status>));
  EXPECT_THAT(strings_at("common", "/$defs/actor/properties/kind/enum"), ElementsAreArray(kNamesOf<ActorKind>));
  EXPECT_THAT(strings_at("quote", "/properties/kind/enum"), ElementsAreArray(kNamesOf<QuoteKind>));
  EXPECT_THAT(strings_at("update", "/properties/change/enum"), ElementsAreArray(kNamesOf<Change>));
  EXPECT_THAT(strings_at("document", "/properties/published/properties/found/enum"), ElementsAreArray(kNamesOf<Found>));
  EXPECT_THAT(strings_at("document", "/properties/removed/items/properties/why/enum"),
              ElementsAreArray(normalise::why::kAll));
  EXPECT_THAT(strings_at("rejected", "/properties/reason/enum"), ElementsAreArray(reason::kAll));
}

TEST(Schemas, ListTheTypesOfCloudEvents) {
  std::vector<std::string> types;
  for (std::size_t i = 0; i < kStreams; ++i) types.emplace_back(cloud_event_type(static_cast<Stream>(i)));
  EXPECT_EQ(strings_at("cloud_event", "/properties/type/enum"), types);
}

TEST_F(TheValidator, FindsEverySchemaSound) {
  EXPECT_EQ(run_validator("--schemas"),
            "0 article\ncloud_event\ncommon\nconfig\ndocument\nevent\nquote\nrejected\nupdate\n");
}

TEST_F(TheValidator, TakesEveryRecordWeWrite) {
  auto queued = an_input();
  queued.from = From::kQueue;
  queued.headers = {{"trace", "\xff"}};
  auto cut = an_input();
  cut.body = "caf\xe9 at noon";
  cut.line = 0;
  cut.cut = Cut{200'000'000, std::string(64, 'a')};
  const auto printed = validated({line_of(a_document()), line_of(an_event()), line_of(a_quote()), line_of(an_update()),
                                  line_of(reject(an_input(), "normalise", an_error())),
                                  line_of(reject(std::move(queued), "sink", an_error())),
                                  line_of(reject(std::move(cut), "source", an_error()))});
  EXPECT_EQ(printed, "0 1 document, 1 event, 1 quote, 3 rejected, 1 update - 0 problems\n");
}

TEST_F(TheValidator, NamesTheLineAndField) {
  auto document = a_document();
  document.language = "English!";
  document.sentences.back().end = 4000;
  auto rejected = reject(an_input(), "normalise", an_error());
  rejected.reason = "bad_luck";
  auto unknown = line_of(a_quote());
  unknown.insert(unknown.find("\"speaker\""), "\"oops\":1,");
  const auto printed = validated({line_of(document), line_of(rejected), unknown, "{}", "\xff"});
  EXPECT_TRUE(printed.starts_with("1 ")) << printed;
  for (const auto* part : {":1: data.language: 'English!' does not match", ":1: data.sentences: [13,4000] is out of",
                           ":2: data.reason: 'bad_luck' is not one of", ":3: data: Additional properties",
                           ":4: : 'specversion' is a required property", ":5: : not JSON"}) {
    EXPECT_THAT(printed, testing::HasSubstr(part));
  }
}

}  // namespace
}  // namespace tidings::record
