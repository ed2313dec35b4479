#include "pipeline/store/rows.h"

namespace tidings::store {
namespace {

void append_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) out.push_back(static_cast<char>(value | 0x80U));
  out.push_back(static_cast<char>(value));
}

}  // namespace

void RowsWriter::add(std::uint64_t number, std::string_view bytes) {
  append_number(out_, number - last_);
  append_number(out_, bytes.size());
  out_.append(bytes);
  last_ = number;
}

std::optional<std::uint64_t> RowsReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  ok_ = false;
  return std::nullopt;
}

std::optional<RowsReader::Row> RowsReader::next() {
  if (!ok_ || rest_.empty()) return std::nullopt;
  const auto step = number();
  const auto size = step ? number() : std::nullopt;
  if (!size || *size > rest_.size() || last_ + *step < last_) {
    ok_ = false;
    return std::nullopt;
  }
  last_ += *step;
  const auto bytes = rest_.substr(0, *size);
  rest_.remove_prefix(*size);
  return Row{last_, bytes};
}

std::optional<std::string> merged(std::string_view table, std::string_view rows, Erased erased) {
  std::string result;
  result.reserve(table.size() + rows.size());
  RowsWriter out(result);
  const auto put = [&](const RowsReader::Row& row) {
    if (erased == Erased::kKeep || !row.bytes.empty()) out.add(row.number, row.bytes);
  };
  RowsReader old(table);
  RowsReader now(rows);
  auto before = old.next();
  for (auto row = now.next(); row; row = now.next()) {
    for (; before && before->number < row->number; before = old.next()) put(*before);
    if (before && before->number == row->number) before = old.next();
    put(*row);
  }
  for (; before; before = old.next()) put(*before);
  if (!old.ok() || !now.ok()) return std::nullopt;
  return result;
}

}  // namespace tidings::store
