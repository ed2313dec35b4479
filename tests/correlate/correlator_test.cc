#include "pipeline/correlate/correlator.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "pipeline/record/names.h"
#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

using record::Change;
using record::Event;
using record::EventType;
using record::Status;
using record::Update;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// Takes articles and keeps what a reader of the updates keeps: the last of each incident.
class Reader {
 public:
  std::vector<Update> take(const std::vector<Event>& events) { return take(events.at(0).article, events); }
  std::vector<Update> take(const record::ArticleRef& article, const std::vector<Event>& events) {
    std::vector<Update> updates;
    EXPECT_TRUE(correlator.take(article, events, updates));
    for (const auto& update : updates) last[update.incident] = update;
    return updates;
  }
  Update take(const Account& telling) {
    auto updates = take({telling.told()});
    EXPECT_FALSE(updates.empty());
    return updates.empty() ? Update{} : updates[0];
  }
  // Incidents that have sources.
  [[nodiscard]] std::vector<Update> held() const {
    std::vector<Update> all;
    for (const auto& [id, update] : last) {
      if (update.sources > 0) all.push_back(update);
    }
    return all;
  }

  Correlator correlator{nullptr, {}};
  std::map<record::Id, Update> last;
};

Account talks(const std::string& article) {
  return Account(article).sides({"Sergei Lavrov:RUS", "Antony Blinken:USA"}).on("2022-01-21").in("Geneva", "CHE");
}

TEST(Correlator, JoinsWhatTwoArticlesTellOfOneHappening) {
  Reader reader;
  const auto first = reader.take(talks("a"));
  const auto second = reader.take(talks("b").on("2022-01-21T11:00+01:00"));

  EXPECT_EQ(first.change, Change::kCreated);
  EXPECT_EQ(first.revision, 1U);
  EXPECT_EQ(first.dyad, "RUS|USA");
  EXPECT_EQ(second.incident, first.incident);
  EXPECT_EQ(second.change, Change::kCorroborated);
  EXPECT_EQ(second.sources, 2U);
  EXPECT_EQ(second.independent_sources, 2U);
  EXPECT_EQ(second.revision, 2U);
  EXPECT_EQ(second.picture.time->value, "2022-01-21T11:00+01:00");
  EXPECT_EQ(second.why, "same sides and type; same day; place agrees; same people");
}

TEST(Correlator, AnotherDayIsAnotherHappening) {
  Reader reader;
  const auto first = reader.take(talks("a").on("2022-01-09"));
  EXPECT_NE(reader.take(talks("b").on("2022-01-10")).incident, first.incident);
}

TEST(Correlator, AnotherCityIsAnotherHappening) {
  Reader reader;
  const auto first = reader.take(talks("a"));
  EXPECT_NE(reader.take(talks("b").in("Vienna", "AUT")).incident, first.incident);
}

TEST(Correlator, ACityAgreesWithItsCountry) {
  Reader reader;
  const auto first = reader.take(talks("a").in("Switzerland", "CHE"));
  const auto second = reader.take(talks("b").in("Geneva", "CHE"));
  EXPECT_EQ(second.incident, first.incident);
  EXPECT_EQ(second.picture.place->name, "Geneva");
}

TEST(Correlator, AnotherSideIsAnotherHappening) {
  Reader reader;
  const auto first = reader.take(Account("a").sides({"RUS", "USA"}).on("2022-01-12"));
  EXPECT_NE(reader.take(Account("b").sides({"RUS", "NATO"}).on("2022-01-12")).incident, first.incident);
}

TEST(Correlator, WhatIsDoneToEachOtherWithAnotherIsAnotherHappening) {
  for (const auto type :
       {EventType::kSupport, EventType::kRetreat, EventType::kCooperate, EventType::kMobilize, EventType::kAssault}) {
    const auto done = [&](const std::string& article, const std::vector<std::string>& sides) {
      return Account(article).type(type).sides(sides).on("2022-01-12").in("Istanbul", "TUR");
    };
    Reader reader;
    const auto first = reader.take(done("a", {"RUS", "UKR"}));
    EXPECT_NE(reader.take(done("b", {"RUS", "USA"})).incident, first.incident);
    EXPECT_EQ(reader.take(done("c", {"UKR", "RUS"})).incident, first.incident);
  }
}

TEST(Correlator, WhoIsAnActorTooIsDoneItByTheOther) {
  const auto clash = [](const std::string& article, const std::vector<std::string>& sides) {
    return Account(article).type(EventType::kAssault).sides(sides, {"AZE"}).on("2022-01-12").in("Lachin", "AZE");
  };
  Reader reader;
  const auto first = reader.take(clash("a", {"AZE", "ARM"}));
  EXPECT_NE(reader.take(clash("b", {"AZE", "TUR"})).incident, first.incident);
  EXPECT_EQ(reader.take(clash("c", {"ARM"})).incident, first.incident);
}

