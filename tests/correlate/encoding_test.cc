#include "pipeline/correlate/encoding.h"

#include <gmock/gmock.h>

#include <limits>

#include "pipeline/correlate/article_state.h"
#include "pipeline/correlate/rest.h"
#include "pipeline/store/store.h"
#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

Incident full_incident() {
  Incident incident;
  incident.id = record::Id::of("event", {"a"});
  incident.number = 300;
  incident.revision = 2;
  incident.last_mention = -20000;
  incident.opened = -20100;
  incident.unkept = 3;
  auto telling = Account("a").sides({"Sergei Lavrov:RUS"}, {"USA"}).on("2022-01-21").in("Geneva", "CHE");
  telling.amount("troops", 100000, true, record::Bound::kAtLeast, "EUR").evidence("They met.", 0x0123456789abcdef, 42);
  telling.event.picture.time->conflicts = {"2022-12-21 is no Friday"};
  telling.event.attribution.push_back({"RIA Novosti", "reported", {3, 9}});
  telling.event.conflicts.push_back({"amounts", "troops 90000", {4, 6}});
  telling.event.score = -3.5;
  keep(incident, telling_of(telling.told(), 77));
  keep(incident, telling_of(Account("b").told(), 78));
  incident.entries = {1, std::uint64_t{1} << 63U};
  incident.told = {
      record::Change::kDisputed, "same sides", record::Id::of("event", {"b"}), record::Status::kPlanned, 2, 1, 4, 99};
  return incident;
}

std::string bytes_of(const Incident& incident) {
  std::string bytes;
  append(bytes, incident);
  return bytes;
}

TEST(Encoding, GivesBackWhatWasWritten) {
  const auto incident = full_incident();
  const auto read = read_incident(bytes_of(incident));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, incident);
  const auto life = read_life(bytes_of(incident));
  ASSERT_TRUE(life);
  EXPECT_EQ(life->last_mention, -20000);
  EXPECT_EQ(life->opened, -20100);
}

TEST(Encoding, AnyCutIsAnError) {
  const auto bytes = bytes_of(full_incident());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto read = read_incident(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(read) << size;
    ASSERT_EQ(read.error().code, store::code::kCorrupt) << size;
  }
  EXPECT_FALSE(read_incident(bytes + 'x'));
}

TEST(Encoding, AnyWrongByteIsAnErrorOrAnotherIncident) {
  const auto bytes = bytes_of(full_incident());
  for (std::size_t at = 1; at < bytes.size(); ++at) {
    for (const auto wrong : {'\x00', '\x7f', '\xff'}) {
      auto damaged = bytes;
      damaged[at] = wrong;
      const auto read = read_incident(damaged);
      if (!read) continue;
      EXPECT_EQ(read_incident(bytes_of(*read)).value(), *read);
    }
  }
}

TEST(Encoding, WhatIsNoFiniteNumberIsDamage) {
  for (const auto wrong : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    auto incident = full_incident();
    incident.tellings.front().event.score = wrong;
    const auto read = read_incident(bytes_of(incident));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, store::code::kCorrupt);
  }
}

TEST(Encoding, WhatLiesFurtherAwayThanANumberCanIsDamage) {
  for (const auto step : {std::numeric_limits<std::int64_t>::max() - 17, std::int64_t{1} << 33U, std::int64_t{-106}}) {
    std::string bytes;
    record::ByteWriter(bytes).signed_number(step);
    record::ByteReader in(bytes);
    EXPECT_EQ(in.away_from(std::uint32_t{105}), 0U);
    EXPECT_FALSE(in.ok()) << step;
  }
  std::string bytes;
  record::ByteWriter(bytes).signed_number(-105);
  record::ByteReader in(bytes);
  EXPECT_EQ(in.away_from(std::uint32_t{105}), 0U);
  EXPECT_TRUE(in.ok());
}

TEST(Encoding, ALaterVersionIsSaidToBeLater) {
  auto bytes = bytes_of(full_incident());
  bytes[0] = static_cast<char>(kEncodingVersion + 1);
  const auto read = read_incident(bytes);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, store::code::kNewer);
}

TEST(Encoding, AVersionThatNeverWasIsDamage) {
  auto article = encode(ArticleState{});
  auto rest = encode(Rest{});
  ASSERT_TRUE(read_article(article));
  ASSERT_TRUE(read_rest(rest));
  article[0] = rest[0] = 0;
  EXPECT_EQ(read_article(article).error().code, store::code::kCorrupt);
  EXPECT_EQ(read_rest(rest).error().code, store::code::kCorrupt);
}

TEST(Encoding, LongSentencesAreCutBetweenCharacters) {
  std::string sentence;
  for (int i = 0; i < 300; ++i) sentence += "é";
  const auto telling = telling_of(Account("a").evidence("x" + sentence, 1).told(), 1);
  EXPECT_EQ(telling.event.evidence[0].text.size(), 399U);
}

}  // namespace
}  // namespace tidings::correlate
