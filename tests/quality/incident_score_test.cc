#include "bench/quality/incident_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::quality {
namespace {

using record::Status;
using testing::ElementsAre;
using testing::IsEmpty;

record::Id id_of(const std::string& name) { return record::Id::of("test", {name}); }

record::Document document_of(const std::string& id, const std::string& body) {
  record::Document document;
  document.id = id;
  document.body_hash = id_of(body);
  return document;
}

// An incident of two articles, and the talks in Puno that it is about.
class IncidentScore : public testing::Test {
 protected:
  IncidentScore() {
    talks_.id = "talks";
    talks_.must = true;
    talks_.types = {"CONSULT"};
    talks_.actors = {"BOL", "PER"};
    talks_.dates = {"1912-04-22"};
    talks_.articles = {{"1", "planned"}, {"2", "occurred"}};
    talks_.sources = {"2"};
    incident_.incident = id_of("incident");
    incident_.coding.type = record::EventType::kConsult;
    incident_.picture.actors = {actor("BOL"), actor("PER")};
    incident_.picture.time = record::Time{"1912-04-22", "Monday", {}, "weekday", {}};
    incident_.sources = 2;
    incident_.independent_sources = 1;
    tell("1", Status::kPlanned);
    tell("2", Status::kOccurred);
  }

  static record::Actor actor(const std::string& code) {
    record::Actor one;
    one.code = code;
    return one;
  }

  void tell(const std::string& article, Status status) {
    const auto event = id_of("event " + article);
    incident_.history.push_back({status, "1912-04-22", event});
    pictures_.article_of[event.hex()].id = article;
    pictures_.article_of[event.hex()].version = id_of("body " + article).hex();
    documents_[article] = document_of(article, "body " + article);
  }

  Scored scored() {
    pictures_.incidents = {incident_};
    return score({{talks_}, never_}, pictures_, Names(documents_));
  }

  Happening talks_;
  std::vector<Never> never_;
  record::Update incident_;
  Pictures pictures_;
  std::map<std::string, record::Document> documents_;
};

TEST_F(IncidentScore, FindsAHappeningWhole) {
  const auto match = scored().matches.at(0);
  EXPECT_TRUE(match.found);
  EXPECT_THAT(match.wrong, IsEmpty());
}

TEST_F(IncidentScore, NamesEveryFieldThatIsWrong) {
  incident_.sources = 3;
  incident_.picture.time.reset();
  incident_.history[0].status = Status::kOngoing;
  talks_.disputes = {"amounts"};
  talks_.printed = {"July 14"};
  EXPECT_THAT(scored().matches.at(0).wrong, ElementsAre("no date", "status of 1 ongoing for planned", "sources 3 for 2",
                                                        "no dispute of amounts", "\"July 14\" is not on record"));
}

TEST_F(IncidentScore, FindsWhatIsOnRecordBesideTheTime) {
  talks_.printed = {"July 14"};
  incident_.picture.time->conflicts = {"July 14 is no Monday near 1912-04-22"};
  EXPECT_THAT(scored().matches.at(0).wrong, IsEmpty());
}

TEST_F(IncidentScore, MissesAHappeningOfAnotherDay) {
  incident_.picture.time->value = "1912-04-23";
  const auto result = scored();
  EXPECT_FALSE(result.matches.at(0).found);
  EXPECT_EQ(result.surplus.size(), 1U);
}

TEST_F(IncidentScore, AsksNothingOfAnArticleThatALaterVersionReplaces) {
  incident_.history.erase(incident_.history.begin());
  documents_["11"] = document_of("1", "corrected");
  EXPECT_THAT(scored().matches.at(0).wrong, IsEmpty());
}

TEST_F(IncidentScore, SeesASecondIncidentOfOneHappening) {
  auto second = incident_;
  second.incident = id_of("another");
  pictures_.incidents = {incident_, second};
  const Gold gold{{talks_}, {}};
  const auto result = score(gold, pictures_, Names(documents_));
  EXPECT_EQ(result.matches.at(0).others.size(), 1U);
  EXPECT_THAT(result.surplus, IsEmpty());
}

TEST_F(IncidentScore, SeesWhatMustNeverComeOut) {
  never_ = {{{"CONSULT"}, {"BOL", "PER"}, {}, {"1912-04-22"}}};
  incident_.picture.status = Status::kPlanned;
  EXPECT_THAT(scored().never, IsEmpty());
  incident_.picture.status = Status::kOccurred;
  EXPECT_EQ(scored().never.size(), 1U);
}

}  // namespace
}  // namespace tidings::quality