TEST(Correlator, WhatOnePromisesTheOtherIsNotWhatTheOtherPromises) {
  const auto promise = [](const std::string& article, const std::vector<std::string>& who,
                          const std::vector<std::string>& whom) {
    return Account(article).type(EventType::kAgree).sides(who, whom).on("2022-03-08");
  };
  Reader reader;
  const auto first = reader.take(promise("a", {"DEU"}, {"UKR"}));
  EXPECT_NE(reader.take(promise("b", {"UKR"}, {"DEU"})).incident, first.incident);
  EXPECT_EQ(reader.take(promise("c", {"DEU"}, {"UKR"})).incident, first.incident);
  // An agreement of both is told in either order.
  Reader of_both;
  const auto signed_by = of_both.take(promise("a", {"UKR", "DEU"}, {}));
  EXPECT_EQ(of_both.take(promise("b", {"DEU"}, {"UKR"})).incident, signed_by.incident);
}

TEST(Correlator, WhoDoesItToWhomIsNotTurnedRound) {
  Reader reader;
  const auto first = reader.take(Account("a").type(EventType::kAccuse).sides({"RUS"}, {"USA"}).on("2022-01-12"));
  EXPECT_NE(reader.take(Account("b").type(EventType::kAccuse).sides({"USA"}, {"RUS"}).on("2022-01-12")).incident,
            first.incident);
}

TEST(Correlator, APersonStandsForACountry) {
  Reader reader;
  const auto first = reader.take(Account("a").sides({"RUS", "USA"}).on("2022-01-21"));
  const auto second = reader.take(Account("b").sides({"Sergei Lavrov:RUS", "Antony Blinken:USA"}).on("2022-01-21"));
  EXPECT_EQ(second.incident, first.incident);
  ASSERT_EQ(second.picture.actors.size(), 2U);
  EXPECT_EQ(second.picture.actors[0].name, "Sergei Lavrov");
  EXPECT_EQ(second.picture.actors[1].name, "Antony Blinken");
}

TEST(Correlator, OtherPeopleOfTheSameSidesMeetApart) {
  Reader reader;
  const auto first = reader.take(Account("a").sides({"Sergei Lavrov:RUS", "Antony Blinken:USA"}).on("2022-01-21"));
  EXPECT_NE(reader.take(Account("b").sides({"Sergei Ryabkov:RUS", "Wendy Sherman:USA"}).on("2022-01-21")).incident,
            first.incident);
}

TEST(Correlator, ARoleContradictsNoOther) {
  const auto talks_of = [](const std::string& article, const std::string& one, const std::string& other) {
    auto talks = Account(article).sides({one + ":RUS", other + ":USA"}).on("2022-03-08");
    for (auto& actor : talks.event.picture.actors) actor.via = "role";
    return talks;
  };
  Reader reader;
  const auto first = reader.take(talks_of("a", "diplomats", "diplomats"));
  const auto second = reader.take(talks_of("b", "officials", "negotiators"));
  EXPECT_EQ(second.incident, first.incident);
  EXPECT_THAT(reader.take(talks_of("c", "diplomats", "diplomats")).why, Not(HasSubstr("same people")));
}

TEST(Correlator, AMonthAgreesWithADayInIt) {
  Reader reader;
  const auto proposal = Account("a").type(EventType::kRequest).sides({"RUS"}, {"USA", "NATO"});
  const auto first = reader.take(Account(proposal).on("2021-12-17"));
  const auto second =
      reader.take(Account("b").type(EventType::kCooperate).sides({"RUS"}, {"USA", "NATO"}).on("2021-12"));
  EXPECT_EQ(second.incident, first.incident);
  EXPECT_EQ(second.picture.time->value, "2021-12-17");
  EXPECT_TRUE(second.disputes.empty());
}

TEST(Correlator, AWeekAgreesWithADayInIt) {
  Reader reader;
  const auto first = reader.take(talks("a").on("2022-W03").status(Status::kPlanned));
  EXPECT_EQ(reader.take(talks("b")).incident, first.incident);
}

TEST(Correlator, WithoutADateNearPublicationCounts) {
  Reader reader;
  auto undated = talks("a");
  undated.event.picture.time.reset();
  const auto first = reader.take(undated);
  const auto second = reader.take(talks("b"));
  const auto third = reader.take(talks("c").on("2022-01-10"));
  EXPECT_EQ(second.incident, first.incident);
  EXPECT_NE(third.incident, first.incident);
}

