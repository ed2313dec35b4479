#include "daemon/incident_page.h"

#include <gmock/gmock.h>

#include <sstream>

namespace tidings::daemon {
namespace {

using record::Amount;
using record::Change;
using record::Status;
using record::Update;
using testing::HasSubstr;
using testing::Not;

record::Actor person(const std::string& name, const std::string& code) {
  record::Actor actor;
  actor.name = name;
  actor.code = code;
  return actor;
}

Update talks() {
  Update update;
  update.incident = *record::Id::from_hex("54caa3c1ee51a8e1c5eac3506472d684");
  update.revision = 3;
  update.change = Change::kCorroborated;
  update.coding = {record::EventType::kConsult, "meet", {}, "036"};
  update.picture.status = Status::kOccurred;
  update.picture.actors = {person("Anna Holm", "NOR"), person("Erik Dahl", "DNK")};
  update.picture.time = record::Time{"1987-03-13T11:00+01:00", "Friday at eleven", {}, "weekday", {}};
  update.picture.place = record::Place{"Bergen", "NOR", "Bergen", {}};
  update.sources = 4;
  update.independent_sources = 3;
  update.history = {{Status::kPlanned, "1987-03-10", {}},
                    {Status::kPlanned, "1987-03-11", {}},
                    {Status::kOccurred, "1987-03-13", {}}};
  update.disputes = {{"time", {"1987-03-13", "1987-03-12", "1987-03-13"}, {{}, {}, {}}}};
  update.evidence.article.source = "Harbour News";
  update.evidence.article.published = "1987-03-14";
  update.evidence.text = "Foreign ministers Anna Holm and Erik Dahl met in Bergen on Friday.";
  return update;
}

TEST(IncidentPage, SaysWhatWhoWhenWhereHowItStandsAndWhoSaysSo) {
  EXPECT_EQ(IncidentPage(60, false).entry(talks()),
            "1987-03-13   CONSULT meet · planned → occurred · Bergen, NOR\n"
            "11:00+01:00  Anna Holm (NOR) and Erik Dahl (DNK)\n"
            "             disputed time: 1987-03-13 or 1987-03-12\n"
            "             “Foreign ministers Anna Holm and Erik Dahl met\n"
            "             in Bergen on Friday.”\n"
            "             4 reports, 3 independent, last corroborated by\n"
            "             Harbour News, 1987-03-14 · 54caa3c1ee\n\n");
}

TEST(IncidentPage, DoesWithoutWhatIsNotKnown) {
  auto update = talks();
  update.picture.actors.clear();
  update.picture.recipients = {person("NATO", "NATO")};
  update.picture.time.reset();
  update.picture.place.reset();
  update.history.clear();
  update.disputes.clear();
  update.sources = update.independent_sources = 1;
  update.change = Change::kCreated;
  update.evidence.article = {};
  update.evidence.article.id = "a1351aa26d134dd0";
  EXPECT_EQ(IncidentPage(100, false).entry(update),
            "undated      CONSULT meet · occurred\n"
            "             somebody → NATO\n"
            "             “Foreign ministers Anna Holm and Erik Dahl met in Bergen on Friday.”\n"
            "             1 report, told by article a1351aa2 · 54caa3c1ee\n\n");
}

TEST(IncidentPage, SaysWhenInTheMargin) {
  const auto lines = [](const std::string& value) {
    auto update = talks();
    update.picture.time->value = value;
    const auto entry = IncidentPage(60, false).entry(update);
    return entry.substr(0, 12) + "|" + entry.substr(entry.find('\n') + 1, 14);
  };
  EXPECT_EQ(lines("1987-03-13"), "1987-03-13  |             A");
  EXPECT_EQ(lines("1987-03-13TEV"), "1987-03-13  |evening      A");
  EXPECT_EQ(lines("1987-03"), "1987-03     |             A");
  EXPECT_EQ(lines("1987-03-13/1987-03-15"), "1987-03-13  |– 1987-03-15");
  auto update = talks();
  update.last_published = "1987-03-14T10:00Z";
  update.picture.time.reset();
  EXPECT_THAT(IncidentPage(60, false).entry(update), testing::StartsWith("(1987-03-14) CONSULT"));
}

TEST(IncidentPage, NoLineIsWiderThanAskedFor) {
  auto update = talks();
  update.evidence.text += " " + std::string(300, 'x') + " Zoë Århus went home.";
  update.picture.time->value = "1987-03-13T11:00:00.123456+01:00";
  for (std::size_t width = 1; width < 130; ++width) {
    std::istringstream lines(IncidentPage(width, false).entry(update));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns_of(line), std::max(width, IncidentPage::kWidthMin)) << line;
    }
  }
}

