#include "bench/support/report.h"

#include <sched.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <random>
#include <string_view>

namespace tidings::bench {

bool stay_on_cores(int cores) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return false;
  cpu_set_t wanted;
  CPU_ZERO(&wanted);
  for (int cpu = 0; cpu < CPU_SETSIZE && cores > 0; ++cpu) {
    if (!CPU_ISSET(cpu, &allowed)) continue;
    CPU_SET(cpu, &wanted);
    --cores;
  }
  return cores == 0 && sched_setaffinity(0, sizeof wanted, &wanted) == 0;
}

std::size_t peak_rss() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double thread_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double percentile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto index = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  return values[index];
}

std::string made_article(std::uint64_t seed, std::size_t bytes) {
  constexpr std::string_view kSentences[] = {
      "The envoys of both governments met in the town hall of Trieste on Tuesday, a spokesman said. ",
      "“We have agreed on nothing but the next meeting,” Minister Orlando Vess told reporters. ",
      "According to the harbour office, 14 vessels were held back for more than two hours. ",
      "Gen. A. B. Corrie denied that his troops had crossed the river near St. Anselm. ",
      "Talks on fishing rights are expected to resume on 12 March, at 10:30 a.m. local time. ",
      "The opposition called for a protest outside the U.N. building; about 3,500 people came. ",
      "Why the convoy turned back, nobody could say… A second one left the same day. ",
      "His counterpart, Lady Irma Thorne, rejected the proposal as “neither new nor serious”. ",
  };
  std::mt19937_64 random(seed);
  std::string text;
  text.reserve(bytes + 128);
  for (int sentence = 0; text.size() < bytes; ++sentence) {
    text += kSentences[random() % std::size(kSentences)];
    if (sentence % 4 == 3) text += "\n\n";
  }
  return text;
}

}  // namespace tidings::bench