TEST(Correlator, WhatTellsNoTimeAtAllIsNotNearInTime) {
  const auto timeless = [](const std::string& article) {
    return Account(article, "").type(EventType::kAssault).sides({"RUS"}, {"UKR"});
  };
  Reader reader;
  const auto first = reader.take(timeless("a"));
  EXPECT_NE(reader.take(timeless("b")).incident, first.incident);
  const auto there = reader.take(timeless("c").in("Kharkiv", "UKR"));
  const auto again = reader.take(timeless("d").in("Kharkiv", "UKR"));
  EXPECT_EQ(again.incident, there.incident);
  EXPECT_THAT(again.why, HasSubstr("no time told"));
}

TEST(Correlator, OneUndatedReportADayIsNotOneHappening) {
  Reader reader;
  for (int day = 10; day < 30; ++day) {
    const auto published = "2022-01-" + std::to_string(day);
    reader.take(Account("a" + std::to_string(day), published).type(EventType::kAssault).sides({"RUS"}, {"UKR"}));
  }
  EXPECT_GE(reader.held().size(), 6U);
  for (const auto& update : reader.held()) EXPECT_LE(update.sources, 3U);
}

TEST(Correlator, ACallForTalksIsNotTheTalks) {
  Reader reader;
  const auto call =
      reader.take(Account("a").type(EventType::kRequest, "meet").sides({"RUS"}, {"USA"}).on("2022-01-21"));
  EXPECT_NE(reader.take(talks("b")).incident, call.incident);
}

TEST(Correlator, AVisitIsNotTheTalks) {
  Reader reader;
  const auto visit = reader.take(talks("a").type(EventType::kConsult, "visit"));
  EXPECT_NE(reader.take(talks("b")).incident, visit.incident);
}

TEST(Correlator, ACallIsNotAMeetingInACity) {
  Reader reader;
  auto call = talks("a").type(EventType::kConsult, "phone");
  call.event.picture.place.reset();
  const auto first = reader.take(call);
  EXPECT_NE(reader.take(talks("b")).incident, first.incident);
}

TEST(Correlator, ADenialOfOneThingIsNotJoinedWithAnother) {
  Reader reader;
  const auto denied = Account("a").type(EventType::kAgree).sides({"USA", "RUS"}).status(Status::kDenied);
  const auto first = reader.take(denied);
  EXPECT_NE(reader.take(Account("b").type(EventType::kAgree).sides({"USA", "RUS"})).incident, first.incident);
}

// "They do not plan to send an answer" is no word on the talks that are planned; "the talks are off" is.
TEST(Correlator, ADenialWithoutDayAndPlaceIsOfNoPlan) {
  Reader reader;
  const auto planned = reader.take(talks("a").status(Status::kPlanned));
  const auto told = [](const char* name, Status status) {
    return Account(name).type(EventType::kConsult).sides({"USA"}, {"RUS"}).status(status);
  };
  EXPECT_NE(reader.take(told("b", Status::kDenied)).incident, planned.incident);
  EXPECT_EQ(reader.take(told("c", Status::kCancelled)).incident, planned.incident);
}

TEST(Correlator, TheStatusFollowsPublicationNotArrival) {
  const auto planned = talks("a").status(Status::kPlanned);
  auto ongoing = talks("b").status(Status::kOngoing);
  ongoing.event.article.published = "2022-01-21T09:59";
  auto occurred = talks("c");
  occurred.event.article.published = "2022-01-21";
  auto early = planned;
  early.event.article.published = "2022-01-20";

  Reader reader;
  EXPECT_EQ(reader.take(early).picture.status, Status::kPlanned);
  const auto moved = reader.take(ongoing);
  EXPECT_EQ(moved.change, Change::kStatusChanged);
  EXPECT_THAT(moved.why, HasSubstr("was planned"));
  EXPECT_EQ(reader.take(occurred).picture.status, Status::kOccurred);

  Reader turned;
  turned.take(occurred);
  const auto late = turned.take(early);
  EXPECT_EQ(late.picture.status, Status::kOccurred);
  EXPECT_EQ(late.change, Change::kCorroborated);
  std::vector<Status> history;
  for (const auto& entry : late.history) history.push_back(entry.status);
  EXPECT_THAT(history, ElementsAre(Status::kPlanned, Status::kOccurred));
  EXPECT_EQ(late.first_published, "2022-01-20");
  EXPECT_EQ(late.last_published, "2022-01-21");
}

TEST(Correlator, APlanOfABareDayDoesNotTurnBackWhatOccurredOnIt) {
  const auto at = [](const std::string& article, const std::string& published, Status status) {
    return talks(article).status(status).published(published);
  };
  Reader reader;
  reader.take(at("a", "2022-01-21T15:00Z", Status::kOccurred));
  EXPECT_EQ(reader.take(at("b", "2022-01-21", Status::kPlanned)).picture.status, Status::kOccurred);
  EXPECT_EQ(reader.take(at("c", "2022-01-21", Status::kOngoing)).picture.status, Status::kOccurred);
  Reader other;
  other.take(at("a", "2022-01-21T15:00Z", Status::kPlanned));
  EXPECT_EQ(other.take(at("b", "2022-01-21", Status::kOccurred)).picture.status, Status::kOccurred);
}

