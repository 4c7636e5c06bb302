#pragma once

#include "adapters/app/dossier_words.hpp"

// The parts of a dossier as people read it; internal to it.
namespace gozin::app::dossier {

using web::Part;

// dossier_page.cpp
Part summary(DossierWords const& in);
Part checklist(DossierWords const& in);
Part post(DossierWords const& in);
Part rules(DossierWords const& in);
Part notice(DossierWords const& in);

// dossier_people.cpp
Part nominations(DossierWords const& in);
Part panel(DossierWords const& in);
Part objections(DossierWords const& in);
Part influence(DossierWords const& in);
Part deviations(DossierWords const& in);
Part annex(DossierWords const& in);

// dossier_tables.cpp
Part sheets(DossierWords const& in);
Part arithmetic(DossierWords const& in);
Part reliability(DossierWords const& in);
Part review(DossierWords const& in);
Part decision(DossierWords const& in);
Part decree(DossierWords const& in);

/// A pair where there is something to say.
void add(std::vector<web::Pair>& pairs, std::string what, std::string value);
void add_code(std::vector<web::Pair>& pairs, std::string what, std::string value);
/// The elements of a list that are objects.
[[nodiscard]] std::vector<boost::json::object const*> objects_in(boost::json::array const& array);

}  // namespace gozin::app::dossier
