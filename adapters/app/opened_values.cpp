#include "adapters/app/opened_values.hpp"

namespace gozin::app {

std::map<std::string, std::string> OpenedValues::of(std::int64_t seq) {
  std::map<std::string, std::string> values;
  for (auto const& record : store_.vault_of(seq))
    if (auto const key = ring_.find(record.key, store_))
      values.merge(open_record(keys_, *key, record).values);
  return values;
}

}  // namespace gozin::app