TEST(Correlator, ADenialStandsOnlyWhereItIsMoreCertainThanAllThatIsToldLater) {
  const auto at = [](const std::string& article, const std::string& published, Status status, double confidence) {
    return talks(article).status(status).confidence(confidence).published(published);
  };
  Reader reader;
  reader.take(at("a", "2022-01-20T10:00Z", Status::kDenied, 0.6));
  EXPECT_EQ(reader.take(at("b", "2022-01-21T10:00Z", Status::kOccurred, 0.5)).picture.status, Status::kDenied);
  EXPECT_EQ(reader.take(at("c", "2022-01-21T11:00Z", Status::kOccurred, 0.9)).picture.status, Status::kOccurred);
  // A weak report behind a strong one takes nothing from it.
  EXPECT_EQ(reader.take(at("d", "2022-01-21T12:00Z", Status::kOccurred, 0.4)).picture.status, Status::kOccurred);
}

TEST(Correlator, ARepetitionChangesNothing) {
  Reader reader;
  reader.take(talks("a"));
  EXPECT_TRUE(reader.take({talks("a").told()}).empty());
  EXPECT_EQ(reader.correlator.counts().repetitions, 1U);
  EXPECT_EQ(reader.correlator.counts().events, 1U);
}

TEST(Correlator, ANewVersionTakesThePlaceOfTheOld) {
  Reader reader;
  const auto first = reader.take(talks("a").amount("delegates", 12));
  const auto second = reader.take(talks("a").version("corrected").amount("delegates", 14));
  EXPECT_EQ(second.incident, first.incident);
  EXPECT_EQ(second.change, Change::kRefined);
  EXPECT_EQ(second.sources, 1U);
  ASSERT_EQ(second.picture.amounts.size(), 1U);
  EXPECT_EQ(second.picture.amounts[0].value, 14);
  EXPECT_TRUE(second.disputes.empty());
  EXPECT_EQ(reader.correlator.counts().versions, 1U);
}

// Else the last update would name an event that is no more.
TEST(Correlator, ANewVersionThatSaysTheSameIsToldAllTheSame) {
  Reader reader;
  reader.take(talks("a"));
  auto corrected = talks("a").version("corrected");
  corrected.event.article.published = "2022-01-23";
  const auto second = reader.take(corrected);
  EXPECT_EQ(second.change, Change::kRefined);
  EXPECT_EQ(second.last_published, "2022-01-23");
  ASSERT_EQ(second.history.size(), 1U);
  EXPECT_EQ(second.history[0].event, corrected.told().id);
}

TEST(Correlator, TheSameUrlIsTheSameArticle) {
  Reader reader;
  auto old = talks("a");
  old.event.article.url = "https://example.org/talks";
  auto corrected = talks("b").amount("delegates", 14);
  corrected.event.article.url = "https://example.org/talks";
  reader.take(old);
  EXPECT_EQ(reader.take(corrected).sources, 1U);
  EXPECT_TRUE(reader.take({corrected.told()}).empty());
}

TEST(Correlator, TheUrlOfASiteIsNoArticle) {
  for (const auto* site : {"https://example.org", "https://example.org/", "example.org"}) {
    Reader reader;
    for (const auto* article : {"a", "b"}) {
      auto telling = talks(article);
      telling.event.article.url = site;
      reader.take({telling.told()});
    }
    ASSERT_EQ(reader.held().size(), 1U) << site;
    EXPECT_EQ(reader.held()[0].sources, 2U) << site;
  }
}

TEST(Correlator, AVersionThatWasPublishedBeforeComesTooLate) {
  Reader reader;
  reader.take(talks("a").version("corrected").amount("delegates", 14));
  auto old = talks("a").amount("delegates", 12);
  old.event.article.published = "2022-01-20";
  EXPECT_TRUE(reader.take({old.told()}).empty());
}

TEST(Correlator, AVersionOfTheSameBareDayIsNotTooLate) {
  Reader reader;
  reader.take(talks("a").published("2022-01-21").amount("delegates", 12));
  const auto corrected = talks("a").published("2022-01-21T15:00Z").version("corrected").amount("delegates", 14);
  EXPECT_EQ(reader.take(corrected).picture.amounts[0].value, 14);
  auto older = talks("a").published("2022-01-20").version("older").amount("delegates", 10);
  EXPECT_TRUE(reader.take({older.told()}).empty());
}