TEST(IncidentPage, PaintsOnlyWhereItIsAskedTo) {
  EXPECT_THAT(IncidentPage(80, false).entry(talks()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(IncidentPage(80, true).entry(talks()), HasSubstr("\x1b[32moccurred\x1b[0m"));
}

TEST(IncidentPage, NoTextMovesTheTerminal) {
  auto update = talks();
  update.evidence.text = "\x1b]0;owned\x07";
  update.picture.actors[0].name = "a\x1b[2J";
  update.picture.time->value = "\x1b[1m";
  update.picture.place->name = "\x9b";
  update.evidence.article.source = "\x1b[0m";
  update.disputes[0].values[1] = "\x1b[0m";
  EXPECT_THAT(IncidentPage(80, false).entry(update), Not(HasSubstr("\x1b")));
  EXPECT_THAT(IncidentPage(80, false).whole({update, {}, {update}}), Not(HasSubstr("\x1b")));
}

TEST(IncidentPage, TellsRangesOfAmounts) {
  auto update = talks();
  update.picture.amounts = {{"killed", 3, false, {}, record::Bound::kAtLeast, ""},
                            {"killed", 5, false, {}, record::Bound::kExact, ""},
                            {"money", 2500000, true, {}, record::Bound::kExact, "USD"},
                            {"wounded", 40, true, {}, record::Bound::kExact, ""}};
  EXPECT_THAT(IncidentPage(120, false).entry(update),
              HasSubstr("             at least 3 to 5 killed, about 2500000 USD, about 40 wounded\n"));
}

TEST(IncidentPage, OfOneIncidentShowsEachAccountWithItsSentence) {
  record::Event event;
  event.article.source = "Harbour News";
  event.article.url = "https://example.org/a";
  event.article.published = "1987-03-10T08:00";
  event.coding = talks().coding;
  event.picture = talks().picture;
  event.picture.status = Status::kPlanned;
  event.evidence = {{"They will meet on Friday.", {}, {}, "consult.meet", {}, {}}};
  const auto page = IncidentPage(90, false).whole({talks(), {event}, {}});
  EXPECT_THAT(page, HasSubstr("incident 54caa3c1ee51a8e1c5eac3506472d684\n"));
  EXPECT_THAT(page, HasSubstr("1987-03-10   planned · CONSULT meet · 1987-03-13T11:00+01:00 · Bergen, NOR\n"));
  EXPECT_THAT(page, HasSubstr("             “They will meet on Friday.”\n"
                              "             Harbour News, 1987-03-10T08:00 https://example.org/a\n"));
}

TEST(IncidentPage, OfOneIncidentShowsEachChange) {
  auto first = talks();
  first.revision = 1;
  first.change = Change::kCreated;
  first.why = "the first to tell of it";
  first.picture.status = Status::kPlanned;
  const auto page = IncidentPage(90, false).whole({talks(), {}, {first, talks()}});
  EXPECT_THAT(page, HasSubstr("1987-03-14   1. created: the first to tell of it\n"
                              "             planned · 4 reports, 3 independent\n"));
  EXPECT_THAT(page, HasSubstr("3. corroborated:"));
}

}  // namespace
}  // namespace tidings::daemon
