#include "pipeline/store/store.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <random>

#include "pipeline/store/rows.h"
#include "tests/support/temp_folder.h"

namespace tidings::store {
namespace {

using record::Fault;
using support::SmallDisk;
using support::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

std::unique_ptr<Store> opened(const std::filesystem::path& folder) {
  auto store = Store::open(folder);
  EXPECT_TRUE(store.has_value()) << store.error().detail;
  return std::move(*store);
}

std::map<std::string, std::string> all(const auto& store, std::string_view prefix) {
  std::map<std::string, std::string> found;
  EXPECT_TRUE(store.scan(prefix, [&](auto key, auto value) { return found.emplace(key, value).second; }));
  return found;
}

Batch put(std::string key, std::string value) {
  Batch batch;
  batch.put(std::move(key), std::move(value));
  return batch;
}

// Every file of the store with this extension, e.g. ".log".
std::vector<std::filesystem::path> files(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "db")) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  return found;
}

TEST(Store, KeepsWhatWasWrittenAcrossAReopening) {
  TempFolder folder;
  {
    auto store = opened(folder / "state");
    ASSERT_TRUE(store->write(put("a", "1")));
    ASSERT_TRUE(store->write(put("b", std::string("zero\0inside", 11))));
  }
  auto store = opened(folder / "state");
  EXPECT_EQ(*store->get("a"), "1");
  EXPECT_EQ(*store->get("b"), std::string("zero\0inside", 11));
  EXPECT_EQ(*store->get("c"), std::nullopt);
}

std::string row(std::uint64_t number, std::string_view bytes) {
  std::string rows;
  RowsWriter(rows).add(number, bytes);
  return rows;
}

TEST(Store, MergesRowsIntoATableAcrossAReopening) {
  TempFolder folder;
  const auto one_and_three = merged(row(1, "one"), row(3, "three"), Erased::kDrop).value();
  {
    auto store = opened(folder / "state");
    Batch batch;
    batch.merge("table", row(1, "first"));
    batch.merge("table", row(2, "two"));
    batch.merge("table", row(1, "one"));
    ASSERT_TRUE(store->write(batch));
    EXPECT_EQ(*store->get("table"), merged(row(1, "one"), row(2, "two"), Erased::kDrop));
  }
  auto store = opened(folder / "state");
  Batch batch;
  batch.merge("table", row(3, "three"));
  batch.merge("table", row(2, ""));
  ASSERT_TRUE(store->write(batch));
  EXPECT_EQ(*store->get("table"), one_and_three);
  EXPECT_THAT(all(*Store::look(folder / "state"), "table"), ElementsAre(Pair("table", one_and_three)));
}

TEST(Store, RowsThatAreDamagedAreAnErrorAndNoTable) {
  TempFolder folder;
  auto store = opened(folder / "state");
  Batch batch;
  batch.put("table", row(1, "one"));
  batch.merge("table", "\xff");
  ASSERT_TRUE(store->write(batch));
  const auto refused = store->get("table");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, code::kCorrupt);
}