TEST(Correlator, ABareDayBefore1970IsADay) {
  Reader reader;
  reader.take(talks("a").published("1943-03-10").amount("delegates", 12));
  const auto corrected = talks("a").published("1943-03-10T12:00:00Z").version("corrected").amount("delegates", 14);
  EXPECT_EQ(reader.take(corrected).picture.amounts[0].value, 14);
  const auto older = talks("a").published("1943-03-09T23:00Z").version("older").amount("delegates", 10);
  EXPECT_TRUE(reader.take({older.told()}).empty());
}

TEST(Correlator, AWrongDateOfAVersionDoesNotKeepOutItsCorrection) {
  Reader reader;
  reader.take(talks("a").published("2099-01-21T12:00Z").amount("delegates", 12));
  const auto corrected = talks("a").published("2022-01-21T15:00Z").version("corrected").amount("delegates", 14);
  EXPECT_EQ(reader.take(corrected).picture.amounts[0].value, 14);
}

TEST(Correlator, ABodyThatWasReplacedIsARepetition) {
  Reader reader;
  const auto body = [](const std::string& version, double delegates) {
    return talks("a").published("2022-01-21T12:00Z").version(version).amount("delegates", delegates);
  };
  reader.take(body("one", 12));
  reader.take(body("two", 14));
  EXPECT_TRUE(reader.take({body("one", 12).told()}).empty());
  reader.take(body("three", 15));
  EXPECT_TRUE(reader.take({body("one", 12).told()}).empty());
  EXPECT_TRUE(reader.take({body("two", 14).told()}).empty());
  EXPECT_EQ(reader.correlator.counts().repetitions, 3U);
  // Unless it is brought back.
  EXPECT_EQ(reader.take(body("one", 12).published("2022-01-21T13:00Z")).picture.amounts[0].value, 12);
}

const std::string kLong = "The ministers of the two countries met for three hours, said a spokesman.";

TEST(Correlator, ACorrectedDayIsTheSameHappening) {
  Reader reader;
  const auto first = reader.take(talks("a").evidence(kLong, 0xff00ff00));
  const auto updates =
      reader.take({talks("a").version("corrected").on("2022-01-20").evidence(kLong, 0xff00ff01).told()});
  ASSERT_EQ(updates.size(), 1U);
  EXPECT_EQ(updates[0].incident, first.incident);
  EXPECT_EQ(updates[0].change, Change::kRefined);
  EXPECT_EQ(updates[0].picture.time->value, "2022-01-20");
  EXPECT_TRUE(updates[0].disputes.empty());
  EXPECT_THAT(updates[0].why, HasSubstr("corrects its day"));
}

TEST(Correlator, ADayThatMovesByMoreThanAWeekIsAnotherHappening) {
  Reader reader;
  const auto first = reader.take(talks("a").evidence(kLong, 0xff00ff00));
  const auto updates = reader.take({talks("a").version("later").on("2022-01-29").evidence(kLong, 0xff00ff01).told()});
  ASSERT_EQ(updates.size(), 2U);
  EXPECT_EQ(updates[0].change, Change::kRetracted);
  EXPECT_EQ(updates[1].change, Change::kCreated);
}

TEST(Correlator, AnAddedDayIsAnotherHappening) {
  Reader reader;
  const auto first = reader.take(talks("a"));
  const auto more = talks("a").version("longer");
  const auto updates = reader.take({Account(more).on("2022-01-20").told(), Account(more).told()});
  ASSERT_EQ(updates.size(), 2U);
  EXPECT_EQ(updates[0].incident, first.incident);
  EXPECT_EQ(updates[1].change, Change::kCreated);
}

TEST(Correlator, AnotherDayInOtherWordsIsAnotherHappening) {
  const auto shelled = [](const std::string& body, const std::string& day) {
    const auto assault = Account("a").version(body).type(EventType::kAssault).sides({"RUS"}, {"Ivan Petrov:UKR"});
    return Account(assault).on(day).in("Kharkiv", "UKR");
  };
  Reader reader;
  const auto first = reader.take(shelled("one", "2022-01-20"));
  const auto updates = reader.take({shelled("two", "2022-01-21").told()});
  ASSERT_EQ(updates.size(), 2U);
  EXPECT_EQ(updates[0].change, Change::kRetracted);
  EXPECT_EQ(updates[1].change, Change::kCreated);
}

TEST(Correlator, ADayThatIsCorrectedInTheSameWordsIsTheSameHappening) {
  const auto shelled = [](const std::string& body, const std::string& day, std::uint64_t print) {
    return Account("a")
        .version(body)
        .type(EventType::kAssault)
        .sides({"RUS"}, {"UKR"})
        .on(day)
        .evidence("Russian forces shelled Ukrainian positions on " + day + ".", print);
  };
  Reader reader;
  const auto first = reader.take(shelled("one", "2022-01-20", 0xff00ff00));
  const auto second = reader.take(shelled("two", "2022-01-21", 0xff00ff01));
  EXPECT_EQ(second.incident, first.incident);
  EXPECT_EQ(second.change, Change::kRefined);
}

