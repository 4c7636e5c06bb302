#pragma once

#include "adapters/app/city.hpp"
#include "engine/port/texts.hpp"

namespace gozin::app {

/// The dossier of a case as JSON or HTML, the same statements in either. See `Deployment::dossier`.
[[nodiscard]] Result<std::string> write_dossier(City& city, cli::DossierOrder const& order,
                                                Texts const& texts);

}  // namespace gozin::app
