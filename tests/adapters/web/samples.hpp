#pragma once

#include "adapters/web/model.hpp"

namespace gozin::web::samples {

// One page of each kind, filled by hand; every list has something in it.

[[nodiscard]] Frame frame();
[[nodiscard]] CityPage city();
[[nodiscard]] InboxPage inbox();
[[nodiscard]] CasePage case_page();
[[nodiscard]] ReplayPage replay();
[[nodiscard]] FormPage form();
[[nodiscard]] WhosePage whose();

}  // namespace gozin::web::samples