// More than an incident keeps: what stands in the middle goes.
void take_many(Reader& reader) {
  for (int i = 0; i < 64; ++i) {
    const auto minute = std::to_string(10 + i % 32);
    reader.take(
        talks("a" + std::to_string(i)).published((i < 32 ? "2022-01-21T10:" : "2022-01-21T14:") + minute + "Z"));
  }
}

TEST(Correlator, AnArticleOfWhichNothingIsKeptCountsOnce) {
  Reader reader;
  take_many(reader);
  const auto told = talks("z").published("2022-01-21T12:00Z");
  reader.take({Account(told).amount("delegates", 3).told(), Account(told).amount("delegates", 4).told()});
  ASSERT_EQ(reader.held().size(), 1U);
  EXPECT_EQ(reader.held()[0].sources, 65U);
  reader.take({Account(told).version("other").amount("delegates", 5).told()});
  EXPECT_EQ(reader.held()[0].sources, 65U);
}

TEST(Correlator, ANewVersionOfWhichNothingIsKeptCountsStill) {
  Reader reader;
  take_many(reader);
  const auto told = talks("a0").published("2022-01-21T12:00Z").version("other");
  reader.take({told.told()});
  EXPECT_EQ(reader.held()[0].sources, 64U);
  reader.take({Account(told).version("third").told()});
  EXPECT_EQ(reader.held()[0].sources, 64U);
}

TEST(Correlator, WhatTheNewVersionNoLongerTellsIsRetracted) {
  Reader reader;
  const auto first = reader.take(talks("a"));
  auto article = talks("a").version("taken back").event.article;
  const auto updates = reader.take(article, {});
  ASSERT_EQ(updates.size(), 1U);
  EXPECT_EQ(updates[0].incident, first.incident);
  EXPECT_EQ(updates[0].change, Change::kRetracted);
  EXPECT_EQ(updates[0].sources, 0U);
  EXPECT_EQ(updates[0].revision, 2U);
  // The sentence stands in the old version, which the new one takes the place of.
  EXPECT_EQ(updates[0].evidence.article, talks("a").event.article);
  EXPECT_EQ(updates[0].evidence.text, "They met.");
  EXPECT_THAT(updates[0].why, HasSubstr(article.version));
  // Nothing is left that another could join.
  EXPECT_EQ(reader.take(talks("b")).change, Change::kCreated);
}

TEST(Correlator, WhatAnotherArticleTellsAsWellOnlyLosesASource) {
  Reader reader;
  reader.take(talks("a"));
  reader.take(talks("b"));
  const auto updates = reader.take(talks("a").version("taken back").event.article, {});
  ASSERT_EQ(updates.size(), 1U);
  EXPECT_EQ(updates[0].change, Change::kRefined);
  EXPECT_EQ(updates[0].sources, 1U);
}

TEST(Correlator, TheSamePublisherIsNoIndependentSource) {
  Reader reader;
  reader.take(talks("a").from("Lantern"));
  const auto second = reader.take(talks("b").from("Lantern"));
  EXPECT_EQ(second.change, Change::kReprinted);
  EXPECT_EQ(second.sources, 2U);
  EXPECT_EQ(second.independent_sources, 1U);
}

TEST(Correlator, NumbersThatLeaveRoomForEachOtherAreNoDispute) {
  Reader reader;
  reader.take(talks("a").amount("killed", 12, false, record::Bound::kAtLeast));
  EXPECT_TRUE(reader.take(talks("b").amount("killed", 20)).disputes.empty());
  EXPECT_FALSE(reader.take(talks("c").amount("killed", 9)).disputes.empty());
  reader.take(talks("d").on("2022-03-02").amount("money", 5, false, record::Bound::kExact, "EUR"));
  EXPECT_TRUE(reader.take(talks("e").on("2022-03-02").amount("money", 6, false, record::Bound::kExact, "USD"))
                  .disputes.empty());
}

TEST(Correlator, NumbersThatExcludeEachOtherAreADisputeAndARange) {
  Reader reader;
  reader.take(talks("a").amount("delegates", 12));
  const auto second = reader.take(talks("b").amount("delegates", 20));
  EXPECT_EQ(second.change, Change::kDisputed);
  ASSERT_EQ(second.disputes.size(), 1U);
  EXPECT_EQ(second.disputes[0].field, "amounts");
  EXPECT_THAT(second.disputes[0].values, UnorderedElementsAre("12 delegates", "20 delegates"));
  EXPECT_EQ(second.disputes[0].events.size(), 2U);
  ASSERT_EQ(second.picture.amounts.size(), 2U);
  EXPECT_EQ(second.picture.amounts[0].value, 12);
  EXPECT_EQ(second.picture.amounts[1].value, 20);
}

