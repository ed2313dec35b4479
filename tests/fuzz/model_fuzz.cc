#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/language/model.h"
#include "pipeline/language/reader.h"
#include "pipeline/record/id.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using record::ensure;

constexpr std::size_t kHeader = 56;

unsigned char digit(char c) { return static_cast<unsigned char>(c <= '9' ? c - '0' : c - 'a' + 10); }

// As its writer would have left it: without this no change would come past the hash.
void sign(std::string& bytes) {
  if (bytes.size() < kHeader) return;
  const auto hash = record::sha256_hex(std::string_view(bytes).substr(kHeader));
  for (std::size_t i = 0; i < 32; ++i) {
    bytes[16 + i] = static_cast<char>(digit(hash[2 * i]) << 4U | digit(hash[2 * i + 1]));
  }
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + 48, &size, sizeof size);
}

// A file without a disk under it.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("model", MFD_CLOEXEC)) { ensure(descriptor_ >= 0, "memory is a file"); }
  void hold(std::string_view bytes) {
    ensure(::ftruncate(descriptor_, 0) == 0, "a file can be emptied");
    ensure(::pwrite(descriptor_, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()), "and filled");
  }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace

void run(std::string_view input) {
  static MemoryFile file;
  std::string bytes(input);
  sign(bytes);
  file.hold(bytes);
  const auto model = language::Model::load(file.path());
  if (!model) {
    ensure(model.error().code == "bad_model" && model.error().fault == record::Fault::kFatal, "a bad model says so");
    ensure(model.error().detail.starts_with(file.path() + ": "), "and names its file");
    return;
  }
  std::vector<std::int32_t> sum(model->width());
  const std::vector<std::string_view> forms = {"The",  "ministers", "met",  "in", "Geneva", ".",
                                               "1905", "''",        "\xFF", "No", "."};
  const std::vector<std::uint32_t> ends = {6, 9, 11};
  language::Reading reading;
  language::Reader(*model).read(forms, ends, reading);
  ensure(reading.heads.size() == forms.size(), "every word has its place in a tree");
  for (const char* word : {"the", "Geneva", "1905", "''", "\xFF\xFE", "re-elected"}) model->embed(word, sum.data());
}

}  // namespace tidings::fuzz
