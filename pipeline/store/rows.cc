#include "pipeline/store/rows.h"

namespace tidings::store {

void RowsWriter::add(std::uint64_t number, std::string_view bytes) {
  out_.number(number - last_);
  out_.text(bytes);
  last_ = number;
}

std::optional<RowsReader::Row> RowsReader::next() {
  if (in_.at_end()) return std::nullopt;
  const auto step = in_.number();
  const auto bytes = in_.view();
  if (last_ + step < last_) in_.fail();
  if (!in_.ok()) return std::nullopt;
  last_ += step;
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
