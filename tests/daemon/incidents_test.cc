#include <gmock/gmock.h>

#include <algorithm>
#include <memory>

#include "daemon/incident_answers.h"
#include "daemon/incident_source.h"
#include "pipeline/correlate/correlator.h"
#include "pipeline/record/cloud_event.h"
#include "tests/correlate/events.h"
#include "tests/support/temp_folder.h"

namespace tidings::daemon {
namespace {

using correlate::Account;
using record::Id;
using record::Update;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::chrono::days kRetention{90};

// A state folder and a file of updates with the same incidents.
class IncidentsTest : public testing::Test {
 protected:
  IncidentsTest() : store_(std::move(store::Store::open(state()).value())), correlator_(store_.get(), {}) {}

  [[nodiscard]] std::filesystem::path state() const { return home_ / "state"; }
  [[nodiscard]] std::filesystem::path file() const { return home_ / "updates.jsonl"; }

  Id take(const Account& account) {
    const auto updates = correlate::take(correlator_, *store_, account);
    for (const auto& update : updates) {
      record::append_cloud_event(record::to_message(update), lines_);
      lines_ += "\n";
    }
    support::write_file(file(), lines_);
    return updates.at(0).incident;
  }

  static std::vector<Update> all(const std::filesystem::path& from, const correlate::Filter& filter = {}) {
    std::vector<Update> found;
    const auto source = open_incidents(from, kRetention);
    EXPECT_TRUE(source) << source.error().detail;
    EXPECT_TRUE((*source)->each(filter, [&](const Update& update) { return found.push_back(update), true; }));
    return found;
  }
  static std::vector<Id> ids(const std::vector<Update>& updates) {
    std::vector<Id> found;
    for (const auto& update : updates) found.push_back(update.incident);
    return found;
  }

