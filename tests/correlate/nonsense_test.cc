// Events with any nonsense in them leave an incident that can be read, told and added to.
#include <gmock/gmock.h>

#include <limits>
#include <random>

#include "pipeline/correlate/correlator.h"
#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/record/event_reader.h"
#include "pipeline/store/store.h"
#include "tests/correlate/events.h"
#include "tests/support/temp_folder.h"

namespace tidings::correlate {
namespace {

using record::Event;
using record::Update;

class Nonsense {
 public:
  // Spans may be turned: from behind to before, which no reader of a stream takes.
  Nonsense(std::uint32_t seed, bool turned) : random_(seed), turned_(turned) {}

  std::vector<Event> article() {
    Account telling("a" + std::to_string(below(40)), date());
    telling.version(std::to_string(below(4)));
    telling.event.article.url = pick({"", "https://example.org/", "https://example.org/?", "://", "\x7f"});
    std::vector<Event> events;
    for (auto count = 1 + below(4); count > 0; --count) {
      auto one = telling;
      spoil(one.event);
      events.push_back(one.told());
      if (below(4) == 0) events.push_back(events.back());
    }
    return events;
  }

  std::vector<record::Actor> crowd(std::size_t count) {
    std::vector<record::Actor> side;
    for (; count > 0; --count) {
      record::Actor actor;
      actor.name = name();
      actor.kind = static_cast<record::ActorKind>(below(4));
      actor.code = below(3) == 0 ? "" : pick({"RUS", "USA", "UKR", "C" + std::to_string(below(10'000))});
      actor.sector = pick({"", "GOV", "no sector"});
      actor.via = pick({"", "domestic", "name"});
      actor.span = span();
      side.push_back(std::move(actor));
    }
    return side;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string pick(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }
  std::string date() {
    return pick({"",
                 "0000-00-00",
                 "0000-01-01",
                 "9999-12-31",
                 "9999-12-31T99:99:99+99:99",
                 "2022-01-21",
                 "2022-02-30",
                 "-2022",
                 "20",
                 "202",
                 "2022-W99-9",
                 "2022-W53-WE",
                 "2022-Q9",
                 "2022-Q4",
                 "2022-WI",
                 "9999-WI",
                 "T25:61",
                 "0000/9999",
                 "2022-01-21/2022-01-20",
                 "2022-01-21T10:00Z/9999",
                 "99999999999999999999",
                 "2022-13",
                 "/",
                 "P1D",
                 "2022-01-21Tnow"});
  }
  std::string name() {
    return pick({"", "RUS", "USA", "UKR", " ", "Lavrov", "Sergei Lavrov", std::string(5000, 'x'), "\xef\xbf\xbd",
                 "a\tb\n", "|", ", ", "Switzerland"});
  }
  record::Span span() {
    constexpr auto kMost = std::numeric_limits<std::uint32_t>::max();
    const std::uint32_t ends[] = {0, 1, 7, kMost - 1, kMost};
    const record::Span span{ends[below(5)], ends[below(5)]};
    return turned_ ? span : record::Span{std::min(span.begin, span.end), std::max(span.begin, span.end)};
  }
  double number() {
    constexpr auto kMost = std::numeric_limits<double>::max();
    const double numbers[] = {0, -0.0, 1, -1, 0.1, kMost, -kMost, std::numeric_limits<double>::denorm_min(), 1e15};
    return numbers[below(9)];
  }
  std::vector<record::Actor> side() { return crowd(below(5) == 0 ? below(21) : below(3)); }
  void spoil(Event& event) {
    event.coding.type = static_cast<record::EventType>(below(3) == 0 ? below(16) : 0);
    event.coding.mode = pick({"", "visit", "phone", "no mode"});
    event.quad = static_cast<int>(below(9)) - 4;
    event.score = number();
    auto& picture = event.picture;
    picture.status = static_cast<record::Status>(below(8));
    picture.actors = side();
    picture.recipients = side();
    picture.confidence = number();
    if (below(2) == 0) picture.time = record::Time{date(), name(), span(), "", {date(), date() + " is no day", name()}};
    if (below(2) == 0) picture.place = record::Place{name(), pick({"", "CHE", "nowhere"}), name(), span()};
    for (auto count = below(5) == 0 ? below(21) : below(3); count > 0; --count) {
      const auto bound = static_cast<record::Bound>(below(3));
      picture.amounts.push_back(
          {pick({"", "killed", "money"}), number(), below(2) == 0, span(), bound, pick({"", "EUR"})});
    }
    event.evidence.clear();
    for (auto count = below(7); count > 0; --count) {
      event.evidence.push_back({pick({"", std::string(500, 'y'), "They met."}),
                                span(),
                                span(),
                                name(),
                                {below(2) == 0 ? 0 : ~0ULL},
                                {below(3)}});
    }
    for (const auto* field : {"time", "amounts", "actors", "recipients", "place", "no field"}) {
      if (below(3) == 0)
        event.conflicts.push_back({field, pick({"", date(), "killed", "killed x EUR", name()}), span()});
    }
    for (auto count = below(3); count > 0; --count) event.attribution.push_back({name(), name(), span()});
  }

  std::mt19937 random_;
  bool turned_;
};

class NonsenseInput : public testing::Test {
 protected:
  void open(const std::string& folder) {
    store_.reset();
    store_ = std::move(store::Store::open(home_ / folder).value());
  }
  // Each incident says the same when it is read and written.
  void expect_readable() {
    EXPECT_TRUE(store_->scan(key::kIncidents, [&](auto, auto bytes) {
      const auto read = read_incident(bytes);
      EXPECT_TRUE(read) << read.error().detail;
      std::string again;
      if (read) append(again, *read);
      EXPECT_EQ(again, bytes);
      return !testing::Test::HasFailure();
    }));
  }
  void expect_told(const std::vector<Update>& updates) {
    for (const auto& update : updates) {
      std::string json;
      record::append_json(update, json);
      const auto read = reader_.read_update(json);
      ASSERT_TRUE(read) << read.error().detail << "\n" << json;
      ASSERT_EQ(*read, update);
    }
  }

  support::TempFolder home_;
  std::unique_ptr<store::Store> store_;
  record::EventReader reader_;
};

TEST_F(NonsenseInput, IsToldAndKeptAndReadAgain) {
  for (std::uint32_t seed = 1; seed <= 8 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto folder = "state-" + std::to_string(seed);
    open(folder);
    Nonsense nonsense(seed, seed % 2 == 0);
    Correlator undisturbed(nullptr, {});
    auto correlator = std::make_unique<Correlator>(store_.get(), Options{});
    for (int i = 1; i <= 300 && !HasFailure(); ++i) {
      const auto events = nonsense.article();
      std::vector<Update> expected, updates;
      ASSERT_TRUE(undisturbed.take(events[0].article, events, expected));
      const auto taken = correlator->take(events[0].article, events, updates);
      ASSERT_TRUE(taken) << taken.error().detail;
      ASSERT_EQ(updates, expected) << "restarts change nothing";
      if (seed % 2 != 0) expect_told(updates);
      if (i % 60 != 0) continue;
      commit(*correlator, *store_);
      expect_readable();
      correlator.reset();
      open(folder);
      correlator = std::make_unique<Correlator>(store_.get(), Options{});
    }
    EXPECT_GT(undisturbed.counts().joined, 30U);
    EXPECT_GT(undisturbed.counts().merged, 0U);
    EXPECT_GT(undisturbed.counts().retracted, 0U);
  }
}

TEST_F(NonsenseInput, OfTenThousandSidesIsKeptSmall) {
  open("state");
  Correlator correlator(store_.get(), {});
  Nonsense nonsense(7, false);
  for (int i = 0; i < 70; ++i) {
    auto telling = Account("a" + std::to_string(i)).on("2022-01-21");
    telling.event.picture.recipients = nonsense.crowd(10'000);
    telling.event.picture.amounts.assign(10'000, {"killed", 1e300, false, {}, record::Bound::kExact, ""});
    std::vector<Update> updates;
    const auto event = telling.told();
    ASSERT_TRUE(correlator.take(event.article, {&event, 1}, updates));
    ASSERT_FALSE(updates.empty());
    expect_told(updates);
  }
  commit(correlator, *store_);
  expect_readable();
  std::size_t most = 0;
  EXPECT_TRUE(
      store_->scan(key::kIncidents, [&](auto, auto bytes) { return (most = std::max(most, bytes.size())) != 0; }));
  EXPECT_LT(most, 1U << 20U);
}

}  // namespace
}  // namespace tidings::correlate
