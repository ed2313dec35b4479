#include "pipeline/language/reader.h"

#include <gmock/gmock.h>
#include <time.h>

#include <random>
#include <sstream>

namespace tidings::language {
namespace {

using testing::ElementsAre;

const Model& english() {
  static const Model model = std::move(Model::load(TIDINGS_ENGLISH_MODEL).value());
  return model;
}

struct Text {
  std::vector<std::string> words;
  std::vector<std::string_view> forms;
  std::vector<std::uint32_t> ends;
};

// One sentence a line, words apart by spaces.
Text text_of(const std::string& lines) {
  Text text;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    for (std::string word; words >> word;) text.words.push_back(word);
    text.ends.push_back(static_cast<std::uint32_t>(text.words.size()));
  }
  text.forms.assign(text.words.begin(), text.words.end());
  return text;
}

Reading read(const Text& text, const Model& model = english()) {
  Reading reading;
  Reader(model).read(text.forms, text.ends, reading);
  return reading;
}

std::vector<std::string> shown(const Text& text, const Reading& reading) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < text.forms.size(); ++i) {
    const std::int32_t head = reading.heads[i];
    lines.push_back(text.words[i] + "/" + std::string(to_string(reading.upos[i])) + " " +
                    std::string(to_string(reading.relations[i])) + " " + (head < 0 ? "-" : text.words[head]));
  }
  return lines;
}

void expect_one_tree_each(std::span<const std::uint32_t> ends, const Reading& reading) {
  std::int32_t begin = 0;
  for (const std::uint32_t bound : ends) {
    const auto end = static_cast<std::int32_t>(bound);
    std::size_t roots = 0;
    for (std::int32_t i = begin; i < end; ++i) {
      roots += reading.heads[i] == Reading::kRoot;
      EXPECT_EQ(reading.heads[i] == Reading::kRoot, reading.relations[i] == Relation::kRoot);
      std::int32_t at = i, steps = 0;
      while (at >= begin && at < end && steps++ <= end - begin) at = reading.heads[at];
      ASSERT_EQ(at, Reading::kRoot) << "word " << i;
    }
    EXPECT_EQ(roots, end > begin ? 1U : 0U);
    begin = end;
  }
}

void expect_same(const Reading& a, const Reading& b) {
  EXPECT_EQ(a.upos, b.upos);
  EXPECT_EQ(a.xpos, b.xpos);
  EXPECT_EQ(a.names, b.names);
  EXPECT_EQ(a.heads, b.heads);
  EXPECT_EQ(a.relations, b.relations);
}

const char* const kSentences =
    "The envoys met in Vienna on Monday .\n"
    "Metternich was received by the emperor after the talks had failed .\n"
    "\n"
    "Who opened the gate ?\n"
    "STATEMENT OF THE COUNCIL\n"
    "Yes\n"
    "He said that the treaty , which nobody had read , would be signed in Paris by both sides before the winter .\n";

// The network takes "shelled" for an adjective.
TEST(Reader, AWholeSentenceHasAVerb) {
  const auto text =
      text_of("Israeli helicopters and tanks shelled positions of the Palestinian security forces near Rafah .");
  const auto lines = shown(text, read(text));
  EXPECT_EQ(lines[4], "shelled/VERB root -");
  EXPECT_EQ(lines[1], "helicopters/NOUN nsubj shelled");
  EXPECT_EQ(lines[5], "positions/NOUN obj shelled");
  const auto title = text_of("Israeli helicopters and tanks shelled");
  EXPECT_EQ(shown(title, read(title))[1], "helicopters/NOUN root -");
}

TEST(Reader, ReadsASimpleSentence) {
  const Text text = text_of("The envoys met in Vienna .");
  EXPECT_THAT(shown(text, read(text)), ElementsAre("The/DET det envoys", "envoys/NOUN nsubj met", "met/VERB root -",
                                                   "in/ADP case Vienna", "Vienna/PROPN obl met", "./PUNCT punct met"));
}

TEST(Reader, TellsSubjectAndAgentOfAPassive) {
  const Text text = text_of("The letter was written by Marie Curie .");
  const Reading reading = read(text);
  EXPECT_EQ(reading.relations[1], Relation::kNsubjPass);
  EXPECT_EQ(reading.relations[2], Relation::kAuxPass);
  EXPECT_EQ(reading.relations[5], Relation::kOblAgent);
  EXPECT_EQ(reading.xpos[3], Xpos::kVbn);
  EXPECT_EQ(reading.names[5], NameTag::kBeginPerson);
  EXPECT_EQ(reading.names[6], NameTag::kInPerson);
}

