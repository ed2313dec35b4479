#pragma once

#include <string_view>

// Error codes of the file edge: what went wrong with a folder, not with a record (see record/reason.h for those).
namespace tidings::io::files::code {

inline constexpr std::string_view kDiskFull = "disk_full";            // kTransient: no room, or a quota is spent
inline constexpr std::string_view kUnwritable = "unwritable";         // the folder cannot be made or written
inline constexpr std::string_view kUnreadable = "unreadable";         // the spool cannot be listed or watched
inline constexpr std::string_view kSpoolGone = "spool_gone";          // kTransient: moved or unmounted while running
inline constexpr std::string_view kStateMismatch = "state_mismatch";  // state and output folder do not belong together
inline constexpr std::string_view kOutputChanged = "output_changed";  // someone else shortened or wrote an output file
inline constexpr std::string_view kBadState = "bad_state";            // what the store holds for us makes no sense
inline constexpr std::string_view kNoSuchFile = "no_such_file";       // a path or pattern that names nothing
inline constexpr std::string_view kNotReplayable = "not_replayable";  // standard input cannot be read again
inline constexpr std::string_view kDiskFailed = "disk_failed";        // any other failure of the disk

}  // namespace tidings::io::files::code
