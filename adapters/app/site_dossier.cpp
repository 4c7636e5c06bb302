#include "adapters/app/site_dossier.hpp"

#include "adapters/app/dossier_page.hpp"
#include "adapters/app/dossier_record.hpp"
#include "workflows/appointment/authority.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

constexpr std::string_view kDossierReaders =
    "administrative_affairs council_secretary mayor governor minister auditor inspectorate";

bool is_public(CaseReader const& reader) {
  if (!reader.rules() || reader.at().active.contains("Running")) return false;
  return std::ranges::find(reader.rules()->publications, rules::PublishedThing::dossier,
                           &rules::Publication::what) != reader.rules()->publications.end();
}

}  // namespace

bool may_read_dossier(CaseReader const& reader) {
  if (is_public(reader)) return true;
  auto const& sight = reader.sight();
  return holds_any(sight, kDossierReaders) && !sight.blind &&
         !appointment::is_party(reader.state(), reader.visit().actor());
}

http::Response answer_dossier(CaseReader const& reader, Desk const& desk) {
  auto& visit = reader.visit();
  if (!may_read_dossier(reader)) return desk.refuse(visit.request(), 404);
  auto const dossier = record_dossier(visit.city(), reader.at().stream, {});
  if (!dossier) {
    auto response = desk.refuse(visit.request(), 503, dossier.error());
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }
  visit.read_document();
  if (visit.address().json)
    return {.headers = {{"Content-Type", "application/json"}}, .body = to_text(*dossier)};
  return desk.show(document_of(*dossier, visit.words()), visit.language());
}

}  // namespace gozin::app
