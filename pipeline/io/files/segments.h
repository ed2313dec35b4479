#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/io/files/options.h"
#include "pipeline/io/files/step.h"
#include "pipeline/record/result.h"

namespace tidings::io::files {

// How far one stream is committed.
struct Committed {
  std::uint64_t segment = 1;  // the number that the open file will bear when it is closed
  std::uint64_t length = 0;   // bytes of the open file
  std::uint64_t from = 1;     // `segment` before the last commit that wrote: what a crash may have left to rename

  [[nodiscard]] std::string encode() const;
  static std::optional<Committed> decode(std::string_view bytes);
  friend bool operator==(const Committed&, const Committed&) = default;
};

// Lines that wait for the commit. Where files end is decided line by line, so it depends on the lines only.
class Pending {
 public:
  explicit Pending(const Committed& committed) : segment_(committed.segment), length_(committed.length) {}

  std::string& bytes() { return bytes_; }  // a line is appended here, then told to add_line()
  void add_line(std::size_t line_bytes, std::uint64_t rotate_bytes);

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] const std::vector<std::size_t>& cuts() const { return cuts_; }  // where in bytes() a new file begins
  [[nodiscard]] Committed after(const Committed& before) const { return {segment_, length_, before.segment}; }

 private:
  std::string bytes_;
  std::vector<std::size_t> cuts_;
  std::uint64_t segment_;
  std::uint64_t length_;
};

struct ClosedFile {
  std::uint64_t number;
  std::filesystem::path path;
  bool compressed;
};

// Of one stream, oldest first. A number comes twice after a crash between compressing a file and removing it.
[[nodiscard]] std::vector<ClosedFile> closed_files(const std::filesystem::path& folder, std::string_view stream);
[[nodiscard]] std::filesystem::path open_file(const std::filesystem::path& folder, std::string_view stream);

// The files of one stream in the output folder: `s.jsonl` is open, `s.000001.jsonl` and so on are closed, the hidden
// `.s.000002.jsonl` are written but not yet committed. One thread.
class Segments {
 public:
  Segments(std::filesystem::path folder, std::string_view stream, const FaultHook& fault);

  // Brings the files to what is committed, whatever a crash left: gives names still owed, cuts off what was not
  // committed. kFatal (output_changed) where committed bytes are missing.
  record::Result<void> recover(const Committed& committed);

  // Writes behind what is committed, durably but for the folder; on failure nothing of it stays.
  record::Result<void> append(const Committed& before, const Pending& pending);

  // Undoes append(), as far as the disk allows; what stays is undone by the next append() or recover().
  void roll_back(const Committed& before);

  // Gives the closed files and the open one their names. May be called again after a failure.
  record::Result<void> settle(const Committed& after);

  // Closed files are compressed and the oldest go away as the options say. Repeatable; a failure costs nothing but
  // room.
  record::Result<void> tidy(const Committed& committed, const SinkOptions& options);

  [[nodiscard]] bool any() const;  // is there any file of this stream that holds something?

 private:
  struct Closed : ClosedFile {
    std::uint64_t bytes;
  };
  [[nodiscard]] std::filesystem::path open_path() const;
  [[nodiscard]] std::filesystem::path closed_path(std::uint64_t segment) const;
  [[nodiscard]] std::filesystem::path hidden_path(std::uint64_t segment) const;
  record::Result<void> append_to(const std::filesystem::path& path, std::string_view bytes, std::uint64_t at);
  [[nodiscard]] std::vector<Closed> closed() const;  // oldest first
  record::Result<void> name_closed(const Committed& after);
  void drop_hidden(std::uint64_t beyond);
  record::Result<void> check_step(Step step) const;

  std::filesystem::path folder_;
  std::string stream_;
  const FaultHook& fault_;
  bool names_owed_ = false;  // renamed, but not yet durably
  bool dirty_ = false;       // uncommitted bytes of ours may stand behind the committed ones
};

}  // namespace tidings::io::files
