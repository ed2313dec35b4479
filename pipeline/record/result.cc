#include "pipeline/record/result.h"

#include <cstdio>
#include <cstdlib>

namespace tidings::record {

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  std::fprintf(stderr, "tidings: took the value of a failed result at %s:%u: %.*s: %s\n", where.file_name(),
               static_cast<unsigned>(where.line()), static_cast<int>(error.code.size()), error.code.data(),
               error.detail.c_str());
  std::abort();
}

void ensure(bool holds, const char* belief, boost::source_location where) {
  if (holds) return;
  std::fprintf(stderr, "tidings: internal error at %s:%u: we believed: %s\n", where.file_name(),
               static_cast<unsigned>(where.line()), belief);
  std::abort();
}

}  // namespace tidings::record