Account accuses(const std::string& article, const std::vector<std::string>& whom) {
  return Account(article).type(EventType::kAccuse).sides({"USA"}, whom).on("2022-01-21");
}

TEST(Correlator, ModesAreADisputeOfOneTypeOnly) {
  const auto done = [](const std::string& article, EventType type, const std::string& mode) {
    const auto happening = Account(article).type(type, mode).sides({"RUS"}, {"Ivan Petrov:UKR"});
    return Account(happening).on("2022-03-08").in("Kherson", "UKR");
  };
  Reader reader;
  const auto first = reader.take(done("a", EventType::kCoerce, "arrest"));
  const auto second = reader.take(done("b", EventType::kAssault, "aerial"));
  ASSERT_EQ(second.incident, first.incident);
  EXPECT_TRUE(second.disputes.empty());
  const auto third = reader.take(done("c", EventType::kAssault, "heavy-weapons"));
  ASSERT_EQ(third.incident, first.incident);
  ASSERT_EQ(third.disputes.size(), 1U);
  EXPECT_EQ(third.disputes[0].field, "mode");
  EXPECT_THAT(third.disputes[0].values, UnorderedElementsAre("aerial", "heavy-weapons"));
}

TEST(Correlator, SidesOfWhichEachNamesOneMoreAreADispute) {
  Reader reader;
  reader.take(accuses("a", {"RUS"}));
  EXPECT_TRUE(reader.take(accuses("b", {"RUS", "BLR"})).disputes.empty());
  const auto disputed = reader.take(accuses("c", {"RUS", "CHN"}));
  EXPECT_EQ(disputed.change, Change::kDisputed);
  ASSERT_EQ(disputed.disputes.size(), 1U);
  EXPECT_EQ(disputed.disputes[0].field, "recipients");
  EXPECT_THAT(disputed.disputes[0].values, ElementsAre("BLR, RUS", "CHN, RUS"));
}

TEST(Correlator, SidesOfWhichOneArticleNamesAllAreNone) {
  Reader reader;
  reader.take(accuses("a", {"RUS", "BLR", "CHN"}));
  reader.take(accuses("b", {"RUS", "BLR"}));
  EXPECT_TRUE(reader.take(accuses("c", {"RUS", "CHN"})).disputes.empty());
}

// Whom the navy caught is not told, and supposed to be of its own country.
Account supposed(Account account) {
  account.event.picture.recipients.back().via = "domestic";
  return account;
}

Account catches(const std::string& article, const std::string& whom) {
  return Account(article).type(EventType::kCoerce).sides({"IND"}, {whom}).on("2008-12-13");
}

TEST(Correlator, ASupposedSideIsInNoDispute) {
  Reader reader;
  reader.take(accuses("a", {"RUS", "BLR"}));
  EXPECT_TRUE(reader.take(supposed(accuses("b", {"RUS", "CHN"}))).disputes.empty());
}

TEST(Correlator, ASupposedSideContradictsNoOther) {
  for (const bool supposed_first : {true, false}) {
    Reader reader;
    const auto first = reader.take(supposed_first ? supposed(catches("a", "IND")) : catches("a", "SOM"));
    const auto second = reader.take(supposed_first ? catches("b", "SOM") : supposed(catches("b", "IND")));
    EXPECT_EQ(first.incident, second.incident);
    EXPECT_TRUE(second.disputes.empty());
    EXPECT_NE(reader.take(catches("c", "YEM")).incident, first.incident);
  }
}

TEST(Correlator, WhereBothSidesAreSupposedTheyAreTheSidesAllTheSame) {
  auto both = [](const std::string& article, const std::string& country) {
    auto account = supposed(catches(article, country).sides({country}, {country}));
    account.event.picture.actors[0].via = "domestic";
    return account;
  };
  Reader reader;
  const auto first = reader.take(both("a", "IND"));
  EXPECT_EQ(reader.take(both("b", "IND")).incident, first.incident);
  EXPECT_NE(reader.take(both("c", "SOM")).incident, first.incident);
}

TEST(Correlator, RoundNumbersNearEachOtherAreNone) {
  Reader reader;
  reader.take(talks("a").amount("troops", 100000, true));
  EXPECT_TRUE(reader.take(talks("b").amount("troops", 95000)).disputes.empty());
}

TEST(Correlator, AnArticlesOwnConflictAboutTheDayIsOnRecord) {
  Reader reader;
  auto wrong = talks("a");
  wrong.event.picture.time->conflicts = {"2022-12-21 is no Friday"};
  const auto update = reader.take(wrong);
  ASSERT_EQ(update.disputes.size(), 1U);
  EXPECT_EQ(update.disputes[0].field, "time");
  EXPECT_THAT(update.disputes[0].values, ElementsAre("2022-01-21", "2022-12-21"));
}

