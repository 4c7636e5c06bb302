#include "tests/model/witness.hpp"

// Lots, corrections and who may stop a case: what belongs to no stage.
namespace gozin::model {
namespace {

using namespace appointment;

/// A lot is drawn once it was announced for this, not before its moment (threat T29).
void demand_lot(Sight const& sight, LotPurpose purpose, std::optional<Hash> const& seed) {
  auto& [witness, seen, at, event] = sight;
  if (!seed) return;
  witness.demand(seen.lot && seen.lot->purpose == purpose, "a lot drawn that nobody announced");
  witness.demand(!seen.lot || at.recorded >= seen.lot->draws_at, "a lot drawn before its moment");
  seen.lot.reset();
}

void see_lots(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* announced = event.as<LotAnnounced>()) {
    witness.demand(announced->draws_at > at.recorded, "a lot whose value is known already");
    bool const again = seen.lot && seen.lot->purpose == announced->purpose &&
                       seen.lot->about == announced->about && announced->pool.empty();
    witness.demand(!again, "a lot announced anew");
    seen.lot = LotSeen{announced->purpose, announced->about, announced->draws_at};
  }
  if (auto const* panel = event.as<PanelAppointed>())
    demand_lot(sight, LotPurpose::panel, panel->seed);
  if (auto const* ranking = event.as<RankingEstablished>())
    demand_lot(sight, LotPurpose::ranking, ranking->lot_seed);
  if (auto const* concluded = event.as<ReadmissionConcluded>())
    demand_lot(sight, LotPurpose::ranking, concluded->lot_seed);
  if (auto const* broken = event.as<TieBroken>())
    demand_lot(sight, LotPurpose::ballot, broken->lot_seed);
}

}  // namespace

void see_conduct(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  see_lots(sight);
  if (auto const* proposed = event.as<CorrectionProposed>()) {
    witness.demand(proposed->seq < at.seq, "a correction of what was not recorded");
    seen.corrections[proposed->proposal] = at.actor;
  }
  if (auto const* corrected = event.as<ErrorCorrected>()) {
    auto const proposal = seen.corrections.find(corrected->proposal);
    witness.demand(proposal != seen.corrections.end() && proposal->second != at.actor,
                   "an error corrected by one person");
    seen.corrections.erase(corrected->proposal);
  }
  if (event.as<PaperFileProposed>()) seen.paper_by = at.actor;
  if (event.as<PaperFileTakenOver>()) {
    witness.demand(seen.paper_by && *seen.paper_by != at.actor,
                   "a file taken over from paper by one person");
    seen.from_paper = true;
  }
  if (event.as<CaseSuspended>())
    witness.demand(at.role.text == "inspectorate", "a suspension by somebody else");
  if (event.as<CaseResumed>())
    witness.demand(at.role.text == "inspectorate" || at.role.text == "clock",
                   "a suspension lifted by somebody else");
}

}  // namespace gozin::model
