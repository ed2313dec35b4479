#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/io/kafka/ages.h"
#include "pipeline/io/kafka/statistics.h"
#include "pipeline/io/source.h"
#include "pipeline/record/input.h"
#include "pipeline/record/result.h"
#include "pipeline/record/strong.h"

namespace tidings::io::kafka {

// How far the partitions that are ours have come: told by the thread that reads, asked by others. Thread-safe.
class Standing {
 public:
  void assigned(std::span<const record::Partition> partitions);
  void revoked();
  void stood_aside();                  // nothing is ours until the group assigns anew
  void refused(std::string_view why);  // by the group
  void lost(std::span<const record::Partition> partitions);
  void left(std::span<const record::Partition> partitions);
  void delivered(std::span<const record::Input> records);
  void committed(std::span<const Position> positions);

  void group_answered(std::optional<record::Error> failure);  // to a commit of offsets

  // What the broker says of one of them; the group's place counts only until something is committed here.
  struct Asked {
    record::Partition partition;
    std::optional<std::int64_t> group;
    std::optional<std::int64_t> end;
    std::int64_t known = 0;  // it reached to here before it was asked
  };
  void answered(std::span<const Asked> answers);
  [[nodiscard]] std::vector<Asked> to_ask() const;

  // A partition of ours that has been begun anew: it ended below what it had held. Said once.
  struct Anew {
    record::Partition partition;
    std::int64_t end = 0;
    std::int64_t known = 0;
  };
  [[nodiscard]] std::optional<Anew> begun_anew();

  struct Partition {
    std::optional<std::int64_t> committed;
    std::optional<std::int64_t> delivered;
    std::optional<std::int64_t> end;
    std::optional<Ages::Time> oldest;
  };
  struct Picture {
    std::map<record::Partition, Partition> partitions;
    std::uint64_t assigned = 0;
    std::uint64_t revoked = 0;
    std::uint64_t lost = 0;
    std::uint64_t commit_failures = 0;
  };
  [[nodiscard]] Picture picture() const;
  // not_assigned, from the start and from each loss on until the group has assigned, be it no partition at all. Or the
  // failure of the last commits of offsets, three at least.
  [[nodiscard]] std::optional<record::Error> trouble() const;

 private:
  mutable std::mutex mutex_;  // guards what follows
  Picture now_;
  std::map<record::Partition, Ages> ages_;  // of the same partitions
  bool member_ = false;
  int failed_in_a_row_ = 0;
  std::optional<Anew> anew_;
  std::optional<record::Error> failure_;  // of the last commit
  std::string refusal_;                   // the last one since we were no member
};

}  // namespace tidings::io::kafka
