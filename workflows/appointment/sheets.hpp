#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/aliases.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

/// A score sheet as it is sealed. Its canonical JSON is what the commitment covers; `evidence` are
/// the commitments of the texts. What `gozin calc seal` takes.
struct Sheet {
  StreamId case_id;
  PersonId assessor;
  Code alias;
  std::map<Code, std::int64_t> levels;
  std::map<Code, Hash> evidence;

  static constexpr auto fields() {
    return fields_of(open("case", &Sheet::case_id), open("assessor", &Sheet::assessor),
                     open("alias", &Sheet::alias), open("levels", &Sheet::levels),
                     open("evidence", &Sheet::evidence));
  }
};

/// SHA-256(salt ‖ canonical JSON of the sheet).
[[nodiscard]] Hash commitment_of(Hash const& salt, Sheet const& sheet);

/// What rests in the vault until the reveal: the sheet, its salt, the evidence in words, and the
/// seed of the salts under which the words will rest with the nominee.
struct SheetContent {
  Sheet sheet;
  Hash salt;
  Hash seed;
  std::map<Code, std::string> texts;
};

/// The commitment of an evidence text, which stays the same when the text moves to the nominee's
/// key: its field is named `evidence.<criterion>`.
[[nodiscard]] Hash evidence_commitment(Hash const& seed, Code const& criterion,
                                       std::string_view text);

/// Canonical JSON `{salt, seed, sheet, texts}`, and back; nothing for anything else.
[[nodiscard]] std::string to_text(SheetContent const& content);
[[nodiscard]] std::optional<SheetContent> parse_content(std::string_view text);

/// The key under which texts about a nominee rest.
[[nodiscard]] VaultKeyId subject_key(NomineeId const& nominee);

/// Adds `ScoreSheetRevealed` for every sealed sheet that is wanted and not yet revealed, in the
/// order of sealing, and folds them into `state`: the case as it will be, a sheet sealed by this
/// very command included. A sheet that does not open or does not match its commitment is a bug or
/// damage: std::logic_error.
void reveal_sheets(Decision& decision, Context const& context, Case& state,
                   std::vector<Assignment> const& wanted);

/// The largest difference between two assessors about one nominee and criterion.
[[nodiscard]] std::int64_t spread(Case const& state, NomineeId const& nominee,
                                  Code const& criterion);

/// Assessors who are as far apart as the rules want talked about have until the end of moderation
/// to revise what they gave: `moderation_must_have_its_time`, with its end. Nothing is waited for
/// once all of them have.
[[nodiscard]] std::optional<Rejection> flaw_of_moderation(Context const& context);

/// The same for a whole round, closed by `ScoresRevealed`; the clock of moderation starts.
void reveal_round(Decision& decision, Context const& context, Case& state,
                  std::vector<Assignment> const& wanted);

/// A nominee for whom fewer sheets are sealed than the rules want at least; nothing when all have
/// enough.
[[nodiscard]] std::optional<NomineeId> short_of_sheets(Context const& context, Case const& state,
                                                       std::vector<Assignment> const& wanted);

/// Why no sheet can be revealed yet: some may still come (`sheets_must_all_be_in`), or too few ever
/// came (`nominees_must_have_enough_sheets`). It names nobody.
[[nodiscard]] std::optional<Rejection> flaw_of_sheets(Context const& context, Case const& state,
                                                      std::vector<Assignment> const& wanted);

}  // namespace gozin::appointment
