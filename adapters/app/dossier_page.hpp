#pragma once

#include "adapters/app/site_words.hpp"
#include "adapters/web/document.hpp"
#include "engine/ledger/dossier.hpp"

namespace gozin::app {

/// A sealed dossier for people: drawn of its content alone, so that neither form says more than the
/// other.
[[nodiscard]] web::Document document_of(LogDossier const& dossier, Words const& words);

}  // namespace gozin::app
