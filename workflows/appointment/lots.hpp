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

/// Refused as `lot_must_be_needed` where nothing is tied and no panel is to be drawn; the sheets of
/// a readmitted nominee are sealed until the ranking, so there a lot may be announced in advance.
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

/// Whether the public value of a lot that waits to be drawn may be known by now. From then on what
/// the lot is about does not change.
[[nodiscard]] bool is_lot_due(Context const& context);

/// Whether a panel waits for its lot.
[[nodiscard]] bool awaits_drawn_panel(Case const& state);

}  // namespace gozin::appointment