TEST(Store, KeepsAWriteThatWasFollowedByAKill) {
  TempFolder folder;
  const auto child = ::fork();
  if (child == 0) {
    auto store = Store::open(folder / "state");
    const bool written = store && (*store)->write(put("a", "1"));
    ::_exit(written ? 0 : 1);  // no destructor runs, as after kill -9
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_EQ(*opened(folder / "state")->get("a"), "1");
}

TEST(Store, LaterChangesOfABatchHold) {
  TempFolder folder;
  auto store = opened(folder / "state");
  Batch batch;
  batch.put("a", "1");
  batch.erase("a");
  batch.put("b", "1");
  batch.put("b", "2");
  ASSERT_TRUE(store->write(batch));
  EXPECT_EQ(*store->get("a"), std::nullopt);
  EXPECT_EQ(*store->get("b"), "2");
}

TEST(Store, ScansAPrefixInOrderAndStopsWhenTold) {
  TempFolder folder;
  auto store = opened(folder / "state");
  Batch batch;
  for (const auto* key : {"b/2", "a/1", "b/1", "b0", "b/3"}) batch.put(key, key);
  ASSERT_TRUE(store->write(batch));
  EXPECT_THAT(all(*store, "b/"), ElementsAre(Pair("b/1", "b/1"), Pair("b/2", "b/2"), Pair("b/3", "b/3")));
  int visits = 0;
  ASSERT_TRUE(store->scan("b/", [&](auto, auto) { return ++visits < 2; }));
  EXPECT_EQ(visits, 2);

  std::vector<std::string> later;
  ASSERT_TRUE(store->scan(
      "b/", [&](auto key, auto) { return later.emplace_back(key), true; }, "b/2"));
  EXPECT_THAT(later, ElementsAre("b/2", "b/3"));
}

TEST(Store, ASnapshotDoesNotSeeLaterWrites) {
  TempFolder folder;
  auto store = opened(folder / "state");
  ASSERT_TRUE(store->write(put("a", "before")));
  const auto snapshot = std::move(*store->snapshot());
  ASSERT_TRUE(store->write(put("a", "after")));
  ASSERT_TRUE(store->write(put("b", "after")));
  EXPECT_EQ(*snapshot.get("a"), "before");
  EXPECT_THAT(all(snapshot, ""), ElementsAre(Pair("a", "before"), Pair("meta/version", "1")));
  EXPECT_EQ(*store->get("a"), "after");
}

TEST(Store, IsInUseForASecondOwnerUntilTheFirstIsGone) {
  TempFolder folder;
  auto first = opened(folder / "state");
  const auto second = Store::open(folder / "state");
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, code::kInUse);
  EXPECT_THAT(second.error().detail, HasSubstr("process " + std::to_string(::getpid())));
  first.reset();
  EXPECT_TRUE(Store::open(folder / "state").has_value());
}

TEST(Store, IsInUseForASecondProcess) {
  TempFolder folder;
  auto first = opened(folder / "state");
  const auto child = ::fork();
  if (child == 0) {
    const auto second = Store::open(folder / "state");
    ::_exit(!second && second.error().code == code::kInUse ? 75 : 0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 75);
}

TEST(Store, ALookSeesWhatIsCommittedBesideTheOwnerAndNothingLater) {
  TempFolder folder;
  auto store = opened(folder / "state");
  ASSERT_TRUE(store->write(put("a", "before")));
  const auto look = Store::look(folder / "state");
  ASSERT_TRUE(look) << look.error().detail;
  ASSERT_TRUE(store->write(put("a", "after")));
  ASSERT_TRUE(store->write(put("b", "after")));
  EXPECT_EQ(*look->get("a"), "before");
  EXPECT_THAT(all(*look, ""), ElementsAre(Pair("a", "before"), Pair("meta/version", "1")));
  EXPECT_EQ(*Store::look(folder / "state")->get("a"), "after");
}

TEST(Store, ALookGoesOnWhileTheOwnerRewritesItsFiles) {
  TempFolder folder;
  const Options small{.write_buffer_bytes = std::size_t{64} << 10U};
  auto store = std::move(*Store::open(folder / "state", small));
  const auto fill = [&](char letter) {
    for (int i = 0; i < 200; ++i) {
      ASSERT_TRUE(store->write(put("key/" + std::to_string(i % 50), std::string(8192, letter))));
    }
  };
  fill('a');
  const auto look = Store::look(folder / "state");
  ASSERT_TRUE(look) << look.error().detail;
  const auto before = files(folder / "state", ".sst");
  fill('b');
  fill('c');
  ASSERT_NE(files(folder / "state", ".sst"), before) << "nothing was rewritten";
  const auto seen = all(*look, "key/");
  ASSERT_EQ(seen.size(), 50U);
  for (const auto& [key, value] : seen) EXPECT_EQ(value, std::string(8192, 'a')) << key;
}

TEST(Store, ALookAtAStoreThatWasLeftInTheMiddleChangesNoFile) {
  TempFolder folder;
  const auto child = ::fork();
  if (child == 0) {
    auto store = Store::open(folder / "state");
    const bool written = store && (*store)->write(put("a", "1"));
    ::_exit(written ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  const auto contents = [&] {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      found[entry.path().string()] = entry.is_regular_file() ? support::read_file(entry.path()) : "";
    }
    return found;
  };
  const auto before = contents();
  EXPECT_EQ(*Store::look(folder / "state")->get("a"), "1");
  EXPECT_EQ(contents(), before);
}

TEST(Store, ALookWhereNothingIsMakesNothing) {
  TempFolder folder;
  const auto look = Store::look(folder / "state");
  ASSERT_FALSE(look);
  EXPECT_EQ(look.error().code, code::kAbsent);
  EXPECT_FALSE(std::filesystem::exists(folder / "state"));
}

TEST(Store, ALookTellsDamageAndALaterVersion) {
  TempFolder folder;
  {
    auto store = opened(folder / "later");
    ASSERT_TRUE(store->write(put("meta/version", "99")));
  }
  EXPECT_EQ(Store::look(folder / "later").error().code, code::kNewer);
  { opened(folder / "lost"); }
  std::filesystem::remove(folder / "lost" / "db" / "CURRENT");
  EXPECT_EQ(Store::look(folder / "lost").error().code, code::kCorrupt);
}

TEST(Store, RefusesAFolderItCannotMake) {
  TempFolder folder;
  support::write_file(folder / "state", "a file, not a folder");
  const auto store = Store::open(folder / "state");
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().code, code::kUnwritable);
  EXPECT_EQ(store.error().fault, Fault::kFatal);
}

TEST(Store, RefusesAReadOnlyFolder) {
  TempFolder folder;
  SmallDisk disk(folder / "disk", "1m");
  if (!disk.mounted() || !disk.make_read_only()) GTEST_SKIP() << "may not mount a file system here";
  const auto store = Store::open(folder / "disk/state");
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().code, code::kUnwritable);
}

