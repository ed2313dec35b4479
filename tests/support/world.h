#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/flow/batch.h"
#include "pipeline/flow/stateful_stage.h"
#include "pipeline/io/sink.h"
#include "pipeline/io/source.h"
#include "pipeline/store/batch.h"
#include "tests/support/seeded_scheduler.h"

namespace tidings::support {

// What outlives a kill: the partitions with their records, what was published, and what was committed. Fake edges read
// and write it; a naive model of the promises checks every change of it.
class World {
 public:
  enum class Kind : std::uint8_t {
    kPlain,      // one message
    kSilent,     // none: filtered, but its offset moves on
    kTwofold,    // two messages
    kPoison,     // a stage refuses it
    kOversized,  // the source cuts it off
    kFlaky,      // a stage fails on it once or twice, then not
    kHopeless,   // a stage fails on it for ever
    kRefused,    // the sink takes its dead letter, but not it
    kForgotten,  // nor does it take what the stage with state makes of it
  };
  enum class Promise : std::uint8_t { kExactlyOnce, kAtLeastOnce };

  struct Chaos {  // one in so many; 0: never
    std::uint64_t poll_fails = 0, poll_empty = 2, revoke = 0, lose = 0;
    std::uint64_t begin_fails = 0, publish_fails = 0, commit_fails = 0, commit_undone = 0, commit_unknown = 0,
                  killed_in_commit = 0;
    std::uint64_t positions_fail = 0, source_deaf = 0, sink_blocks = 0, stage_blocks = 0, memory_fails = 0;
  };

  struct Record {
    Kind kind = Kind::kPlain;
    record::Offset offset;
    std::size_t bytes = 0;
  };
  struct Output {
    record::Partition partition;
    record::Offset offset;
    record::Stream stream;
    int part = 0;
  };

  // What the stage with state remembers of a partition: a chain over all records that it has seen of it.
  struct Memory {
    record::Offset last{-1};
    std::uint64_t chain = 0;
    friend bool operator==(const Memory&, const Memory&) = default;
  };
  using Memories = std::map<record::Partition, Memory>;

  World(Random& random, Promise promise);

  [[nodiscard]] record::Input input_of(record::Partition partition, std::size_t index,
                                       record::Assignment assignment) const;
  [[nodiscard]] std::size_t index_at(record::Partition partition, record::Offset offset) const;

  // What becomes durable in one commit. Checks what must hold at that moment.
  void commit(const std::vector<Output>& outputs, std::span<const io::Position> positions, const store::Batch& state);
  // The broker learns of positions apart from the outputs (at least once).
  void store(std::span<const io::Position> positions);
  // Every record is out as it must be.
  void check_end() const;
  [[nodiscard]] bool done() const;
  [[nodiscard]] std::size_t largest_record() const;

  Promise promise;
  bool remembers;                                 // a FakeMemory is there
  std::function<void(const store::Batch&)> keep;  // what another stage with state remembers; empty: there is none
  Chaos chaos;
  std::vector<std::vector<Record>> partitions;
  std::map<record::Partition, record::Offset> positions;  // durable
  std::vector<Output> outputs;                            // durable, in order
  Memories memories;                                      // durable
  std::uint64_t last_assignment = 0;
  bool killed = false;  // the process dies at this very step
  std::vector<std::string> wrong;

 private:
  void complain(std::string what) { wrong.push_back(std::move(what)); }
  void check_exactly_once(const std::vector<Output>& now, std::span<const io::Position> moved);
  void check_memories(std::span<const io::Position> moved);
};

class FakeSource final : public io::Source {
 public:
  FakeSource(World& world, Random& random, const record::Clock& clock)
      : world_(world), random_(random), clock_(clock) {}

  record::Result<void> start(std::span<const io::Position> committed) override;
  record::Result<io::Polled> poll(const io::PollLimit& limit) override;
  record::Result<void> committed(std::span<const io::Position> positions) override;
  void release(std::span<const record::Partition> partitions) override;
  record::Result<void> rewind(std::span<const io::Position> committed) override;
  void wake() noexcept override {}
  [[nodiscard]] std::string name(record::Partition partition) const override;

 private:
  struct Owned {
    record::Assignment assignment;
    std::size_t next = 0;  // index of the record to deliver
    bool revoking = false;
  };
  void assign_missing(io::Polled& polled);
  void disturb(io::Polled& polled);
  void deliver(io::Polled& polled, std::size_t bytes);

  World& world_;
  Random& random_;
  const record::Clock& clock_;
  std::map<record::Partition, Owned> owned_;
};

class FakeSink final : public io::Sink {
 public:
  FakeSink(World& world, Random& random, SeededExecutor& lane) : world_(world), random_(random), lane_(lane) {}

  record::Result<std::unique_ptr<io::Transaction>> begin() override;
  record::Result<std::vector<io::Position>> positions() override;

 private:
  World& world_;
  Random& random_;
  SeededExecutor& lane_;
};

// Remembers of each partition what it has seen. A record that comes again, after its partition was lost, changes
// nothing; but nothing of that may be committed where each comes once.
class FakeMemory final : public flow::StatefulStage {
 public:
  FakeMemory(World& world, Random& random) : world_(world), random_(random), now_(world.memories) {}

  record::Result<void> work(const flow::Parcel& parcel, std::vector<record::Message>& messages) override;
  void save(store::Batch& state) override;
  void committed() override;
  void undone() override;

 private:
  World& world_;
  Random& random_;
  World::Memories now_;
  World::Memories changed_;  // since the last commit
  bool again_ = false;       // since the last commit or undoing
};

// A worker of a stage that does what the kind of each record asks for.
[[nodiscard]] flow::Work stage_of(World& world, Random& random, SeededExecutor& pool, bool last);
[[nodiscard]] record::Message dead_letter_of(const flow::Parcel& parcel);

}  // namespace tidings::support
