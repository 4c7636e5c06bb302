#pragma once

#include "engine/port/event_store.hpp"
#include "workflows/registry/people.hpp"

namespace gozin::app {

/// Takes everybody whom the log has registered into the directory, with what their keys still open.
/// On all cores and by pages, so that neither the time nor the memory of a start grows with the
/// log. Throws StoreFailed where a key or a record of the vault does not open.
void read_register(StoreView& store, Keys& keys, registry::People& people);

}  // namespace gozin::app
