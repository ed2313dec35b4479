#include "pipeline/io/files/admissions.h"

#include <algorithm>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/keys.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Result;

constexpr std::size_t kMostAtOnce = 256;  // files that one write to the store admits

Error bad_state(std::string_view key) {
  return {record::Fault::kFatal, code::kBadState, "the state holds nonsense under " + std::string(key)};
}

// Each value under `prefix`, in order of their keys.
Result<void> visit_all(const store::Store& store, std::string_view prefix, const std::function<void(Admitted)>& visit) {
  bool good = true;
  auto scanned = store.scan(prefix, [&](std::string_view, std::string_view value) {
    auto file = Admitted::decode(value);
    good = file.has_value();
    if (good) visit(std::move(*file));
    return good;
  });
  if (scanned && !good) return bad_state(prefix);
  return scanned;
}

}  // namespace

Result<void> Admissions::load(std::uint64_t beyond) {
  auto stored = store_.get(key::kSequence);
  if (!stored) return stored.error();
  const auto next = key::parse(stored->value_or("1"));
  if (!next || *next < 1) return bad_state(key::kSequence);
  next_sequence_ = std::max(static_cast<std::uint64_t>(*next), beyond + 1);
  return visit_all(store_, key::kAdmitted, [&](Admitted file) {
    in_flight_.emplace(file.path(), false);
    unfinished_.push_back(std::move(file));
  });
}

Result<std::uint64_t> Admissions::take_sequence() {
  store::Batch batch;
  batch.put(std::string(key::kSequence), std::to_string(next_sequence_ + 1));
  if (auto written = store_.write(batch); !written) return written.error();
  return next_sequence_++;
}

bool Admissions::knows(const std::filesystem::path& path) const {
  if (in_flight_.contains(path.string())) return true;
  const auto stored = store_.get(key::done(path.string()));
  if (!stored || !*stored) return false;
  const auto file = Admitted::decode(**stored);
  const auto now = Identity::at(path);
  return file && now && file->held_by(path, *now);
}

Result<void> Admissions::admit(Waiting& waiting, const std::string& folder, After after) {
  store::Batch batch;
  std::vector<Admitted> admitted;
  const auto names = std::min(waiting.names().size(), kMostAtOnce);
  for (std::size_t i = 0; i < names; ++i) {
    Admitted file{
        next_sequence_ + admitted.size(), folder, waiting.names()[i], {}, {}, after, false, false, {}, {}, {}};
    const auto path = file.path();
    if (const auto same = in_flight_.find(path.string()); same != in_flight_.end()) {
      found_again_ += same->second ? 0 : 1;
      same->second = true;
      continue;
    }
    const auto identity = Identity::at(path);
    if (!identity) continue;  // gone before it had a place
    file.identity = *identity;
    file.place = Identity::of_folder(path.parent_path()).value_or(Identity{});
    const auto stored = store_.get(key::done(path.string()));
    if (!stored) return stored.error();
    if (const auto done = *stored ? Admitted::decode(**stored) : std::nullopt) {
      if (done->held_by(path, *identity)) continue;
      // Read, but changed before it could be moved away. To read it again would give what it held before twice.
      file.changed = after != After::kKeep && identity->same_file(done->identity);
      file.preserve = file.changed;
      if (file.changed) file.broken_at = 0;
    }
    batch.put(key::admitted(file.sequence), file.encode());
    admitted.push_back(std::move(file));
  }
  if (!admitted.empty()) {
    batch.put(std::string(key::kSequence), std::to_string(next_sequence_ + admitted.size()));
    if (auto written = store_.write(batch); !written) return written;
    next_sequence_ += admitted.size();
  }
  for (std::size_t i = 0; i < names; ++i) waiting.drop_front();
  for (auto& file : admitted) {
    in_flight_.emplace(file.path(), false);
    unfinished_.push_back(std::move(file));
  }
  return {};
}

Result<void> Admissions::amend(const Admitted& file) {
  store::Batch batch;
  batch.put(key::admitted(file.sequence), file.encode());
  return store_.write(batch);
}

std::size_t Admissions::count_done(record::Offset next) const {
  std::size_t done = 0;
  for (const auto& file : unfinished_) {
    const bool passed = file.sequence < sequence_of(next);
    const bool ended = file.records && (*file.records == 0 || next >= offset_of(file.sequence, *file.records));
    if (!passed && !ended) break;
    ++done;
  }
  return done;
}

Result<std::vector<Admitted>> Admissions::finish(record::Offset next) {
  const auto done = count_done(next);
  if (done == 0) return std::vector<Admitted>{};
  store::Batch batch;
  // First, so that a file that is done again under a forgotten name is remembered.
  for (const auto& forgotten : forgotten_) batch.erase(forgotten);
  for (std::size_t i = 0; i < done; ++i) {
    auto& file = unfinished_[i];
    const auto now = Identity::at(file.path());
    // What was reported as changed is remembered as it is now: once is enough.
    if (file.changed && now && now->same_file(file.identity)) file.identity = *now;
    batch.erase(key::admitted(file.sequence));
    batch.put(key::done(file.path().string()), file.encode());
  }
  if (auto written = store_.write(batch); !written) return written.error();
  forgotten_.clear();
  std::vector<Admitted> files;
  for (std::size_t i = 0; i < done; ++i) {
    const auto same = in_flight_.find(unfinished_.front().path().string());
    if (same != in_flight_.end()) {
      found_again_ -= same->second ? 1 : 0;
      in_flight_.erase(same);
    }
    files.push_back(std::move(unfinished_.front()));
    unfinished_.pop_front();
  }
  return files;
}

void Admissions::forget(const Admitted& file) { forgotten_.push_back(key::done(file.path().string())); }

Result<void> Admissions::visit_remembered(const std::function<void(Admitted)>& visit) const {
  return visit_all(store_, key::kDone, visit);
}

Result<void> Admissions::write_forgotten() {
  store::Batch batch;
  for (const auto& forgotten : forgotten_) batch.erase(forgotten);
  if (auto written = store_.write(batch); !written) return written;
  forgotten_.clear();
  return {};
}

}  // namespace tidings::io::files