TEST(Correlator, AnEventThatFitsTwoIncidentsJoinsTheBetterAndSaysSo) {
  Reader reader;
  auto nowhere = Account("a").sides({"RUS", "USA"}).on("2022-01-21");
  const auto other =
      reader.take(Account("b").sides({"Sergei Ryabkov:RUS", "USA"}).on("2022-01-21").in("Vienna", "AUT"));
  const auto better = reader.take(talks("c"));
  ASSERT_NE(better.incident, other.incident);
  const auto joined = reader.take(Account("d").sides({"Sergei Lavrov:RUS", "USA"}).on("2022-01-21"));
  EXPECT_EQ(joined.incident, better.incident);
  const auto fitting = reader.take(nowhere);
  EXPECT_THAT(fitting.why, HasSubstr("it also fits"));
}

TEST(Correlator, WhatFitsBothMakesOneOfTwoIncidents) {
  Reader reader;
  const auto consult = [](const std::string& article) { return Account(article).sides({"OSCE"}); };
  auto undated = consult("a").in("Vienna", "AUT").status(Status::kPlanned);
  undated.event.article.published = "2022-01-09";
  const auto first = reader.take(undated);
  const auto second = reader.take(consult("b").on("2022-01-13"));
  ASSERT_NE(second.incident, first.incident);

  const auto updates = reader.take({consult("c").on("2022-01-13").in("Vienna", "AUT").told()});
  ASSERT_EQ(updates.size(), 2U);
  EXPECT_EQ(updates[0].change, Change::kMerged);
  EXPECT_EQ(updates[0].incident, first.incident);
  EXPECT_EQ(updates[0].merged_with, second.incident);
  EXPECT_THAT(updates[0].why, HasSubstr("it also fits " + second.incident.hex() + ", which is one with it"));
  EXPECT_THAT(updates[0].why, Not(HasSubstr(first.incident.hex())));
  EXPECT_EQ(updates[0].sources, 3U);
  EXPECT_EQ(updates[1].change, Change::kMerged);
  EXPECT_EQ(updates[1].incident, second.incident);
  EXPECT_EQ(updates[1].merged_with, first.incident);
  EXPECT_EQ(updates[1].sources, 0U);

  // A new version of the article that was merged away still finds its events.
  EXPECT_EQ(reader.take(consult("b").version("new").on("2022-01-13").amount("delegates", 8)).sources, 3U);
}

// Everything but the incident's id, the revision, the change and what caused it.
std::string final_picture(Update update) {
  update.incident = {};
  update.revision = 0;
  update.change = Change::kCreated;
  update.why.clear();
  update.event = {};
  update.evidence = {};
  std::string json;
  record::append_json(update, json);
  return json;
}

TEST(Correlator, TheOrderOfArrivalDoesNotChangeTheFinalPicture) {
  auto planned = talks("a").status(Status::kPlanned).amount("delegates", 8);
  planned.event.article.published = "2022-01-20";
  auto undated = talks("b").sides({"RUS", "Antony Blinken:USA"});
  undated.event.picture.time.reset();
  const auto call = Account("c").sides({"RUS", "USA"}).type(EventType::kConsult, "phone").on("2022-01-18");
  const auto exact = talks("d").on("2022-01-21T11:00+01:00").amount("delegates", 12).confidence(0.3);
  auto events = std::vector{planned.told(), undated.told(), call.told(), exact.told()};
  std::ranges::sort(events, {}, &Event::id);

  std::vector<std::string> expected;
  do {
    Reader reader;
    for (const auto& event : events) reader.take({event});
    std::vector<std::string> pictures;
    for (const auto& update : reader.held()) pictures.push_back(final_picture(update));
    std::ranges::sort(pictures);
    if (expected.empty()) expected = pictures;
    ASSERT_EQ(pictures.size(), 2U);
    ASSERT_EQ(pictures, expected);
  } while (std::ranges::next_permutation(events, {}, &Event::id).found);
}

TEST(Correlator, ManyTellingsKeepTheirCountAndTheTurnsOfTheirStatus) {
  Reader reader;
  Update last;
  for (int i = 0; i < 200; ++i) {
    auto telling = talks("a" + std::to_string(i)).status(i < 100 ? Status::kPlanned : Status::kOccurred);
    telling.event.article.published = i < 100 ? "2022-01-20" : "2022-01-21";
    last = reader.take(telling);
  }
  EXPECT_EQ(reader.held().size(), 1U);
  EXPECT_EQ(last.sources, 200U);
  EXPECT_EQ(last.picture.status, Status::kOccurred);
  EXPECT_EQ(last.history.front().status, Status::kPlanned);
  EXPECT_EQ(last.history.size(), 64U);
}

}  // namespace
}  // namespace tidings::correlate
