#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/result.h"
#include "pipeline/record/strong.h"

namespace tidings::io::kafka {

// Topics by the number that stands for them in record::Partition: a hash of the name, so that it is the same whatever
// other topics are configured. Constant after make(), so any thread may ask.
class Topics {
 public:
  // kFatal (bad_setting): a name twice, or two names with the same number.
  [[nodiscard]] static record::Result<Topics> make(std::span<const std::string> names);

  [[nodiscard]] std::optional<record::Partition> partition(std::string_view topic, std::int32_t number) const;
  // Null where the partition is of none of these topics.
  [[nodiscard]] const std::shared_ptr<const std::string>& topic(record::Partition partition) const;
  [[nodiscard]] std::string name(record::Partition partition) const;  // "articles/3"
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::map<std::uint32_t, std::shared_ptr<const std::string>> topics_;
};

}  // namespace tidings::io::kafka
