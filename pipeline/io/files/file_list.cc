#include "pipeline/io/files/file_list.h"

#include <glob.h>

#include <set>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/identity.h"

namespace tidings::io::files {

using record::Error;
using record::Fault;
using record::Result;

Result<std::unique_ptr<Finder>> FileList::open(const std::vector<std::string>& patterns, const Known& known) {
  std::set<std::string> names;
  for (const auto& pattern : patterns) {
    glob_t found{};
    const int status = ::glob(pattern.c_str(), GLOB_ERR, nullptr, &found);
    const std::unique_ptr<glob_t, void (*)(glob_t*)> owned(&found, &::globfree);
    if (status != 0) {
      const auto* what = status == GLOB_NOMATCH ? "no such file: " : "cannot list: ";
      return Error{Fault::kFatal, code::kNoSuchFile, what + pattern};
    }
    for (std::size_t i = 0; i < found.gl_pathc; ++i) {
      const std::string name = found.gl_pathv[i];
      const bool regular = Identity::at(name).has_value();
      if (regular) names.insert(name);
      if (!regular && name == pattern) return Error{Fault::kFatal, code::kNoSuchFile, "not a file: " + name};
    }
  }
  auto list = std::make_unique<FileList>();
  for (const auto& name : names) {
    if (!known(name)) list->names_.push_back(name);
  }
  return std::unique_ptr<Finder>(std::move(list));
}

Result<void> FileList::look() {
  while (!names_.empty() && waiting_.add(names_.front())) names_.pop_front();
  return {};
}

}  // namespace tidings::io::files
