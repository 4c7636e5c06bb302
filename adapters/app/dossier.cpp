#include "adapters/app/dossier.hpp"

#include "adapters/app/dossier_page.hpp"
#include "adapters/app/dossier_record.hpp"
#include "adapters/web/pages.hpp"

namespace gozin::app {

Result<std::string> write_dossier(City& city, cli::DossierOrder const& order, Texts const& texts) {
  static_cast<void>(city.pipeline().checkpoint());
  auto const dossier = record_dossier(city, order.stream, order.annex_for);
  if (!dossier) return dossier.error();
  if (order.form == cli::DossierOrder::Form::json) return to_text(*dossier);
  Words const words{texts, city.directory(), order.language};
  web::Pages const pages{texts};
  return pages.draw(document_of(*dossier, words), order.language);
}

}  // namespace gozin::app
