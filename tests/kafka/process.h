#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace tidings::test {

// A child process, told apart by its id alone. Dies with the test, however that ends.
class Process {
 public:
  // Output of both kinds goes to `log`. The program is looked for on the PATH.
  Process(const std::vector<std::string>& command, const std::filesystem::path& log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int signal) const;
  void pause();  // SIGSTOP; returns when all of it stands still
  [[nodiscard]] bool running();
  // The exit status (128 + signal where it died of one); -1: it still runs.
  int wait(std::chrono::milliseconds limit);

 private:
  pid_t pid_ = -1;
  int status_ = -1;
  bool ended_ = false;
};

[[nodiscard]] bool on_path(const std::string& program);

}  // namespace tidings::test
