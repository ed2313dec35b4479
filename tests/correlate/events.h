#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/correlate/correlator.h"
#include "pipeline/record/event.h"
#include "pipeline/store/store.h"

// Events as the tests of this folder tell them.
namespace tidings::correlate {

// A code or, in capitals and small letters, a person with the code behind a colon: "RUS", "Ivan Petrov:RUS".
inline record::Actor side(const std::string& told) {
  record::Actor actor;
  const auto colon = told.find(':');
  actor.name = told.substr(0, colon);
  actor.code = colon == std::string::npos ? told : told.substr(colon + 1);
  actor.kind = colon == std::string::npos ? record::ActorKind::kPlace : record::ActorKind::kPerson;
  actor.text = actor.name;
  return actor;
}

// An article's event to be changed by the test: talks of two sides that have occurred.
class Account {
 public:
  explicit Account(const std::string& article, const std::string& published = "2022-01-21") {
    event.article = {article, "", "", "", published, record::Id::of("version", {article}).hex()};
    event.dyad = "RUS|USA";
    event.coding = {record::EventType::kConsult, "", {"diplomatic"}, "040"};
    event.picture.actors = {side("RUS"), side("USA")};
    event.picture.confidence = 0.5;
    event.evidence.push_back({"They met.", {0, 9}, {5, 8}, "consult.meet", {}, {}});
  }
  Account& sides(const std::vector<std::string>& actors, const std::vector<std::string>& recipients = {}) {
    event.picture.actors.clear();
    event.picture.recipients.clear();
    for (const auto& told : actors) event.picture.actors.push_back(side(told));
    for (const auto& told : recipients) event.picture.recipients.push_back(side(told));
    return *this;
  }
  Account& type(record::EventType type, const std::string& mode = "") {
    event.coding.type = type;
    event.coding.mode = mode;
    return *this;
  }
  Account& status(record::Status status) {
    event.picture.status = status;
    return *this;
  }
  Account& on(const std::string& value) {
    event.picture.time = record::Time{value, value, {}, "publication", {}};
    return *this;
  }
  Account& in(const std::string& name, const std::string& country) {
    event.picture.place = record::Place{name, country, name, {}};
    return *this;
  }
  Account& from(const std::string& source) {
    event.article.source = source;
    return *this;
  }
  Account& published(const std::string& value) {
    event.article.published = value;
    return *this;
  }
  Account& version(const std::string& body) {
    event.article.version = record::Id::of("version", {body}).hex();
    return *this;
  }
  Account& evidence(const std::string& text, std::uint64_t sentence, std::uint64_t paragraph = 0) {
    const auto end = static_cast<std::uint32_t>(text.size());
    event.evidence = {{text, {0, end}, {5, 8}, "consult.meet", {sentence}, {paragraph}}};
    return *this;
  }
  Account& amount(const std::string& what, double value, bool about = false,
                  record::Bound bound = record::Bound::kExact, const std::string& unit = "") {
    event.picture.amounts.push_back({what, value, about, {}, bound, unit});
    return *this;
  }
  Account& confidence(double value) {
    event.picture.confidence = value;
    return *this;
  }
  // The id is of everything that was told.
  [[nodiscard]] record::Event told() const {
    auto result = event;
    std::string json;
    record::append_json(event, json);
    result.id = record::Id::of("event", {json});
    return result;
  }

  record::Event event;
};

// What the correlator has changed becomes durable.
inline void commit(Correlator& correlator, store::Store& store) {
  store::Batch batch;
  correlator.changes(batch);
  EXPECT_TRUE(store.write(batch));
  correlator.committed();
}

// Takes an article with this event alone, and commits.
inline std::vector<record::Update> take(Correlator& correlator, store::Store& store, const Account& account) {
  const auto event = account.told();
  std::vector<record::Update> updates;
  EXPECT_TRUE(correlator.take(event.article, {&event, 1}, updates));
  commit(correlator, store);
  return updates;
}

}  // namespace tidings::correlate
