#include "daemon/query.h"

#include <gmock/gmock.h>

#include "daemon/incident_query.h"

namespace tidings::daemon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Query, IsDecodedAsFormsEncodeIt) {
  EXPECT_THAT(*parameters_of("a=b&c=d"), ElementsAre(Parameter{"a", "b"}, Parameter{"c", "d"}));
  EXPECT_THAT(*parameters_of("side=Sergei+Lavrov&place=Gen%C3%a8ve"),
              ElementsAre(Parameter{"side", "Sergei Lavrov"}, Parameter{"place", "Genève"}));
  EXPECT_THAT(*parameters_of("a=%2B%26%3D%25%20&b=x=y?/"),
              ElementsAre(Parameter{"a", "+&=% "}, Parameter{"b", "x=y?/"}));
  EXPECT_THAT(*parameters_of("%61=1"), ElementsAre(Parameter{"a", "1"}));
  EXPECT_THAT(*parameters_of("&&a&b=&"), ElementsAre(Parameter{"a", ""}, Parameter{"b", ""}));
  EXPECT_THAT(*parameters_of(""), IsEmpty());
}

TEST(Query, WhatIsBrokenIsRefused) {
  for (const auto* query : {"a=%", "a=%4", "a=%zz", "a=%4g", "%=1", "a=%ff", "a=%C3", "a=%00", "a=%0a", "a=%7f",
                            "a=1&a=2", "a=1&%61=2", "a=\xff"}) {
    const auto parameters = parameters_of(query);
    ASSERT_FALSE(parameters) << query;
    EXPECT_EQ(parameters.error().code, kBadParameter);
    EXPECT_EQ(parameters.error().fault, record::Fault::kBadInput);
  }
}

TEST(IncidentQuery, TakesWordsInAnyLetters) {
  const auto query = incident_query_of(*parameters_of("type=consult&status=PLANNED&side=USA&place=&limit=7&from=x"));
  ASSERT_TRUE(query) << query.error().detail;
  EXPECT_EQ(query->filter.type, record::EventType::kConsult);
  EXPECT_EQ(query->filter.status, record::Status::kPlanned);
  EXPECT_EQ(query->filter.side, "USA");
  EXPECT_EQ(query->filter.place, "");
  EXPECT_EQ(query->limit, 7U);
  EXPECT_EQ(query->from, "x");
}

TEST(IncidentQuery, AsksForAnythingWhereNothingIsGiven) {
  const auto query = incident_query_of(*parameters_of("type=&status=&since="));
  ASSERT_TRUE(query);
  EXPECT_FALSE(query->filter.type);
  EXPECT_FALSE(query->filter.status);
  EXPECT_EQ(query->filter.since, "");
  EXPECT_LE(query->limit, IncidentQuery::kLimitMax);
}

TEST(IncidentQuery, SaysWhatThereIs) {
  EXPECT_THAT(incident_query_of({{"type", "tlak"}}).error().detail, HasSubstr("AGREE, CONSULT"));
  EXPECT_THAT(incident_query_of({{"status", "done"}}).error().detail, HasSubstr("planned, ongoing"));
  EXPECT_THAT(incident_query_of({{"sied", "USA"}}).error().detail, HasSubstr("sied"));
  EXPECT_THAT(incident_query_of({{"limit", "0"}}).error().detail, HasSubstr("1 to 200"));
}

TEST(IncidentQuery, KnowsDatesAndNumbers) {
  for (const auto* since :
       {"2022", "2022-01", "2022-01-21", "2022-01-21T10:00", "2022-01-21T10:00:30Z", "2022-01-21T10:00:30.5+01:00"}) {
    EXPECT_TRUE(incident_query_of({{"since", since}})) << since;
  }
  for (const auto* since : {"yesterday", "20220121", "2022-1-1", "2022-13", "2022-02-30", "2022-01-21T",
                            "2022-01-21T25:00", "2022-01-21T10:61", "2022-01-21T10:00 01:00", "-"}) {
    EXPECT_FALSE(incident_query_of({{"since", since}})) << since;
  }
  for (const auto* limit : {"", "0", "-1", "201", "1x", " 1", "99999999999999999999"}) {
    EXPECT_FALSE(incident_query_of({{"limit", limit}})) << limit;
  }
}

}  // namespace
}  // namespace tidings::daemon