  support::TempFolder home_;
  std::unique_ptr<store::Store> store_;
  correlate::Correlator correlator_;
  std::string lines_;
};

TEST_F(IncidentsTest, StateAndUpdatesTellTheSame) {
  const auto one = take(Account("a", "2022-01-20").on("2022-01-21").status(record::Status::kPlanned));
  const auto other = take(Account("b").on("2022-01-10").sides({"RUS", "NATO"}));
  EXPECT_EQ(take(Account("c", "2022-01-22").on("2022-01-21")), one);
  const auto kept = all(state());
  EXPECT_THAT(ids(kept), ElementsAre(other, one));
  EXPECT_EQ(all(file()), kept);
  EXPECT_EQ(all(home_.path()), kept) << "an output folder";
  EXPECT_THAT(ids(all(state(), {.side = "nato"})), ElementsAre(other));
  EXPECT_THAT(ids(all(file(), {.side = "nato"})), ElementsAre(other));
}

TEST_F(IncidentsTest, WhatWasTakenBackIsNoMore) {
  const auto gone = take(Account("a").on("2022-01-21"));
  const auto article = Account("a").version("another body").told().article;
  std::vector<Update> updates;
  ASSERT_TRUE(correlator_.take(article, {}, updates));
  ASSERT_EQ(updates.at(0).change, record::Change::kRetracted);
  correlate::commit(correlator_, *store_);
  record::append_cloud_event(record::to_message(updates[0]), lines_);
  support::write_file(file(), lines_ + "\n");
  for (const auto& from : {state(), file()}) {
    EXPECT_THAT(all(from), IsEmpty());
    EXPECT_FALSE(*(*open_incidents(from, kRetention))->find(gone));
  }
}

TEST_F(IncidentsTest, AnAccountHasTheEventsFromTheStateAndTheChangesFromTheStream) {
  const auto id = take(Account("a", "2022-01-20").on("2022-01-21").status(record::Status::kPlanned));
  take(Account("b", "2022-01-22").on("2022-01-21"));
  const auto kept = *(*open_incidents(state(), kRetention))->find(id);
  const auto told = *(*open_incidents(file(), kRetention))->find(id);
  ASSERT_TRUE(kept && told);
  EXPECT_EQ(kept->update, told->update);
  EXPECT_EQ(kept->events.size(), 2U);
  EXPECT_THAT(kept->changes, IsEmpty());
  EXPECT_THAT(told->events, IsEmpty());
  ASSERT_EQ(told->changes.size(), 2U);
  EXPECT_EQ(told->changes[0].change, record::Change::kCreated);
  EXPECT_EQ(told->changes[1].change, record::Change::kStatusChanged);
}

TEST_F(IncidentsTest, TellsWhatIsNoUpdateWithFileAndLine) {
  take(Account("a"));
  support::write_file(file(), lines_ + "{\"specversion\":\"1.0\"}\n");
  const auto source = open_incidents(file(), kRetention);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().fault, record::Fault::kBadInput);
  EXPECT_THAT(source.error().detail, HasSubstr("updates.jsonl:2: "));
  support::write_file(file(), lines_ + lines_.substr(0, 100));
  EXPECT_EQ(all(file()).size(), 1U) << "the last line is being written";
}

TEST_F(IncidentsTest, TellsWhereNoIncidentsAre) {
  EXPECT_EQ(open_incidents(home_ / "nowhere", kRetention).error().code, kNoIncidents);
  std::filesystem::create_directory(home_ / "empty");
  EXPECT_EQ(open_incidents(home_ / "empty", kRetention).error().code, kNoIncidents);
}

// Over HTTP.

HttpAnswer get(const store::Store& store, std::string_view query) { return list_incidents(store, kRetention, query); }

std::string records(const std::vector<Update>& updates) {
  std::string text;
  for (const auto& update : updates) {
    if (!text.empty()) text += ',';
    record::append_json(update, text);
  }
  return text;
}

TEST_F(IncidentsTest, PagesOverHttpFollowEachOther) {
  for (int day = 10; day < 17; ++day) {
    take(Account("a" + std::to_string(day)).on("2022-01-" + std::to_string(day)));
  }
  const auto expected = all(state());
  ASSERT_EQ(expected.size(), 7U);
  std::string next;
  for (std::size_t begin = 0; begin < 7; begin += 3) {
    const auto answer = get(*store_, "limit=3" + (next.empty() ? "" : "&from=" + next));
    ASSERT_EQ(answer.status, 200U) << answer.body;
    EXPECT_EQ(answer.content_type, "application/json");
    const auto end = std::min<std::size_t>(begin + 3, 7);
    const std::vector<Update> part(expected.begin() + static_cast<std::ptrdiff_t>(begin),
                                   expected.begin() + static_cast<std::ptrdiff_t>(end));
    EXPECT_THAT(answer.body, testing::StartsWith("{\"incidents\":[" + records(part) + "]"));
    const auto at = answer.body.find("\"next\":\"");
    EXPECT_EQ(at == std::string::npos, end == 7) << "of the last page there is no next";
    next = at == std::string::npos ? "" : answer.body.substr(at + 8, 16);
  }
}

TEST_F(IncidentsTest, FiltersOverHttp) {
  const auto talks = take(Account("a", "2022-01-21").sides({"Sergei Lavrov:RUS", "USA"}).in("Genève", "CHE"));
  const auto rally = take(Account("b", "2022-01-09").type(record::EventType::kProtest).sides({"UKR"}));
  for (const auto* query : {"side=Sergei+Lavrov", "side=rus", "place=Gen%c3%a8ve", "place=CHE", "type=consult",
                            "since=2022-01-21", "since=2022-01-21T10:00%2B01:00&status=occurred&side=USA"}) {
    const auto answer = get(*store_, query);
    EXPECT_EQ(answer.status, 200U) << query << answer.body;
    EXPECT_THAT(answer.body, HasSubstr(talks.hex())) << query;
    EXPECT_THAT(answer.body, Not(HasSubstr(rally.hex()))) << query;
  }
  EXPECT_EQ(get(*store_, "side=USA&type=PROTEST").body, "{\"incidents\":[]}\n");
}

TEST_F(IncidentsTest, BadParametersAreTold) {
  take(Account("a"));
  for (const auto* query : {"sied=USA", "type=x", "status=x", "since=x", "limit=0", "limit=201", "from=x", "side=%",
                            "side=%ff", "side=a&side=b"}) {
    const auto answer = get(*store_, query);
    EXPECT_EQ(answer.status, 400U) << query;
    EXPECT_EQ(answer.content_type, "application/json");
    EXPECT_THAT(answer.body, testing::MatchesRegex("[{]\"error\":\"bad_[a-z]+\",\"detail\":\".+\"[}]\n")) << query;
  }
}

TEST_F(IncidentsTest, OneOverHttpHasItsEvents) {
  const auto id =
      take(Account("a", "2022-01-20").on("2022-01-21").status(record::Status::kPlanned).evidence("They will meet.", 1));
  take(Account("b", "2022-01-22").on("2022-01-21").evidence("They have met.", ~0ULL));
  const auto answer = show_incident(*store_, kRetention, id.hex());
  EXPECT_EQ(answer.status, 200U);
  EXPECT_THAT(answer.body, testing::StartsWith("{\"incident\":" + records(all(state())) + ",\"events\":[{"));
  EXPECT_THAT(answer.body, HasSubstr("They will meet."));
  EXPECT_THAT(answer.body, HasSubstr("They have met."));
}

TEST_F(IncidentsTest, AnIdThatIsNotKnownIs404) {
  const auto id = take(Account("a")).hex();
  for (const auto& unknown :
       {Id::of("event", {"unknown"}).hex(), id.substr(1), id + "0", std::string("x"), std::string()}) {
    const auto answer = show_incident(*store_, kRetention, unknown);
    EXPECT_EQ(answer.status, 404U) << unknown;
    EXPECT_THAT(answer.body, HasSubstr("no_such_incident"));
  }
}

}  // namespace
}  // namespace tidings::daemon
