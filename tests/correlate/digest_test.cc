// What is kept of each telling says the same as what is made anew of all.
#include "pipeline/correlate/digest.h"

#include <gmock/gmock.h>

#include <random>

#include "pipeline/correlate/index.h"
#include "pipeline/correlate/match.h"
#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

class Random {
 public:
  explicit Random(std::uint32_t seed) : bits_(seed) {}
  int below(int end) { return static_cast<int>(bits_() % static_cast<unsigned>(end)); }

  // Of few sides, places, sources, people and sentences, so that much agrees by chance.
  record::Event event() {
    const std::vector<std::string> sides = {"RUS", "USA", "NATO", "Ivan Petrov:RUS", "Ann Lee:USA", "Olaf Berg:DEU"};
    Account account("a" + std::to_string(below(40)), "2022-01-" + std::to_string(10 + below(15)));
    std::vector<std::string> actors;
    std::vector<std::string> recipients;
    for (int i = below(4); i > 0; --i) actors.push_back(sides[static_cast<std::size_t>(below(6))]);
    for (int i = below(3); i > 0; --i) recipients.push_back(sides[static_cast<std::size_t>(below(6))]);
    account.sides(actors, recipients).type(static_cast<record::EventType>(below(16)), below(3) == 0 ? "visit" : "");
    account.status(static_cast<record::Status>(below(8))).version(std::to_string(below(1'000'000)));
    if (below(3) > 0) account.on("2022-01-" + std::to_string(10 + below(4)));
    if (below(3) > 0) account.in(below(2) == 0 ? "Geneva" : "Vienna", below(2) == 0 ? "CHE" : "");
    if (below(3) > 0) account.from("source" + std::to_string(below(30)));
    const auto sentence = below(4) == 0 ? 0 : bits_() << below(50);
    account.evidence("They met.", sentence, bits_());
    return account.told();
  }

 private:
  std::mt19937_64 bits_;
};

void expect_the_same(Digest& digest, const Incident& incident) {
  EXPECT_EQ(digest.facts(), facts_of(incident));
  const auto kept = digest.sources(incident.tellings, incident.unkept);
  const auto made = sources_of(incident.tellings, incident.unkept);
  EXPECT_EQ(kept.articles, made.articles);
  EXPECT_EQ(kept.independent, made.independent);
  EXPECT_EQ(kept.group, made.group);
}

TEST(Digest, SaysWhatIsMadeAnewWhileTellingsComeAndGo) {
  Random random(3);
  for (int run = 0; run < 20; ++run) {
    Incident incident;
    Digest digest;
    for (int step = 0; step < 200; ++step) {
      if (random.below(10) == 0 && !incident.tellings.empty()) {
        incident.tellings.erase(incident.tellings.begin() + random.below(static_cast<int>(incident.tellings.size())));
      } else {
        const auto event = random.event();
        keep(incident, telling_of(event, hash_of(event.article.id)));
      }
      if (random.below(4) == 0) continue;  // several changes at once
      digest.follow(incident.tellings);
      expect_the_same(digest, incident);
    }
    ASSERT_FALSE(HasFailure()) << "run " << run;
  }
}

TEST(Sketch, ExcludesNothingThatWouldJoin) {
  Random random(4);
  int joined = 0;
  int excluded = 0;
  for (int i = 0; i < 20'000; ++i) {
    auto one = facts_of(random.event());
    if (i % 3 == 0) add(one, facts_of(random.event()));
    const auto other = facts_of(random.event());
    const auto found = match(one, other);
    const bool joins = found && found->points >= kJoins;
    const bool may = may_join(sketch_of(one), sketch_of(other)) && may_join(sketch_of(other), sketch_of(one));
    ASSERT_TRUE(may || !joins) << i;
    joined += joins ? 1 : 0;
    excluded += may ? 0 : 1;
  }
  EXPECT_GT(joined, 100);
  EXPECT_GT(excluded, 5000);
}

TEST(Sketch, IsReadAsItWasWritten) {
  Random random(5);
  for (int i = 0; i < 1000; ++i) {
    auto facts = facts_of(random.event());
    for (int more = random.below(8); more > 0; --more) add(facts, facts_of(random.event()));
    const auto sketch = sketch_of(facts);
    std::string bytes;
    record::ByteWriter out(bytes);
    append(out, sketch);
    record::ByteReader in(bytes);
    EXPECT_EQ(read_sketch(in), sketch);
    EXPECT_TRUE(in.ok() && in.at_end());
  }
}

}  // namespace
}  // namespace tidings::correlate
