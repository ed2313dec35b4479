#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/record/result.h"

namespace tidings::language {

// A model file, mapped read-only. Its format is in docs/models.md. Opening checks magic, version, size, hash and that
// every part lies inside the file; what the parts must be is the reader's business. Views live as long as the object.
class ModelFile {
 public:
  // Errors are kFatal with code "bad_model" and a detail that names the file.
  [[nodiscard]] static record::Result<ModelFile> open(const std::filesystem::path& path);
  ModelFile(ModelFile&& other) noexcept;
  ModelFile& operator=(ModelFile&& other) noexcept;
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;
  ~ModelFile();

  template <typename T>
  struct Matrix {
    std::span<const T> values;
    std::size_t rows = 0;
    std::size_t columns = 0;
    [[nodiscard]] std::span<const T> row(std::size_t i) const { return values.subspan(i * columns, columns); }
  };

  // Throw Missing where the file has no such part of that type: the one who opens a model catches it once.
  struct Missing {
    std::string part;
  };
  [[nodiscard]] Matrix<std::int8_t> int8(std::string_view part) const;
  [[nodiscard]] Matrix<std::int16_t> int16(std::string_view part) const;
  [[nodiscard]] Matrix<std::int32_t> int32(std::string_view part) const;
  [[nodiscard]] Matrix<std::uint16_t> uint16(std::string_view part) const;
  [[nodiscard]] std::string_view text(std::string_view part) const;

  // SHA-256 of all parts, 64 hex digits: names the model in what it produced.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  struct Part {
    std::uint32_t kind = 0;
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t offset = 0;
  };
  ModelFile() = default;
  record::Result<void> check(const std::filesystem::path& path);
  template <typename T>
  Matrix<T> part(std::string_view name, std::uint32_t kind) const;

  std::string_view bytes_;
  std::map<std::string, Part, std::less<>> parts_;
  std::string hash_;
};

}  // namespace tidings::language
