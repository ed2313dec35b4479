#include "tests/support/world.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/record/reason.h"

namespace tidings::support {
namespace {

using record::Error;
using record::Fault;
using record::Offset;
using record::Partition;
using record::Stream;

bool rejected(World::Kind kind) {
  return kind == World::Kind::kPoison || kind == World::Kind::kOversized || kind == World::Kind::kHopeless ||
         kind == World::Kind::kRefused || kind == World::Kind::kForgotten;
}

int messages_of(World::Kind kind) {
  if (kind == World::Kind::kSilent) return 0;
  return kind == World::Kind::kTwofold ? 2 : 1;
}

World::Kind draw_kind(Random& random) {
  const auto draw = below(random, 24);
  if (draw < 12) return World::Kind::kPlain;
  constexpr World::Kind kOthers[] = {World::Kind::kSilent,    World::Kind::kTwofold,  World::Kind::kPoison,
                                     World::Kind::kOversized, World::Kind::kFlaky,    World::Kind::kHopeless,
                                     World::Kind::kRefused,   World::Kind::kForgotten};
  return kOthers[draw % std::size(kOthers)];
}

std::string named(Partition partition, Offset offset) { return fmt::format("{}/{}", partition.value, offset.value); }

// Messages say which record they come from, so that the model can count them.
record::Message message_of(const flow::Parcel& parcel, Stream stream, int part) {
  return {.stream = stream,
          .key = std::to_string(part),
          .id = named(parcel.input.partition, parcel.input.offset),
          .data = parcel.input.content_type};
}

World::Output output_of(const record::Message& message) {
  const auto slash = message.id.find('/');
  return {.partition = Partition{(std::stoull(message.id.substr(0, slash)))},
          .offset = Offset{std::stoll(message.id.substr(slash + 1))},
          .stream = message.stream,
          .part = std::stoi(message.key)};
}

std::uint64_t next_of(std::uint64_t chain, Offset offset) {
  return (chain ^ static_cast<std::uint64_t>(offset.value + 1)) * 0x9E3779B97F4A7C15U;
}

World::Kind kind_of(const record::Input& input) { return static_cast<World::Kind>(std::stoi(input.content_type)); }

}  // namespace

World::World(Random& random, Promise promised) : promise(promised), remembers(!one_in(random, 8)) {
  const auto count = 1 + below(random, 3);
  for (std::uint64_t partition = 0; partition < count; ++partition) {
    auto& records = partitions.emplace_back();
    Offset offset{static_cast<std::int64_t>(below(random, 5))};
    for (auto left = below(random, 25); left > 0; --left) {
      const auto big = one_in(random, 12);
      auto kind = draw_kind(random);
      if (kind == Kind::kForgotten && !remembers) kind = Kind::kPlain;
      records.push_back({kind, offset, big ? 2000 + below(random, 30'000) : below(random, 300)});
      offset.value += 1 + static_cast<std::int64_t>(one_in(random, 4) ? below(random, 4) : 0);
    }
  }
}

record::Input World::input_of(Partition partition, std::size_t index, record::Assignment assignment) const {
  static const auto kContainer = std::make_shared<const std::string>("world");
  const auto& record = partitions[partition.value][index];
  record::Input input;
  input.partition = partition;
  input.assignment = assignment;
  input.offset = record.offset;
  input.body.assign(record.bytes, 'x');
  input.content_type = std::to_string(static_cast<int>(record.kind));
  input.container = kContainer;
  if (record.kind == Kind::kOversized) input.broken = Error{Fault::kBadInput, record::reason::kTooLarge, "made so"};
  return input;
}

std::size_t World::index_at(Partition partition, Offset offset) const {
  const auto& records = partitions[partition.value];
  return static_cast<std::size_t>(
      std::lower_bound(records.begin(), records.end(), offset, [](const Record& a, Offset b) { return a.offset < b; }) -
      records.begin());
}

void World::commit(const std::vector<Output>& now, std::span<const io::Position> moved, const store::Batch& state) {
  if (keep) keep(state);
  for (const auto& change : remembers ? state.changes() : std::span<const store::Batch::Change>()) {
    const auto& value = change.value.value();
    const auto space = value.find(' ');
    memories[Partition{static_cast<std::uint32_t>(std::stoul(change.key))}] = {
        .last = Offset{std::stoll(value.substr(0, space))}, .chain = std::stoull(value.substr(space + 1))};
  }
  if (remembers) check_memories(moved);
  if (promise == Promise::kExactlyOnce) {
    check_exactly_once(now, moved);
    for (const auto& position : moved) positions[position.partition] = position.next;
  }
  outputs.insert(outputs.end(), now.begin(), now.end());
}

// A transaction holds exactly the outputs of the records between the old position of a partition and the new one.
void World::check_exactly_once(const std::vector<Output>& now, std::span<const io::Position> moved) {
  std::set<std::pair<Partition, Offset>> expected;
  std::map<Partition, int> messages;
  for (const auto& position : moved) {
    const auto from =
        positions.contains(position.partition) ? index_at(position.partition, positions[position.partition]) : 0;
    const auto to = index_at(position.partition, position.next);
    if (to < from) complain(fmt::format("position of {} goes back", position.partition.value));
    for (auto index = from; index < to; ++index) {
      const auto& record = partitions[position.partition.value][index];
      expected.emplace(position.partition, record.offset);
      messages[position.partition] += rejected(record.kind) ? 1 : messages_of(record.kind);
    }
  }
  for (const auto& output : now) {
    if (!expected.contains({output.partition, output.offset})) {
      complain(fmt::format("{} was committed without its position, or twice", named(output.partition, output.offset)));
    }
    --messages[output.partition];
  }
  for (const auto& [partition, left] : messages) {
    if (left != 0)
      complain(fmt::format("position of {} was committed with {} messages missing", partition.value, left));
  }
}

// What is remembered of a partition is what a naive reader of its records remembers: all that were not rejected, each
// once, up to the position that is committed with it.
void World::check_memories(std::span<const io::Position> moved) {
  for (const auto& [partition, memory] : memories) {
    Memory naive;
    for (const auto& record : partitions[partition.value]) {
      if (record.offset > memory.last || rejected(record.kind)) continue;
      naive = {.last = record.offset, .chain = next_of(naive.chain, record.offset)};
    }
    if (naive != memory) complain(fmt::format("what is remembered of {} is not what happened", partition.value));
  }
  for (const auto& position : moved) {
    const auto& memory = memories[position.partition];
    for (const auto& record : partitions[position.partition.value]) {
      if (rejected(record.kind)) continue;
      const auto due = record.offset < position.next;
      const auto early = promise == Promise::kExactlyOnce && !due && record.offset <= memory.last;
      if (early || (due && record.offset > memory.last)) {
        complain(fmt::format("{} is {}", named(position.partition, record.offset),
                             early ? "remembered before its position" : "forgotten"));
      }
    }
  }
}

void World::store(std::span<const io::Position> moved) {
  std::set<std::pair<Partition, Offset>> out;
  for (const auto& output : outputs) out.emplace(output.partition, output.offset);
  for (const auto& position : moved) {
    for (const auto& record : partitions[position.partition.value]) {
      if (record.offset >= position.next || record.kind == Kind::kSilent) continue;
      if (!out.contains({position.partition, record.offset})) {
        complain(fmt::format("offset {} was stored ahead of {}", position.next.value,
                             named(position.partition, record.offset)));
      }
    }
    positions[position.partition] = position.next;
  }
}

void World::check_end() const {
  auto& self = const_cast<World&>(*this);
  std::map<std::pair<Partition, Offset>, std::vector<Output>> by_record;
  std::map<Partition, Offset> last;
  std::set<std::pair<Partition, Offset>> seen;
  for (const auto& output : outputs) {
    const std::pair key{output.partition, output.offset};
    by_record[key].push_back(output);
    const auto first_time = seen.insert(key).second;
    if (first_time && last.contains(output.partition) && output.offset < last[output.partition]) {
      self.complain(fmt::format("{} is out of order", named(output.partition, output.offset)));
    }
    if (first_time) last[output.partition] = output.offset;
  }
  for (std::uint32_t partition = 0; partition < partitions.size(); ++partition) {
    for (const auto& record : partitions[partition]) {
      const auto& got = by_record[{Partition{partition}, record.offset}];
      const auto stream = rejected(record.kind) ? Stream::kRejected : Stream::kDocuments;
      const auto wanted = static_cast<std::size_t>(rejected(record.kind) ? 1 : messages_of(record.kind));
      const auto right = std::all_of(got.begin(), got.end(), [&](const Output& o) { return o.stream == stream; });
      const auto enough = promise == Promise::kExactlyOnce ? got.size() == wanted : got.size() >= wanted;
      if (!right || !enough) {
        self.complain(fmt::format("{} of kind {} came out {} times, wanted {}",
                                  named(Partition{partition}, record.offset), static_cast<int>(record.kind), got.size(),
                                  wanted));
      }
    }
  }
}

bool World::done() const {
  for (std::uint32_t partition = 0; partition < partitions.size(); ++partition) {
    if (partitions[partition].empty()) continue;
    const auto position = positions.find(Partition{partition});
    if (position == positions.end() || position->second <= partitions[partition].back().offset) return false;
  }
  return true;
}

std::size_t World::largest_record() const {
  std::size_t largest = 0;
  for (const auto& records : partitions) {
    for (const auto& record : records) largest = std::max(largest, record.bytes);
  }
  return largest;
}

// ---- source

record::Result<void> FakeSource::start(std::span<const io::Position>) { return {}; }

record::Result<io::Polled> FakeSource::poll(const io::PollLimit& limit) {
  if (one_in(random_, world_.chaos.poll_fails)) return Error{Fault::kTransient, "broker_away", "made so"};
  io::Polled polled;
  assign_missing(polled);
  disturb(polled);
  if (limit.bytes > 0 && !one_in(random_, world_.chaos.poll_empty)) deliver(polled, limit.bytes);
  polled.end =
      owned_.size() == world_.partitions.size() && std::all_of(owned_.begin(), owned_.end(), [&](const auto& entry) {
        return !entry.second.revoking && entry.second.next == world_.partitions[entry.first.value].size();
      });
  return polled;
}

void FakeSource::assign_missing(io::Polled& polled) {
  for (std::uint32_t number = 0; number < world_.partitions.size(); ++number) {
    const Partition partition{number};
    if (owned_.contains(partition) || one_in(random_, 3)) continue;
    const record::Assignment assignment{++world_.last_assignment};
    const auto position = world_.positions.find(partition);
    const auto next = position == world_.positions.end() ? 0 : world_.index_at(partition, position->second);
    owned_[partition] = {.assignment = assignment, .next = next};
    polled.assigned.push_back({partition, assignment});
  }
}

void FakeSource::disturb(io::Polled& polled) {
  for (auto entry = owned_.begin(); entry != owned_.end();) {
    const auto fresh = std::any_of(polled.assigned.begin(), polled.assigned.end(),
                                   [&](const io::Assigned& a) { return a.partition == entry->first; });
    if (!fresh && one_in(random_, world_.chaos.lose)) {
      polled.lost.push_back(entry->first);
      entry = owned_.erase(entry);
      continue;
    }
    if (!fresh && !entry->second.revoking && one_in(random_, world_.chaos.revoke)) {
      entry->second.revoking = true;
      polled.revoking.push_back(entry->first);
    }
    ++entry;
  }
}

void FakeSource::deliver(io::Polled& polled, std::size_t bytes) {
  std::size_t taken = 0;
  for (auto& [partition, owned] : owned_) {
    const auto& records = world_.partitions[partition.value];
    for (auto most = 1 + below(random_, 8); most > 0 && !owned.revoking && owned.next < records.size(); --most) {
      const auto size = records[owned.next].bytes;
      if (!polled.records.empty() && taken + size > bytes) return;
      polled.records.push_back(world_.input_of(partition, owned.next, owned.assignment));
      taken += size;
      ++owned.next;
    }
  }
}

record::Result<void> FakeSource::committed(std::span<const io::Position> positions) {
  if (one_in(random_, world_.chaos.source_deaf)) return Error{Fault::kTransient, "broker_away", "made so"};
  if (world_.promise == World::Promise::kExactlyOnce) return {};
  std::vector<io::Position> mine;
  for (const auto& position : positions) {
    const auto owned = owned_.find(position.partition);
    if (owned == owned_.end() || owned->second.assignment != position.assignment) {
      world_.wrong.push_back("a position of a partition that is no longer ours was acknowledged");
    } else {
      mine.push_back(position);
    }
  }
  world_.store(mine);
  return {};
}

void FakeSource::release(std::span<const Partition> partitions) {
  for (const auto partition : partitions) owned_.erase(partition);
}

record::Result<void> FakeSource::rewind(std::span<const io::Position>) {
  if (one_in(random_, world_.chaos.poll_fails)) return Error{Fault::kTransient, "broker_away", "made so"};
  std::erase_if(owned_, [](const auto& entry) { return !entry.second.revoking; });  // come back with the next poll
  return {};
}

std::string FakeSource::name(Partition partition) const { return fmt::format("world/{}", partition.value); }

// ---- sink

namespace {

class FakeTransaction final : public io::Transaction {
 public:
  FakeTransaction(World& world, Random& random, SeededExecutor& lane) : world_(world), random_(random), lane_(lane) {}

  record::Result<void> publish(std::span<const record::Message> messages) override {
    if (one_in(random_, world_.chaos.sink_blocks)) lane_.block(std::chrono::seconds(5));
    if (one_in(random_, world_.chaos.publish_fails)) return Error{Fault::kTransient, "queue_full", "made so"};
    for (const auto& message : messages) {
      const auto kind = static_cast<World::Kind>(std::stoi(message.data));
      const auto refused =
          kind == World::Kind::kRefused ? message.stream != Stream::kRejected : message.stream == Stream::kUpdates;
      if (refused) return Error{Fault::kBadInput, "too_long", "made so"};
    }
    for (const auto& message : messages) outputs_.push_back(output_of(message));
    return {};
  }

  store::Batch& state() override { return state_; }

  record::Result<void> commit(std::span<const io::Position> positions) override {
    const auto& chaos = world_.chaos;
    if (one_in(random_, chaos.commit_fails)) return Error{Fault::kTransient, "disk_full", "made so"};
    if (one_in(random_, chaos.commit_undone)) return Error{Fault::kRewind, "aborted", "made so"};
    if (one_in(random_, chaos.commit_unknown)) {
      if (one_in(random_, 2)) world_.commit(outputs_, positions, state_);
      return Error{Fault::kFatal, "unknown_outcome", "made so"};
    }
    world_.commit(outputs_, positions, state_);
    if (one_in(random_, chaos.killed_in_commit)) world_.killed = true;
    return {};
  }

 private:
  World& world_;
  Random& random_;
  SeededExecutor& lane_;
  std::vector<World::Output> outputs_;
  store::Batch state_;
};

}  // namespace

record::Result<std::unique_ptr<io::Transaction>> FakeSink::begin() {
  if (one_in(random_, world_.chaos.begin_fails)) return Error{Fault::kTransient, "broker_away", "made so"};
  return std::make_unique<FakeTransaction>(world_, random_, lane_);
}

record::Result<std::vector<io::Position>> FakeSink::positions() {
  if (one_in(random_, world_.chaos.positions_fail)) return Error{Fault::kTransient, "broker_away", "made so"};
  std::vector<io::Position> positions;
  for (const auto& [partition, next] : world_.positions) positions.push_back({partition, {}, next});
  return positions;
}

// ---- stages

record::Result<void> FakeMemory::work(const flow::Parcel& parcel, std::vector<record::Message>& messages) {
  if (one_in(random_, world_.chaos.memory_fails)) return Error{Fault::kTransient, "disk_full", "made so"};
  if (kind_of(parcel.input) == World::Kind::kForgotten) messages.push_back(message_of(parcel, Stream::kUpdates, 0));
  auto& memory = now_[parcel.input.partition];
  if (parcel.input.offset <= memory.last) {  // again, as at least once allows
    again_ = true;
    return {};
  }
  memory = {.last = parcel.input.offset, .chain = next_of(memory.chain, parcel.input.offset)};
  changed_[parcel.input.partition] = memory;
  return {};
}

void FakeMemory::save(store::Batch& state) {
  if (again_ && world_.promise == World::Promise::kExactlyOnce) {
    world_.wrong.push_back("a record that was worked on twice is committed");
  }
  for (const auto& [partition, memory] : changed_) {
    state.put(std::to_string(partition.value), fmt::format("{} {}", memory.last.value, memory.chain));
  }
}

void FakeMemory::committed() {
  changed_.clear();
  again_ = false;
}

void FakeMemory::undone() {
  again_ = false;
  changed_.clear();
  now_ = world_.memories;
}

flow::Work stage_of(World& world, Random& random, SeededExecutor& pool, bool last) {
  return [&world, &random, &pool, last, failed = std::map<std::pair<Partition, Offset>, int>{}](
             flow::Parcel& parcel) mutable -> record::Result<void> {
    if (one_in(random, world.chaos.stage_blocks)) pool.block(std::chrono::seconds(2));
    const auto kind = kind_of(parcel.input);
    auto& failures = failed[{parcel.input.partition, parcel.input.offset}];
    if (kind == World::Kind::kHopeless) return Error{Fault::kTransient, "made_so", "for ever"};
    if (kind == World::Kind::kFlaky && ++failures % 3 != 0)
      return Error{Fault::kTransient, "made_so", "twice of three"};
    if (!last) return {};
    if (kind == World::Kind::kPoison) return Error{Fault::kBadInput, record::reason::kBadJson, "made so"};
    for (int part = 0; part < messages_of(kind); ++part) {
      parcel.messages.push_back(message_of(parcel, Stream::kDocuments, part));
    }
    return {};
  };
}

record::Message dead_letter_of(const flow::Parcel& parcel) { return message_of(parcel, Stream::kRejected, 0); }

}  // namespace tidings::support