TEST(Reader, GivesEverySentenceOneTree) {
  const Text text = text_of(kSentences);
  expect_one_tree_each(text.ends, read(text));
}

TEST(Reader, ReadsASentenceAloneAsAmongOthers) {
  const Text all = text_of(kSentences);
  const Reading together = read(all);
  std::uint32_t begin = 0;
  for (const std::uint32_t end : all.ends) {
    Text one;
    one.forms.assign(all.forms.begin() + begin, all.forms.begin() + end);
    one.ends = {end - begin};
    const Reading alone = read(one);
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::int32_t head = alone.heads[i - begin];
      EXPECT_EQ(together.heads[i], head < 0 ? head : head + static_cast<std::int32_t>(begin));
      EXPECT_EQ(together.relations[i], alone.relations[i - begin]);
      EXPECT_EQ(together.xpos[i], alone.xpos[i - begin]);
      EXPECT_EQ(together.names[i], alone.names[i - begin]);
    }
    begin = end;
  }
}

std::string random_text(unsigned seed, std::size_t sentences) {
  static constexpr const char* kWords[] = {
      "the",    "minister", "said", "that", "Carthage", "would", "not",      ",",     "army", "attacked", "by",
      "1,200",  "Hannibal", "of",   "and",  "old",      "“",     "”",        "peace", "to",   "sign",     "’s",
      "Zürich", "qwrtzy",   "-",    "who",  "were",     "is",    "http://x", "3rd",   ".",    "日本"};
  std::mt19937 random(seed);
  std::string text;
  for (std::size_t s = 0; s < sentences; ++s) {
    for (std::size_t n = 1 + random() % 40; n > 0; --n) text += std::string(kWords[random() % 32]) + " ";
    text += "\n";
  }
  return text;
}

TEST(Reader, ReadsTheSameOnEveryProcessor) {
  const Text text = text_of(random_text(3, 60));
  const Reading fastest = read(text);
  expect_one_tree_each(text.ends, fastest);
  for (const Kernels* kernels : usable_kernels()) {
    const auto model = Model::load(TIDINGS_ENGLISH_MODEL, kernels);
    ASSERT_TRUE(model);
    SCOPED_TRACE(kernels->name);
    expect_same(read(text, *model), fastest);
  }
}

TEST(Reader, ReadsTheSameAgainWithUsedMemory) {
  Reader reader(english());
  Reading first, other, again;
  const Text text = text_of(kSentences), longer = text_of(random_text(4, 30));
  reader.read(text.forms, text.ends, first);
  reader.read(longer.forms, longer.ends, other);
  reader.read(text.forms, text.ends, again);
  expect_same(first, again);
}

TEST(Reader, TakesNothing) {
  Reading reading;
  Reader(english()).read({}, {}, reading);
  EXPECT_TRUE(reading.heads.empty());
}

TEST(Reader, TakesAnyWords) {
  Text text;
  text.words = {"", std::string(1'000'000, 'a'), "\xFF\xFE", "!!!", "...", "😀", "Вашингтон", std::string(300, '-')};
  text.forms.assign(text.words.begin(), text.words.end());
  text.ends = {static_cast<std::uint32_t>(text.forms.size())};
  expect_one_tree_each(text.ends, read(text));
}

TEST(Reader, MakesOneTreeOfAnEndlessSentence) {
  Text text;
  text.forms.assign(20'000, "word");
  for (std::size_t i = 7; i < text.forms.size(); i += 11) text.forms[i] = i % 2 == 0 ? "," : "said";
  text.ends = {static_cast<std::uint32_t>(text.forms.size())};
  const Reading reading = read(text);
  std::size_t roots = 0;
  for (const std::int32_t head : reading.heads) roots += head == Reading::kRoot;
  EXPECT_EQ(roots, 1U);
}

double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double seconds_for_each(std::size_t words) {
  Text text;
  text.forms.assign(words, "word");
  text.ends = {static_cast<std::uint32_t>(words)};
  Reader reader(english());
  Reading reading;
  const double begin = processor_seconds();
  reader.read(text.forms, text.ends, reading);
  return (processor_seconds() - begin) / static_cast<double>(words);
}

TEST(Reader, TakesNoMoreTimeForEachWordOfALongerSentence) {
#ifdef NDEBUG
  constexpr std::size_t kMany = 1'000'000;
#else
  constexpr std::size_t kMany = 40'000;
#endif
  (void)seconds_for_each(2'000);
  EXPECT_LT(seconds_for_each(kMany), 3 * seconds_for_each(2'000));
}

}  // namespace
}  // namespace tidings::language
