#include "engine/event/event.hpp"

namespace gozin {

Result<std::shared_ptr<void const>> EventType::decode(json::value const& data,
                                                      std::int64_t recorded_by) const {
  if (recorded_by == version || !data.is_object()) return decode(data);
  auto members = data.get_object();
  try {
    for (auto at = recorded_by; at < version; ++at)
      members = upcasts[static_cast<std::size_t>(at - 1)](std::move(members));
  } catch (std::exception const&) {
    // An upcast reads what its version always recorded; these bytes are somebody else's.
    return Rejection{EngineReason::field_must_have_its_type, std::string{name}};
  }
  return decode(json::value(std::move(members)));
}

}  // namespace gozin
