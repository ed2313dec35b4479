#include "pipeline/metrics/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tidings::metrics {
namespace {

constexpr Name kCpu{"process_cpu_seconds_total", "Processor time spent, user and system."};
constexpr Name kResident{"process_resident_memory_bytes", "Resident memory."};
constexpr Name kVirtual{"process_virtual_memory_bytes", "Virtual memory."};
constexpr Name kOpenFiles{"process_open_fds", "Open file descriptors."};
constexpr Name kMaxFiles{"process_max_fds", "How many file descriptors may be open."};
constexpr Name kThreads{"process_threads", "Threads."};
constexpr Name kStart{"process_start_time_seconds", "When the process started, in seconds since 1970."};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

double open_files() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  if (error) return 0;
  return static_cast<double>(std::distance(begin(files), end(files)) - 1);  // one of them reads the folder
}

double start_time() {
  const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  std::ifstream stat("/proc/self/stat");
  std::ifstream uptime("/proc/uptime");
  std::string text(std::istreambuf_iterator<char>(stat), {});
  double up = 0;
  uptime >> up;
  // The program's name may hold anything; what follows it is 20 fields up to the start, in ticks since boot.
  std::size_t at = text.rfind(')');
  for (int field = 0; field < 20 && at != std::string::npos; ++field) at = text.find(' ', at + 1);
  if (at == std::string::npos || up == 0) return now;
  return now - up + std::stod(text.substr(at)) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double max_files() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

}  // namespace

ProcessSeries::ProcessSeries(Registry& registry)
    : cpu_(registry.counter(kCpu)),
      resident_bytes_(registry.gauge(kResident)),
      virtual_bytes_(registry.gauge(kVirtual)),
      open_files_(registry.gauge(kOpenFiles)),
      threads_(registry.gauge(kThreads)) {
  registry.gauge(kMaxFiles).set(max_files());
  registry.gauge(kStart).set(start_time());
}

void ProcessSeries::refresh() const {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  cpu_.raise_to(seconds(usage.ru_utime) + seconds(usage.ru_stime));
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  statm >> pages >> resident;
  const auto page_bytes = static_cast<double>(sysconf(_SC_PAGESIZE));
  virtual_bytes_.set(pages * page_bytes);
  resident_bytes_.set(resident * page_bytes);
  open_files_.set(open_files());
  std::error_code error;
  const std::filesystem::directory_iterator tasks("/proc/self/task", error);
  if (!error) threads_.set(static_cast<double>(std::distance(begin(tasks), end(tasks))));
}

}  // namespace tidings::metrics