TEST(Store, RefusesAStateOfALaterVersion) {
  TempFolder folder;
  ASSERT_TRUE(opened(folder / "state")->write(put("meta/version", "2")));
  const auto store = Store::open(folder / "state");
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().code, code::kNewer);
}

TEST(Store, RefusesAnUnreadableVersion) {
  TempFolder folder;
  ASSERT_TRUE(opened(folder / "state")->write(put("meta/version", "one")));
  EXPECT_EQ(Store::open(folder / "state").error().code, code::kCorrupt);
}

class DamagedStore : public testing::Test {
 protected:
  void SetUp() override {
    auto store = opened(folder / "state");
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(store->write(put("key" + std::to_string(i), std::string(500, 'x'))));
  }
  void expect_corrupt() {
    const auto store = Store::open(folder / "state");
    ASSERT_FALSE(store.has_value());
    EXPECT_EQ(store.error().code, code::kCorrupt) << store.error().detail;
    EXPECT_THAT(store.error().detail, HasSubstr((folder / "state").string()));
  }
  TempFolder folder;
};

TEST_F(DamagedStore, IsRefusedWhenItsLogIsDamagedInside) {
  const auto logs = files(folder / "state", ".log");
  ASSERT_EQ(logs.size(), 1U);
  auto bytes = support::read_file(logs[0]);
  ASSERT_GT(bytes.size(), 5000U);
  bytes[3000] = static_cast<char>(bytes[3000] ^ 1);
  support::write_file(logs[0], bytes);
  expect_corrupt();
}

TEST_F(DamagedStore, IsRefusedWhenItsRootIsMissing) {
  std::filesystem::remove(folder / "state/db/CURRENT");
  expect_corrupt();
}

TEST_F(DamagedStore, IsRefusedWhenItsManifestIsMissing) {
  for (const auto& entry : std::filesystem::directory_iterator(folder / "state/db")) {
    if (entry.path().filename().string().starts_with("MANIFEST")) std::filesystem::remove(entry.path());
  }
  expect_corrupt();
}

TEST_F(DamagedStore, IsRefusedWhenItsRootIsNonsense) {
  support::write_file(folder / "state/db/CURRENT", "nonsense");
  expect_corrupt();
}

TEST_F(DamagedStore, OpensWithATornLastWriteThatWasNeverAcknowledged) {
  const auto logs = files(folder / "state", ".log");
  ASSERT_EQ(logs.size(), 1U);
  std::filesystem::resize_file(logs[0], std::filesystem::file_size(logs[0]) - 100);
  auto store = opened(folder / "state");
  EXPECT_EQ(**store->get("key18"), std::string(500, 'x'));
  EXPECT_EQ(*store->get("key19"), std::nullopt);
}

// Whether something was written before in this process decides what RocksDB does with the log that was cut short.
class FullDisk : public testing::TestWithParam<std::tuple<bool, std::size_t>> {};  // reopened, bytes left

