#include "pipeline/io/files/compress.h"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/file.h"

namespace tidings::io::files {
namespace {

using record::Result;

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;

Result<void> compress_into(const Fd& from, const std::filesystem::path& from_path, const Fd& to,
                           const std::filesystem::path& to_path) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::vector<char> in(kBlockBytes);
  std::vector<char> out(ZSTD_CStreamOutSize());
  std::uint64_t written = 0;
  for (bool end = false; !end;) {
    const auto got = ::read(from.get(), in.data(), in.size());
    if (got < 0) return error_of(errno, "read", from_path);
    end = got == 0;
    ZSTD_inBuffer input{in.data(), static_cast<std::size_t>(got), 0};
    for (std::size_t left = 1; end ? left > 0 : input.pos < input.size;) {
      ZSTD_outBuffer output{out.data(), out.size(), 0};
      left = ZSTD_compressStream2(context.get(), &output, &input, end ? ZSTD_e_end : ZSTD_e_continue);
      record::ensure(ZSTD_isError(left) == 0, "zstd takes any bytes");
      if (auto put = write_at(to.get(), to_path, {out.data(), output.pos}, written); !put) return put;
      written += output.pos;
    }
  }
  return sync_data(to.get(), to_path);
}

}  // namespace

Result<void> compress_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  const auto hidden = to.parent_path() / ("." + to.filename().string());
  const Fd in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in) return error_of(errno, "open", from);
  const Fd out(::open(hidden.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (!out) return error_of(errno, "open", hidden);
  if (auto compressed = compress_into(in, from, out, hidden); !compressed) {
    ::unlink(hidden.c_str());
    return compressed;
  }
  if (auto renamed = rename_file(hidden, to); !renamed) return renamed;
  if (auto synced = sync_folder(to.parent_path()); !synced) return synced;
  if (::unlink(from.c_str()) != 0) return error_of(errno, "remove", from);
  return {};
}

}  // namespace tidings::io::files
