#pragma once

#include "adapters/app/city.hpp"
#include "engine/ledger/dossier.hpp"

namespace gozin::app {

/// Puts the dossier of a case together, proves every event it cites under the newest checkpoint,
/// and seals it. With `annex_for`, who must be auditor or inspectorate and no party to the case, it
/// has the annex and shows every entry.
[[nodiscard]] Result<LogDossier> record_dossier(City& city, StreamId const& stream,
                                                PersonId const& annex_for);

}  // namespace gozin::app