TEST_P(FullDisk, IsTransientAndLosesNothing) {
  TempFolder folder;
  SmallDisk disk(folder / "disk", "3m");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  auto store = opened(folder / "disk/state");
  ASSERT_TRUE(store->write(put("a", "1")));
  const auto [reopened, left] = GetParam();
  if (reopened) {
    store.reset();
    store = opened(folder / "disk/state");
  }

  std::error_code ignored;
  const auto room = std::filesystem::space(folder / "disk", ignored).available;
  support::write_file(folder / "disk/filler", std::string(room - left, 'x'));
  const Batch big = put("b", std::string(200'000, 'y'));
  for (int attempt = 0; attempt < 10; ++attempt) {
    const auto written = store->write(big);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().fault, Fault::kTransient) << written.error().detail;
    EXPECT_EQ(written.error().code, code::kDiskFull);
  }

  std::filesystem::remove(folder / "disk/filler");
  EXPECT_EQ(*store->get("b"), std::nullopt);
  ASSERT_TRUE(store->write(put("c", "another batch, not the one that failed")));
  store.reset();
  store = opened(folder / "disk/state");
  EXPECT_EQ(*store->get("a"), "1");
  EXPECT_EQ(*store->get("b"), std::nullopt);
  EXPECT_EQ(*store->get("c"), "another batch, not the one that failed");
  ASSERT_TRUE(store->write(big));
  EXPECT_EQ((*store->get("b"))->size(), 200'000U);
}

INSTANTIATE_TEST_SUITE_P(Rooms, FullDisk,
                         testing::Combine(testing::Bool(), testing::Values(0, 4096, 16 * 1024, 64 * 1024, 128 * 1024)));

// The disk fills up and empties again while the store flushes and compacts behind our back.
TEST(Store, HoldsWhatItAcknowledgedWhenTheDiskIsFullAgainAndAgain) {
  TempFolder folder;
  SmallDisk disk(folder / "disk", "4m");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  int failures = 0;
  for (unsigned seed = 0; seed < 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto state = folder / ("disk/state" + std::to_string(seed));
    Options options;
    options.write_buffer_bytes = 64 * 1024;
    auto store = std::move(*Store::open(state, options));
    std::map<std::string, std::string> model;
    for (int i = 0; i < 400; ++i) {
      if (i % 40 == 20) {
        const auto room = std::filesystem::space(folder / "disk").available;
        support::write_file(folder / "disk/filler", std::string(room - std::min(room, random() % 100'000), 'x'));
      }
      if (i % 40 == 0) std::filesystem::remove(folder / "disk/filler");
      const auto key = "key" + std::to_string(random() % 20);
      const std::string value(random() % 20'000, static_cast<char>('a' + random() % 26));
      const auto written = store->write(put(key, value));
      if (written) model[key] = value;
      if (!written) {
        ASSERT_EQ(written.error().fault, Fault::kTransient) << written.error().detail;
        ++failures;
      }
      if (random() % 50 == 0 && written) {
        store.reset();
        auto again = Store::open(state, options);
        if (!again) {
          ASSERT_EQ(again.error().code, code::kDiskFull) << again.error().detail;
          std::filesystem::remove(folder / "disk/filler");
          again = Store::open(state, options);
        }
        store = std::move(*again);
      }
    }
    std::filesystem::remove(folder / "disk/filler");
    EXPECT_EQ(all(*store, "key"), model);
    store.reset();
    std::filesystem::remove_all(state);
  }
  EXPECT_GT(failures, 0);
}

TEST(Store, IsNotOpenedOnAFullDiskAndOpensWhenThereIsRoom) {
  TempFolder folder;
  SmallDisk disk(folder / "disk", "8m");
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a file system here";
  const auto fill = [&] {
    std::error_code ignored;
    const auto room = std::filesystem::space(folder / "disk", ignored).available;
    support::write_file(folder / "disk/filler", std::string(room, 'x'));
  };
  const auto expect_full = [&] {
    const auto store = Store::open(folder / "disk/state");
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, code::kDiskFull) << store.error().detail;
    EXPECT_EQ(store.error().fault, Fault::kTransient);
  };
  std::filesystem::create_directories(folder / "disk/state");
  fill();
  expect_full();  // a new store
  std::filesystem::remove(folder / "disk/filler");
  ASSERT_TRUE(opened(folder / "disk/state")->write(put("a", "1")));
  fill();
  expect_full();  // and one that was there before
  std::filesystem::remove(folder / "disk/filler");
  EXPECT_EQ(*opened(folder / "disk/state")->get("a"), "1");
}

}  // namespace
}  // namespace tidings::store
