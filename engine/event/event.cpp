#include "engine/event/event.hpp"

namespace gozin {

Result<std::shared_ptr<void const>> EventType::decode(json::value const& data,
                                                      std::int64_t recorded_by) const {
  if (recorded_by == version || !data.is_object()) return decode(data);
  auto members = data.get_object();
  for (auto at = recorded_by; at < version; ++at)
    members = upcasts[static_cast<std::size_t>(at - 1)](std::move(members));
  return decode(json::value{std::move(members)});
}

}  // namespace gozin
