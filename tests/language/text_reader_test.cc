#include "pipeline/language/text_reader.h"

#include <gmock/gmock.h>
#include <time.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/language/name_lexicon.h"

namespace {
std::atomic<std::size_t> allocated{0};

void* counted(std::size_t size) {
  allocated.fetch_add(1, std::memory_order_relaxed);
  if (void* at = std::malloc(size)) return at;
  throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  allocated.fetch_add(1, std::memory_order_relaxed);
  return std::malloc(size);
}
void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete(void* at, const std::nothrow_t&) noexcept { std::free(at); }

namespace tidings::language {
namespace {

using testing::ElementsAre;

const Model& english() {
  static const Model model = std::move(Model::load(TIDINGS_ENGLISH_MODEL).value());
  return model;
}

const NameDictionary& dictionary() {
  static const NameDictionary kDictionary(small_lexicon());
  return kDictionary;
}

struct Read {
  explicit Read(std::string given) : text(std::move(given)) {
    split_sentences(text, sentences);
    TextReader(english(), dictionary()).read(text, sentences, reading);
  }

  std::string text;
  std::vector<Sentence> sentences;
  TextReading reading;
};

void expect_well_formed(const TextReading& reading) {
  const auto& heads = reading.words.heads;
  ASSERT_EQ(heads.size(), reading.tokens.size());
  std::int32_t begin = 0;
  for (const std::uint32_t bound : reading.ends) {
    const auto end = static_cast<std::int32_t>(bound);
    std::int32_t roots = 0;
    for (std::int32_t i = begin; i < end; ++i) {
      roots += heads[i] == Reading::kRoot;
      std::int32_t at = i, steps = 0;
      while (at >= begin && at < end && steps++ <= end - begin) at = heads[at];
      ASSERT_EQ(at, Reading::kRoot) << "word " << i;
    }
    EXPECT_EQ(roots, end > begin ? 1 : 0);
    begin = end;
  }
  std::uint32_t last = 0;
  for (const Name& name : reading.names) {
    EXPECT_LE(last, name.begin);
    EXPECT_LE(name.title, name.begin);
    EXPECT_LT(name.begin, name.end);
    last = name.end;
  }
  EXPECT_LE(last, reading.tokens.size());
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(TextReader, MakesTreesAndNamesAgree) {
  const Read read("Secretary of State Anthony Grimsby met the Russian envoy in Moscow.");
  expect_well_formed(read.reading);
  ASSERT_EQ(read.reading.names.size(), 3U);
  const Name& grimsby = read.reading.names[0];
  EXPECT_EQ(grimsby.title, 0U);
  EXPECT_EQ(grimsby.begin, 3U);
  EXPECT_EQ(grimsby.end, 5U);
  EXPECT_EQ(read.reading.words.relations[3], Relation::kNsubj);
  EXPECT_EQ(read.reading.words.relations[0], Relation::kNmodDesc);
  EXPECT_EQ(read.reading.words.heads[0], 3);
}

TEST(TextReader, ReadsASentenceOfFiftyThousandWords) {
  const Read read(repeated("the envoy of Moscow told Mr. Grimsby that ", 6'250) + "it rained.");
  EXPECT_GE(read.reading.tokens.size(), 50'000U);
  expect_well_formed(read.reading);
  EXPECT_GE(read.reading.names.size(), 10'000U);
  EXPECT_EQ(read.reading.cut, 1U);
}

TEST(TextReader, ReadsWhatIsNoEnglish) {
  for (const std::string& text :
       {repeated("M", 1'000'000), repeated("é", 500'000), std::string("1234 5678, 90 %"), repeated("?! ", 400),
        repeated("—…“”", 5'000), std::string("Москва 東京 Moscow القاهرة Zürich 123"), repeated("\xFF\xFE ", 300),
        repeated("’s ", 2'000), repeated("Sir ", 3'000), repeated("United ", 3'000), std::string(" \n \n"),
        std::string("😀😀 Mr. 😀 of 😀")}) {
    SCOPED_TRACE(text.substr(0, 20));
    expect_well_formed(Read(text).reading);
  }
}

std::string articles() {
  return repeated(
      "Prime Minister Sir Humphrey Appleby met the Russian deputy foreign minister in Zürich on Monday.\n"
      "“We don't expect the United Nations to agree,” he said; Washington and the Kremlin were silent.\n",
      40);
}

TEST(TextReader, AllocatesNothingOnceItsMemoryHasGrown) {
  const std::string text = articles();
  std::vector<Sentence> sentences;
  split_sentences(text, sentences);
  TextReader reader(english(), dictionary());
  TextReading reading;
  reader.read(text, sentences, reading);
  ASSERT_GT(reading.tokens.size(), 1'000U);
  const std::size_t before = allocated.load();
  reader.read(text, sentences, reading);
  EXPECT_EQ(allocated.load() - before, 0U);
}

double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Of names and trees alone: the network's time is measured elsewhere and would hide theirs.
double seconds_for_each(std::size_t words) {
  static constexpr std::string_view kWords[] = {"Sir", "Humphrey", "of", "United", "Nations", "said", "Moscow", ","};
  std::vector<std::string_view> forms;
  Reading reading;
  for (std::size_t i = 0; i < words; ++i) {
    forms.push_back(kWords[i % 8]);
    reading.upos.push_back(i % 8 < 5 ? Upos::kPropn : Upos::kVerb);
    reading.xpos.push_back(Xpos::kNnp);
    reading.heads.push_back(static_cast<std::int32_t>(i) - (i % 2 == 0 ? 1 : 2) < 0 ? Reading::kRoot : 0);
    reading.relations.push_back(Relation::kDep);
    reading.name_scores.push_back({1000, 500, 500, 500, 500, 500, 500});
  }
  const auto end = static_cast<std::uint32_t>(words);
  NameFinder finder(dictionary());
  NameTrees trees;
  std::vector<Name> names;
  const double begin = processor_seconds();
  finder.find(forms, {&end, 1}, reading, names);
  trees.mend(names, forms, reading);
  return (processor_seconds() - begin) / static_cast<double>(words);
}

TEST(TextReader, TakesNoMoreTimeForTheNamesOfALongerSentence) {
  (void)seconds_for_each(10'000);
  EXPECT_LT(seconds_for_each(1'000'000), 4 * seconds_for_each(10'000));
}

// One word after the other that only its sentence makes a name: each looks at what the whole text says of it.
TEST(TextReader, TakesNoMoreTimeForANameThatComesOften) {
  const auto seconds = [](std::size_t names) {
    std::string text;
    for (std::size_t i = 0; i < names; ++i) text += "We saw Zmgdpamn. ";
    const Read read(std::move(text));
    std::vector<Name> found;
    NameFinder finder(dictionary());
    const double begin = processor_seconds();
    finder.find(read.reading.forms, read.reading.ends, read.reading.words, found);
    EXPECT_GT(found.size(), names / 2);
    return processor_seconds() - begin;
  };
  (void)seconds(500);
  EXPECT_LT(seconds(32'000), 4 * 16 * seconds(2'000)) << "sixteen times as many names, far from 256 times as long";
}

}  // namespace
}  // namespace tidings::language
