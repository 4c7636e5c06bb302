#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

// A lot that nobody can choose (threat T29) takes two acts: the announcement fixes the source of a
// public value, the moment before which it is not known, and the published root; the draw brings
// the value. Whoever announced a lot can only draw it: it cannot be announced anew.

/// What a lot would settle where the case stands.
struct LotNeed {
  LotPurpose purpose = LotPurpose::ranking;
  Code about;
};

[[nodiscard]] inline LotNeed need_of_panel() { return {LotPurpose::panel, Code{"panel"}}; }
[[nodiscard]] LotNeed need_of_ranking(Case const& state);

/// Refused as `lot_must_be_needed` where nothing is tied and no panel is to be drawn; in a
/// readmission, where a tie shows only with the ranking, as long as sheets may come in or the
/// nominee is not screened, by the reason of that.
[[nodiscard]] Result<LotNeed> lot_needed(Context const& context);

/// The seed of a lot, and the value it was made with as it is recorded: ASCII digits.
struct LotDrawn {
  Hash seed;
  Label value;
};

[[nodiscard]] inline std::optional<Hash> seed_of(std::optional<LotDrawn> const& lot) {
  return lot ? std::optional{lot->seed} : std::nullopt;
}
[[nodiscard]] inline std::optional<Label> value_of(std::optional<LotDrawn> const& lot) {
  return lot ? std::optional{lot->value} : std::nullopt;
}

/// The lot that stands announced for this, drawn by the value known since:
/// `lot_must_be_announced_beforehand`, `lot_must_wait_for_its_moment`,
/// `lot_must_have_announced_value`, `lot_value_must_have_its_digits`.
[[nodiscard]] Result<LotDrawn> draw_lot(Context const& context, LotNeed const& need,
                                        std::optional<Label> const& value);

/// Whether scores stay as they are because of a lot about the ranking: from the moment on at which
/// its public value may be known; in a readmission, where no sheet can come any more, from the
/// announcement on.
[[nodiscard]] bool do_scores_stand(Context const& context);

/// Whether a panel waits for its lot.
[[nodiscard]] bool awaits_drawn_panel(Case const& state);

}  // namespace gozin::appointment
