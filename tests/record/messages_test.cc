#include <gtest/gtest.h>

#include <limits>

#include "pipeline/record/cloud_event.h"
#include "pipeline/record/document.h"
#include "pipeline/record/reason.h"
#include "pipeline/record/rejected.h"
#include "tests/record/samples.h"

namespace tidings::record {
namespace {

std::string json_of(const auto& record) {
  std::string out;
  append_json(record, out);
  return out;
}

TEST(DocumentJson, HoldsEveryField) {
  EXPECT_EQ(
      json_of(a_document()),
      "{\"id\":\"gazette-17\",\"source\":\"Gazette\",\"url\":\"https://example.org/17\",\"title\":\"Fleet sails\","
      "\"text\":\"Fleet sails\\n\\nThe \\\"Royal\\\" fleet sailed [\u0444\u043b\u043e\u0442].\","
      "\"published\":{\"value\":\"1805-10-21\",\"found\":\"header\"},\"language\":\"en\","
      "\"sentences\":[[0,11],[13,45]],\"fingerprint\":\"0000000000000abc\","
      "\"sentence_fingerprints\":[\"0000000000000001\",\"0000000000000002\"],"
      "\"removed\":[{\"text\":\"Related materials:\",\"why\":\"related\"}],"
      "\"foreign\":[{\"span\":[39,43],\"language\":\"ru\"}]}");
}

TEST(DocumentJson, LeavesOutWhatIsAbsent) {
  Document document;
  document.id = "1";
  document.text = "x";
  document.language = "und";
  EXPECT_EQ(json_of(document),
            R"({"id":"1","text":"x","language":"und","sentences":[],"fingerprint":"0000000000000000",)"
            R"("sentence_fingerprints":[],"removed":[],"foreign":[]})");
}

TEST(DocumentMessage, HasAnotherIdForEveryVersionAndOneKeyForAll) {
  auto other = a_document();
  other.body_hash = Id::of("body", {"y"});
  EXPECT_EQ(to_message(a_document()).key, "gazette-17");
  EXPECT_EQ(to_message(other).key, "gazette-17");
  EXPECT_NE(to_message(other).id, to_message(a_document()).id);
  EXPECT_EQ(to_message(a_document()).id, to_message(a_document()).id);
  EXPECT_EQ(to_message(a_document()).stream, Stream::kDocuments);
}

TEST(DocumentMessage, HasAnotherIdForTheSameGivenIdOfAnotherPublisher) {
  auto other = a_document();
  other.source = "Courier";
  EXPECT_EQ(to_message(other).key, to_message(a_document()).key);
  EXPECT_NE(to_message(other).id, to_message(a_document()).id);
}

// Consumers know records again by it, from version to version of the daemon.
TEST(DocumentMessage, HasAnIdThatStaysWhatItIs) {
  EXPECT_EQ(to_message(a_document()).id, "981764a0980b2dc44c08b5e30dce0ee3");
}

TEST(RejectedJson, NamesTheFileAndLine) {
  EXPECT_EQ(json_of(reject(an_input(), "normalise", an_error())),
            R"({"stage":"normalise","reason":"bad_json","detail":"no object","file":"feed/a.jsonl","line":17,)"
            R"("attempts":1,"headers":[],"body":"{not json"})");
}

TEST(RejectedJson, LeavesOutTheLineOfAFileThatIsOneArticle) {
  auto input = an_input();
  input.line = 0;
  EXPECT_EQ(json_of(reject(std::move(input), "normalise", an_error())).find("\"line\""), std::string::npos);
}

TEST(RejectedJson, NamesTopicPartitionAndOffset) {
  auto input = an_input();
  input.from = From::kQueue;
  input.container = std::make_shared<const std::string>("articles");
  input.partition = Partition{(std::uint64_t{7} << 32U) + 3};  // of container 7
  input.offset = Offset{1042};
  input.key = "paper";
  input.headers = {{"content-type", "application/json"}, {"trace", "\xff"}};
  const auto rejected = reject(std::move(input), "sink", an_error(), 5);
  EXPECT_EQ(to_string(rejected.origin), "articles/3@1042");
  EXPECT_EQ(to_message(rejected).key, "articles/3");
  EXPECT_EQ(
      json_of(rejected),
      R"({"stage":"sink","reason":"bad_json","detail":"no object","topic":"articles","partition":3,"offset":1042,)"
      R"("attempts":5,"key":"paper","headers":[{"name":"content-type","value":"application/json"},)"
      R"({"name":"trace","value_base64":"/w=="}],"body":"{not json"})");
}

TEST(RejectedJson, KeepsBytesThatAreNoText) {
  auto input = an_input();
  input.body = "caf\xe9";
  input.container = std::make_shared<const std::string>("feed/\xff.txt");
  input.line = 0;
  const auto rejected = reject(std::move(input), "normalise", {Fault::kBadInput, reason::kBadEncoding, "at \xff"});
  EXPECT_EQ(json_of(rejected),
            "{\"stage\":\"normalise\",\"reason\":\"bad_encoding\",\"detail\":\"at \uFFFD\","
            "\"file_base64\":\"ZmVlZC//LnR4dA==\",\"attempts\":1,\"headers\":[],"
            "\"body_base64\":\"Y2Fm6Q==\"}");
  EXPECT_EQ(to_message(rejected).key, "feed/\uFFFD.txt");
}

TEST(RejectedJson, IsCutToWhatASinkTakesAndKeepsItsId) {
  for (const char byte : {'x', '\x01', '"', '\xff'}) {
    auto input = an_input();
    input.body = std::string(3'000'000, byte);
    input.headers = {{"first", "kept"}, {"huge", std::string(900'000, byte)}, {"last", "kept too"}};
    input.key = std::string(900'000, byte);
    const auto rejected = reject(std::move(input), "normalise", an_error());
    const auto whole = to_message(rejected);
    const auto cut = to_message(rejected, 100'000);
    EXPECT_LE(cut.data.size(), 100'000U);
    EXPECT_GT(cut.data.size(), 5'000U);
    EXPECT_EQ(cut.id, whole.id);
    EXPECT_EQ(cut.key, whole.key);
    EXPECT_NE(cut.data.find(R"("length":3000000,"sha256":")" + sha256_hex(rejected.body)), std::string::npos);
    EXPECT_NE(cut.data.find("kept too"), std::string::npos);
    EXPECT_EQ(cut.data.find("huge"), std::string::npos);
    EXPECT_EQ(cut.data.find("\"key"), std::string::npos);
  }
}

TEST(RejectedJson, IsCutWhateverIsLong) {
  constexpr std::size_t kMax = 100'000;
  for (const char byte : {'x', '\x01', '"', '\xff'}) {
    for (std::size_t size = 1'000; size <= 128'000; size *= 2) {
      auto input = an_input();
      input.key = std::string(size - 10, byte);
      input.headers = {{"one", std::string(size / 2, byte)}, {std::string(size / 3, byte), "two"}, {"three", "3"}};
      const auto rejected = reject(std::move(input), "normalise", an_error());
      EXPECT_LE(to_message(rejected, kMax).data.size(), kMax) << int{byte} << " times " << size;
    }
  }
}

TEST(RejectedJson, IsLeftAloneWhereItFits) {
  const auto rejected = reject(an_input(), "normalise", an_error());
  EXPECT_EQ(to_message(rejected, 2048).data, to_message(rejected).data);
}

TEST(RejectedJson, OfACutBodySaysHowLongItWas) {
  auto input = an_input();
  input.body = "The \xe2\x82";  // cut in the middle of a character
  input.cut = Cut{200'000'000, std::string(64, 'a')};
  EXPECT_EQ(
      json_of(reject(std::move(input), "source", {Fault::kBadInput, reason::kTooLarge, "too long"})),
      R"({"stage":"source","reason":"too_large","detail":"too long","file":"feed/a.jsonl","line":17,"attempts":1,)"
      R"("headers":[],"length":200000000,"sha256":")" +
          std::string(64, 'a') + R"(","body":"The "})");
}

TEST(RejectedMessage, HasOneIdPerPlaceAndBody) {
  const auto id = [](std::uint64_t line, std::string body) {
    auto input = an_input();
    input.line = line;
    input.body = std::move(body);
    return to_message(reject(std::move(input), "normalise", an_error())).id;
  };
  EXPECT_EQ(id(1, "x"), id(1, "x"));
  EXPECT_NE(id(1, "x"), id(2, "x"));
  EXPECT_NE(id(1, "x"), id(1, "y"));
}

TEST(CloudEvent, CarriesTheTraceOn) {
  auto message = to_message(a_document());
  message.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  std::string line;
  append_cloud_event(message, line);
  EXPECT_NE(line.find(R"("partitionkey":"gazette-17","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-)"), line.npos);
  const auto back = CloudEventReader().read(line);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->traceparent, message.traceparent);
}

TEST(CloudEvent, IsOneLineThatReadsBack) {
  const auto message = to_message(a_document());
  std::string line;
  append_cloud_event(message, line);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_TRUE(line.starts_with("{\"specversion\":\"1.0\",\"id\":\"" + message.id +
                               "\",\"source\":\"/tidings\",\"type\":\"io.tidings.document.v1\","
                               "\"datacontenttype\":\"application/json\",\"partitionkey\":\"gazette-17\",\"data\":{"));
  CloudEventReader reader;
  const auto back = reader.read(line);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->stream, message.stream);
  EXPECT_EQ(back->id, message.id);
  EXPECT_EQ(back->key, message.key);
  EXPECT_EQ(back->data, message.data);
}

TEST(CloudEvent, ReadsAttributesInAnyOrderAndIgnoresOthers) {
  CloudEventReader reader;
  const auto back = reader.read(
      R"({"data":{"a":[1,{"b":"}"}]},"time":"1805-10-21T00:00:00Z","type":"io.tidings.event.v1","id":"7","specversion":"1.0"})");
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->stream, Stream::kEvents);
  EXPECT_EQ(back->data, R"({"a":[1,{"b":"}"}]})");
  EXPECT_EQ(back->key, "");
}

TEST(CloudEvent, IsRefusedWhereItIsNoneOfOurs) {
  CloudEventReader reader;
  const auto detail = [&reader](std::string_view line) {
    const auto back = reader.read(line);
    return back ? "taken" : back.error().detail;
  };
  EXPECT_EQ(detail(R"({"specversion":"0.3","id":"1","type":"io.tidings.event.v1","data":{}})"),
            "specversion: is not 1.0");
  EXPECT_EQ(detail(R"({"specversion":"1.0","id":"1","type":"io.tidings.event.v2","data":{}})"),
            "type: \"io.tidings.event.v2\" is none we know");
  EXPECT_EQ(detail(R"({"specversion":"1.0","type":"io.tidings.event.v1","data":{}})"), "id: is missing");
  EXPECT_EQ(detail(R"({"specversion":"1.0","id":"1","type":"io.tidings.event.v1"})"), "data: is missing");
  EXPECT_EQ(detail(""), "the line is empty");
  EXPECT_EQ(detail("{\"id\":\"\xff\"}"), "not UTF-8");
  EXPECT_FALSE(reader.read(R"({"specversion":"1.0","id":"1","type":"io.tidings.event.v1","data":[]})"));
  EXPECT_FALSE(reader.read(R"({"specversion":"1.0","id":"1","type":"io.tidings.event.v1","data":{)"));
  EXPECT_FALSE(reader.read(R"({"specversion":"1.0","id":"1","type":"io.tidings.event.v1","data":{}} x)"));
}

}  // namespace
}  // namespace tidings::record
