#include "pipeline/record/event.h"

#include <gtest/gtest.h>

#include "pipeline/record/cloud_event.h"
#include "pipeline/record/event_reader.h"
#include "pipeline/record/reason.h"
#include "tests/record/samples.h"

namespace tidings::record {
namespace {

std::string json_of(const auto& record) {
  std::string out;
  append_json(record, out);
  return out;
}

TEST(EventJson, ReadsBackAsItWas) {
  EventReader reader;
  const auto back = reader.read_event(json_of(an_event()));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(*back, an_event());
}

TEST(EventJson, ReadsBackTheFieldsThatWereAdded) {
  auto event = an_event();
  event.article.version = Id::of("body", {"x"}).hex();
  event.evidence[0].paragraph = {0xabcULL << 40U};
  EventReader reader;
  const auto back = reader.read_event(json_of(event));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(*back, event);
}

TEST(EventJson, ReadsBackWithNothingButWhatMustBe) {
  EventReader reader;
  const auto back = reader.read_event(json_of(Event{}));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(*back, Event{});
}

TEST(QuoteJson, ReadsBackAsItWas) {
  EventReader reader;
  const auto back = reader.read_quote(json_of(a_quote()));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(*back, a_quote());
  EXPECT_EQ(*reader.read_quote(json_of(Quote{})), Quote{});
}

TEST(UpdateJson, ReadsBackAsItWas) {
  EventReader reader;
  const auto back = reader.read_update(json_of(an_update()));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(*back, an_update());
  EXPECT_EQ(*reader.read_update(json_of(Update{})), Update{});

  auto merged = an_update();
  merged.merged_with = Id::of("event", {"7"});
  EXPECT_EQ(*reader.read_update(json_of(merged)), merged);
}

TEST(EventJson, IsFrozen) {
  // Readers outside hold on to this form; inside a version fields are only added.
  auto event = an_event();
  event.picture.actors.resize(1);
  EXPECT_EQ(
      json_of(event),
      R"({"id":")" + event.id.hex() +
          R"(","dyad":"AUT|GBR","coder":"0f3a",)"
          R"("article":{"id":"gazette-17","source":"Gazette","url":"https://example.org/17","title":"Envoys meet",)"
          R"("published":"1814-09-20"},"type":"CONSULT","mode":"multilateral","contexts":["diplomatic","territory"],)"
          R"("cameo":"036","quad":1,"score":4,"status":"planned","actors":[{"name":"Klemens Metternich",)"
          R"("kind":"person","code":"AUT","sector":"GOV","position":"envoy","text":"the envoy","span":[3,12],)"
          R"("via":"title"}],"recipients":[],"time":{"value":"1814-09-21","text":"Wednesday","span":[50,59],)"
          R"("basis":"weekday","conflicts":["the 22nd is no Wednesday"]},"place":{"name":"Vienna","country":"AUT",)"
          R"("text":"the city of Vienna","span":[63,81]},"amounts":[{"what":"delegates","value":200,"about":true,)"
          R"("span":[90,93],"bound":"at_least"},{"what":"money","value":0.0000125,"about":false,"span":[95,99],)"
          R"("unit":"NLG"}],"confidence":0.87,)"
          R"("attribution":[{"name":"a courier","verb":"said","span":[110,119]},{"name":"the Gazette",)"
          R"("span":[121,132]}],"evidence":[{"text":"The envoys meet \"soon\".","span":[0,23],"trigger":[11,15],)"
          R"("rule":"consult.meet","fingerprint":"feed000000000000"}],)"
          R"("conflicts":[{"field":"place","value":"Paris","span":[200,205]}]})");
}

TEST(EventReader, IgnoresFieldsItDoesNotKnow) {
  auto json = json_of(an_event());
  json.insert(1, R"("added_later":{"x":[1]},)");
  EventReader reader;
  EXPECT_EQ(*reader.read_event(json), an_event());
}

