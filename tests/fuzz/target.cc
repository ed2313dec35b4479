#include "tests/fuzz/target.h"

#include <cstddef>
#include <cstdint>
#include <ctime>

#include "pipeline/record/result.h"

namespace {

// Of this thread: a machine that stands still for a while is no find.
double cpu_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr double kSecondsMax = 10;
  const auto begin = cpu_seconds();
  tidings::fuzz::run({reinterpret_cast<const char*>(data), size});
  tidings::record::ensure(cpu_seconds() - begin < kSecondsMax, "no input takes ten seconds");
  return 0;
}
