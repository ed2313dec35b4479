#include "pipeline/io/files/source.h"

#include <algorithm>
#include <utility>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/decoder.h"
#include "pipeline/io/files/file_list.h"
#include "pipeline/io/files/filling.h"
#include "pipeline/io/files/pipe_source.h"
#include "pipeline/io/files/spool.h"
#include "pipeline/io/files/writer.h"
#include "pipeline/record/reason.h"

namespace tidings::io::files {

using record::Error;
using record::Fault;
using record::Result;

namespace {

constexpr record::Partition kPartition{0};
constexpr std::size_t kMostUnfinished = 32'768;         // files admitted and not yet committed
constexpr std::size_t kFinishedBetweenPrunes = 10'000;  // at least
constexpr std::size_t kRememberedAtOnce = 1'024;

// Can files be moved out of the spool? Asked at the start, when somebody is there to read the answer.
Result<void> check_spool(const SourceOptions& options) {
  if (options.after == After::kKeep) return {};
  if (auto made = make_folder(options.folder); !made) return made;
  auto writable = check_writable(options.folder);
  if (writable) return {};
  auto error = writable.error();
  error.detail += "; make the spool writable, or let its files stay there (after: keep)";
  return error;
}

}  // namespace

Result<std::unique_ptr<Source>> open_source(const SourceOptions& options, store::Store& store, Warn warn) {
  if (options.files == std::vector<std::string>{"-"}) return PipeSource::open(0, options, store);
  return FileSource::open(options, store, std::move(warn));
}

FileSource::FileSource(const SourceOptions& options, store::Store& store, Warn warn)
    : options_(options), admissions_(store), retirement_(std::move(warn)), block_(RecordReader::kBlockBytes) {}

Result<std::unique_ptr<Source>> FileSource::open(const SourceOptions& options, store::Store& store, Warn warn) {
  std::unique_ptr<FileSource> source(new FileSource(options, store, warn));
  const auto& admissions = source->admissions_;
  Result<std::unique_ptr<Finder>> finder = std::unique_ptr<Finder>();
  if (options.files.empty()) {
    if (auto usable = check_spool(options); !usable) return usable.error();
    const auto folder = std::filesystem::absolute(options.folder).lexically_normal();
    source->name_ = options.folder.string();
    source->folder_ = folder.string();
    finder = Spool::open(
        folder, options.drain, options.quiet,
        [&admissions, folder](const std::string& name) { return admissions.knows(folder / name); }, std::move(warn));
  } else {
    source->name_ = options.files.size() == 1 ? options.files.front() : "files";
    source->options_.after = After::kKeep;
    finder = FileList::open(options.files, [&admissions](const std::string& name) { return admissions.knows(name); });
  }
  if (!finder) return finder.error();
  source->finder_ = std::move(*finder);
  return std::unique_ptr<Source>(std::move(source));
}

std::string FileSource::name(record::Partition /*partition*/) const { return name_; }

Result<void> FileSource::start(std::span<const Position> committed) {
  std::uint64_t used = 0;
  for (const auto& position : committed) used = std::max(used, sequence_of(position.next));
  if (auto loaded = admissions_.load(used); !loaded) return loaded;
  if (auto retired = retire_remembered(); !retired) return retired;
  return go_to(committed);
}

Result<void> FileSource::rewind(std::span<const Position> committed) { return go_to(committed); }

Result<void> FileSource::go_to(std::span<const Position> committed) {
  ++assignment_;
  announce_ = true;
  reader_.reset();
  held_.reset();
  const auto changed = std::exchange(untold_, false) ? admissions_.unfinished()[read_].sequence : 0;
  read_ = 0;
  for (const auto& position : committed) {
    if (position.partition == kPartition) done_ = std::max(done_, position.next);
  }
  if (auto finished = finish(); !finished) return finished;
  const auto& files = admissions_.unfinished();
  skip_ = !files.empty() && files.front().sequence == sequence_of(done_) ? index_of(done_) : 0;
  if (changed != 0) reconsider(changed);
  return {};
}

// A file that has changed is delivered anew from its first uncommitted record. If none is committed, it is read as it
// is now; if some are, the rest of what it was is gone.
void FileSource::reconsider(std::uint64_t sequence) {
  auto& files = admissions_.unfinished();
  const auto file = std::ranges::find(files, sequence, &Admitted::sequence);
  if (file == files.end()) return;
  untold_ = file == files.begin() && skip_ > 0;
  file->changed = untold_;
  file->broken_at.reset();
  if (untold_) file->broken_at = static_cast<std::uint32_t>(skip_);
}

Result<void> FileSource::committed(std::span<const Position> positions) {
  for (const auto& position : positions) {
    const bool ours = position.partition == kPartition && position.assignment.value == assignment_;
    if (ours) done_ = std::max(done_, position.next);
  }
  return finish();
}

// A folder is nobody else's: there is no one to hand it to.
void FileSource::release(std::span<const record::Partition> /*partitions*/) {}

Result<Polled> FileSource::poll(const PollLimit& limit) {
  Polled polled;
  if (std::exchange(announce_, false)) polled.assigned.push_back({kPartition, record::Assignment{assignment_}});
  Filling filling(polled, limit);
  while (filling.goes_on()) {
    record::Input input;
    if (held_) {
      input = std::move(*std::exchange(held_, std::nullopt));
    } else {
      auto stepped = step(input);
      if (!stepped && polled.records.empty() && polled.assigned.empty()) return stepped.error();
      if (!stepped || *stepped == Step::kNothing) {
        polled.end = stepped && at_end();
        if (!filling.empty_handed() || polled.end || !stepped) break;
        if (wakeup_.wait(finder_->descriptor(), filling.until()) != Wakeup::Why::kReadable) break;
        continue;
      }
      if (*stepped == Step::kWorked) {
        filling.worked();
        continue;
      }
    }
    if (!filling.take(input)) held_ = std::move(input);
  }
  if (limit.bytes == 0) (void)finder_->look().has_value();  // so that the kernel's queue of events does not run over
  if (limit.bytes == 0 && polled.assigned.empty()) wakeup_.wait(-1, filling.until());
  return polled;
}

Result<FileSource::Step> FileSource::step(record::Input& input) {
  if (!reader_) return open_next(input);
  const auto index = reader_->index();
  if (index == kMostRecords - 1) {
    return fail(input, {Fault::kBadInput, record::reason::kUnreadable, "more records than a file may hold"}, index);
  }
  auto next = reader_->next(input);
  if (!next) return fail(input, next.error(), std::max(reader_->index(), skip_));
  switch (*next) {
    case RecordReader::Next::kRecord:
      return give(input, reader_->index() - 1);
    case RecordReader::Next::kEnd:
      read_through(std::max(index, skip_));
      return Step::kWorked;
    case RecordReader::Next::kWorked:
    case RecordReader::Next::kIdle:
      break;
  }
  return Step::kWorked;
}

Result<FileSource::Step> FileSource::open_next(record::Input& input) {
  auto& files = admissions_.unfinished();
  if (read_ == files.size()) {
    if (auto looked = finder_->look(); !looked) return looked.error();
    if (files.size() >= kMostUnfinished || finder_->waiting().names().empty()) return Step::kNothing;
    if (auto admitted = admissions_.admit(finder_->waiting(), folder_, options_.after); !admitted)
      return admitted.error();
    return Step::kWorked;
  }
  auto& file = files[read_];
  const bool one = framing_of(file.name) == Framing::kWhole && skip_ > 0;
  if (one || (file.broken_at && skip_ > *file.broken_at)) {
    read_through(skip_);
    return Step::kWorked;
  }
  container_ = std::make_shared<const std::string>(file.name);
  if (file.changed) return fail(input, file_changed(file.name), std::max<std::uint64_t>(*file.broken_at, skip_));
  if (skip_ == 0) {
    if (auto adopted = adopt(file); !adopted) return adopted.error();
  }
  auto bytes = FileBytes::open(file.path(), file.name, file.identity, content_);
  if (!bytes) return fail(input, bytes.error(), skip_);
  reader_.emplace(decoded(std::move(*bytes), codec_of(file.name)), framing_of(file.name), options_.max_record_bytes,
                  block_);
  reader_->skip(skip_);
  return Step::kWorked;
}

// Until something of a file is delivered, what it is now counts and not what it was when it was admitted.
Result<void> FileSource::adopt(Admitted& file) {
  const auto now = Identity::at(file.path());
  if (!now || now->same_state(file.identity) || has_writer(file.path()) == Writer::kYes) return {};
  auto adopted = file;
  adopted.identity = *now;
  adopted.broken_at.reset();  // said of what it was, and never committed
  adopted.preserve = false;
  if (auto amended = admissions_.amend(adopted); !amended) return amended;
  file = std::move(adopted);
  return {};
}

Error FileSource::spool_gone() const { return {Fault::kTransient, code::kSpoolGone, folder_ + " is gone"}; }

// The file as a whole is broken: the record that says so is its last.
Result<FileSource::Step> FileSource::fail(record::Input& input, Error error, std::uint64_t index) {
  auto& file = admissions_.unfinished()[read_];
  if (error.code == record::reason::kFileChanged && !finder_->present()) {
    put_back(index);
    return spool_gone();
  }
  if (!file.broken_at || untold_) {
    file.changed = error.code == record::reason::kFileChanged;
    file.broken_at = static_cast<std::uint32_t>(index);
    untold_ = file.changed;
    if (untold_ && index > 0 && done_ < offset_of(file.sequence, index)) {
      // First what stands before. Were the change durable earlier, a crash would lose what is delivered and not
      // committed.
      put_back(index);
      if (auto looked = finder_->look(); !looked) return looked.error();
      return Step::kNothing;
    }
    if (auto remembered = remember_failure(file); !remembered) {
      put_back(index);
      return remembered.error();
    }
  }
  if (file.changed) {
    // After a crash what was begun cannot be read again, and the dead letter must be the same then.
    input.body.clear();
    input.line = 0;
  }
  input.broken = std::move(error);
  auto given = give(input, index);
  if (given) read_through(index + 1);
  return given;
}

Result<void> FileSource::remember_failure(Admitted& file) {
  const bool preserved = std::exchange(file.preserve, true);
  auto amended = admissions_.amend(file);
  if (amended) {
    untold_ = false;
    return {};
  }
  file.preserve = preserved;
  if (!untold_) file.broken_at.reset();
  return amended;
}

Result<FileSource::Step> FileSource::give(record::Input& input, std::uint64_t index) {
  auto& file = admissions_.unfinished()[read_];
  if (input.cut && !file.preserve) {  // its dead letter will point back to the file
    file.preserve = true;
    if (auto amended = admissions_.amend(file); !amended) {
      file.preserve = false;
      put_back(index);
      return amended.error();
    }
  }
  input.partition = kPartition;
  input.assignment = record::Assignment{assignment_};
  input.offset = offset_of(file.sequence, index);
  input.container = container_;
  return Step::kRecord;
}

void FileSource::read_through(std::uint64_t records) {
  auto& file = admissions_.unfinished()[read_];
  file.records = records;
  if (reader_ && content_.bytes == file.identity.bytes && !file.changed) {
    file.checksum = content_.checksum.value();
    file.identity.modified_ns = content_.modified_ns;
  }
  ++read_;
  skip_ = 0;
  reader_.reset();
  // A file without records may be done already. If the disk does not let us say so now, the next commit will.
  (void)finish().has_value();
}

// Nothing of the file but its first records was delivered; it is opened anew.
void FileSource::put_back(std::uint64_t index) {
  reader_.reset();
  skip_ = index;
}

bool FileSource::at_end() {
  return finder_->exhausted() && read_ == admissions_.unfinished().size() && !held_ && admissions_.found_again() == 0;
}

Result<void> FileSource::finish() {
  auto done = admissions_.finish(done_);
  if (!done) return done.error();
  read_ -= std::min(read_, done->size());
  if (auto retired = retire(*done); !retired) return retired;
  finished_ += done->size();
  // As many as are remembered, so that going through them costs each file a constant.
  if (finished_ < std::max(kFinishedBetweenPrunes, remembered_)) return {};
  return retire_remembered();
}

Result<void> FileSource::retire(std::span<const Admitted> files) {
  std::vector<const Admitted*> gone;
  for (const auto& file : files) {
    const auto outcome = retirement_.retire(file);
    const bool again = outcome == Retirement::Outcome::kOther || outcome == Retirement::Outcome::kGrown;
    if (again && file.folder == folder_) finder_->again(file.name);
    if (outcome == Retirement::Outcome::kGone || outcome == Retirement::Outcome::kOther) gone.push_back(&file);
  }
  if (auto settled = retirement_.settle(); !settled) return finder_->present() ? settled.error() : spool_gone();
  for (const auto* file : gone) admissions_.forget(*file);
  // At once: the next file with this name may be given the same inode.
  return admissions_.write_forgotten();
}

// What a crash left between a commit and the moving away, and what has gone since.
Result<void> FileSource::retire_remembered() {
  finished_ = 0;
  remembered_ = 0;
  std::vector<Admitted> some;
  Result<void> result;
  const auto retire_some = [&] {
    if (result) result = retire(some);
    some.clear();
  };
  auto visited = admissions_.visit_remembered([&](Admitted file) {
    ++remembered_;
    some.push_back(std::move(file));
    if (some.size() == kRememberedAtOnce) retire_some();
  });
  retire_some();
  return visited ? result : visited;
}

}  // namespace tidings::io::files
