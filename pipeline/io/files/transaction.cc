#include "pipeline/io/files/transaction.h"

#include <string>
#include <utility>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/file.h"
#include "pipeline/io/files/keys.h"
#include "pipeline/record/cloud_event.h"

namespace tidings::io::files {

using record::Result;

FileSink::FileTransaction::FileTransaction(FileSink& sink) : sink_(sink) {
  sink_.open_ = true;
  for (const auto& lane : sink_.lanes_) pending_.emplace_back(lane.committed);
}

FileSink::FileTransaction::~FileTransaction() {
  sink_.open_ = false;
  if (batch_ && !committed_) sink_.unknown_ = true;
}

Result<void> FileSink::FileTransaction::publish(std::span<const record::Message> messages) {
  record::ensure(!batch_, "nothing is published while a commit is under way");
  for (const auto& message : messages) {
    auto& pending = pending_[static_cast<std::size_t>(message.stream)];
    const auto before = pending.bytes().size();
    record::append_cloud_event(message, pending.bytes());
    const auto line = std::string_view(pending.bytes()).substr(before);
    record::ensure(line.find('\n') == std::string_view::npos, "an event is one line");
    pending.bytes().push_back('\n');
    pending.add_line(pending.bytes().size() - before, sink_.options_.rotate_bytes);
  }
  return {};
}

Result<void> FileSink::FileTransaction::commit(std::span<const Position> positions) {
  record::ensure(!committed_, "a transaction is committed once");
  if (!batch_) {
    if (auto appended = append(); !appended) return appended;
    prepare(positions);
  }
  // From here on a crash may find the commit done or not, and either is whole. Nothing is taken back any more.
  if (auto written = write(); !written) return written;
  committed_ = true;
  ++sink_.commit_;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    auto& lane = sink_.lanes_[i];
    if (!pending_[i].empty()) lane.committed = pending_[i].after(lane.committed);
  }
  // It is committed: what fails now is owed, and paid by the next begin() or the next start.
  sink_.unsettled_ = true;
  if (auto settled = sink_.settle(); !settled && sink_.warn_) sink_.warn_(settled.error().detail);
  return {};
}

Result<void> FileSink::FileTransaction::append() {
  bool made = false;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    auto& lane = sink_.lanes_[i];
    made = made || (!pending_[i].empty() && (lane.committed.length == 0 || !pending_[i].cuts().empty()));
    auto appended = lane.segments.append(lane.committed, pending_[i]);
    if (!appended) {
      for (std::size_t done = 0; done < i; ++done) {
        if (!pending_[done].empty()) sink_.lanes_[done].segments.roll_back(sink_.lanes_[done].committed);
      }
      return appended;
    }
  }
  if (made) return sync_folder(sink_.options_.folder);
  return {};
}

void FileSink::FileTransaction::prepare(std::span<const Position> positions) {
  batch_ = std::move(state_);
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    if (pending_[i].empty()) continue;
    const auto stream = static_cast<record::Stream>(i);
    batch_->put(key::stream(record::name_of(stream)), pending_[i].after(sink_.lanes_[i].committed).encode());
  }
  for (const auto& position : positions)
    batch_->put(key::position(position.partition), key::number(position.next.value));
  batch_->put(std::string(key::kCommit), key::number(static_cast<std::int64_t>(sink_.commit_ + 1)));
}

Result<void> FileSink::FileTransaction::write() {
  if (sink_.fault_) {
    if (const int error = sink_.fault_(Step::kStore); error != 0)
      return error_of(error, "write the state of", sink_.options_.folder);
  }
  return sink_.store_.write(*batch_);
}

}  // namespace tidings::io::files
