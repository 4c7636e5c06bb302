#pragma once

#include "adapters/app/site_case.hpp"
#include "adapters/app/site_desk.hpp"

namespace gozin::app {

/// Who may have the dossier of a case: everybody, where the rule set publishes dossiers and the
/// case has come to its end; else those who read its file by office, are no party to it, and do
/// not assess under aliases meanwhile.
[[nodiscard]] bool may_read_dossier(CaseReader const& reader);

/// The dossier without its annex, as a page or as JSON; 404 for whoever may not have it, 503 until
/// the last events stand under a signed checkpoint.
[[nodiscard]] http::Response answer_dossier(CaseReader const& reader, Desk const& desk);

}  // namespace gozin::app