struct Broken {
  std::string_view from;
  std::string_view to;
  std::string_view detail;
};

TEST(EventReader, NamesTheFieldThatIsWrong) {
  EventReader reader;
  for (const auto& broken : {
           Broken{"\"type\":\"CONSULT\"", "\"type\":\"CHAT\"", "type: \"CHAT\" is none of the known values"},
           Broken{"\"quad\":1", "\"quad\":1.5", "quad: a number where a whole number should be"},
           Broken{"\"quad\":1", "\"quad\":9999999999", "quad: a number where a whole number should be"},
           Broken{"\"quad\":1,", "", "quad: is missing"},
           Broken{"[30,39]", "[39,30]", "actors[1].span: a span is [begin,end]"},
           Broken{"[30,39]", "[-1,3]", "actors[1].span[0]: a number where a whole number should be"},
           Broken{"[30,39]", "[30]", "actors[1].span: a span is [begin,end]"},
           Broken{"\"about\":true", "\"about\":1", "amounts[0].about: a number where a boolean should be"},
           Broken{"\"value\":200", "\"value\":\"200\"", "amounts[0].value: a string where a number should be"},
           Broken{"\"feed", "\"zeed", "evidence[0].fingerprint: a fingerprint has 16 hex digits"},
           Broken{"\"contexts\":[\"diplomatic\"", "\"contexts\":[null", "contexts[0]: null where a string should be"},
           Broken{"\"place\":{", "\"place\":[],\"x\":{", "place: an array where an object should be"},
       }) {
    auto json = json_of(an_event());
    const auto at = json.find(broken.from);
    ASSERT_NE(at, std::string::npos) << broken.from;
    json.replace(at, broken.from.size(), broken.to);
    const auto back = reader.read_event(json);
    ASSERT_FALSE(back) << broken.from;
    EXPECT_EQ(back.error().code, reason::kBadJson);
    EXPECT_EQ(back.error().detail, broken.detail);
  }
}

TEST(EventMessages, CarryTheKeysThatOrderThem) {
  EXPECT_EQ(to_message(an_event()).key, "AUT|GBR");
  EXPECT_EQ(to_message(an_event()).id, an_event().id.hex());
  EXPECT_EQ(to_message(a_quote()).key, "gazette-17");
  EXPECT_EQ(to_message(an_update()).key, an_update().incident.hex());
}

// Readers take what has a known id for a repetition.
TEST(EventMessages, OneIdOfAnUpdateHasOneContent) {
  const auto id = to_message(an_update()).id;
  EXPECT_EQ(to_message(an_update()).id, id);
  auto other = an_update();
  ++other.revision;
  EXPECT_NE(to_message(other).id, id);
  other = an_update();  // of the same revision, in another order of arrival
  other.event = Id::of("event", {"of another article"});
  EXPECT_NE(to_message(other).id, id);
  other = an_update();
  ++other.sources;
  EXPECT_NE(to_message(other).id, id);
}

TEST(EventMessages, ReadBackFromTheirCloudEvents) {
  std::string line;
  append_cloud_event(to_message(an_event()), line);
  CloudEventReader lines;
  const auto message = lines.read(line);
  ASSERT_TRUE(message) << message.error().detail;
  EventReader reader;
  EXPECT_EQ(*reader.read_event(message->data), an_event());
}

TEST(QuadOf, FollowsTheFourClasses) {
  EXPECT_EQ(quad_of(EventType::kConcede), 1);
  EXPECT_EQ(quad_of(EventType::kCooperate), 2);
  EXPECT_EQ(quad_of(EventType::kRetreat), 2);
  EXPECT_EQ(quad_of(EventType::kRequest), 3);
  EXPECT_EQ(quad_of(EventType::kThreaten), 3);
  EXPECT_EQ(quad_of(EventType::kProtest), 4);
  EXPECT_EQ(quad_of(EventType::kAssault), 4);
}

}  // namespace
}  // namespace tidings::record
