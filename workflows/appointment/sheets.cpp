#include "workflows/appointment/sheets.hpp"

#include "engine/event/json.hpp"
#include "engine/ledger/commitment.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/rounds.hpp"
#include "workflows/appointment/seats.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::appointment {
namespace {

std::string evidence_name(Code const& criterion) { return "evidence." + criterion.text; }

template <class T>
std::optional<T> member(json::object const& object, std::string_view name) {
  auto const* found = object.if_contains(name);
  auto value = found ? decode<T>(*found) : Result<T>{wrong_type("member")};
  if (!value) return std::nullopt;
  return std::move(*value);
}

std::optional<std::map<Code, std::string>> texts_in(json::object const& object) {
  auto const* found = object.if_contains("texts");
  if (!found || !found->is_object()) return std::nullopt;
  std::map<Code, std::string> texts;
  for (auto const& entry : found->get_object()) {
    if (!entry.value().is_string()) return std::nullopt;
    texts.emplace(Code{std::string{entry.key()}}, std::string{entry.value().get_string()});
  }
  return texts;
}

/// The content of a sheet, from the preparation of this command or out of the vault, held against
/// what was committed to when it was sealed.
SheetContent open_sheet(Context const& context, SealedSheet const& sealed) {
  auto const key = sheet_key(context.stream, sealed.sheet);
  auto opened = context.facts.open_kept(key);
  if (!opened) opened = context.facts.open(sealed.seq, key);
  auto content = opened && opened->values.contains("content")
                     ? parse_content(opened->values.at("content"))
                     : std::nullopt;
  if (!content) throw std::logic_error("the sheet " + sealed.sheet.text + " does not open");
  auto const& sheet = content->sheet;
  if (commitment_of(content->salt, sheet) != sealed.commitment || sheet.case_id != context.stream ||
      sheet.assessor != sealed.assessor || sheet.alias != sealed.alias)
    throw std::logic_error("the sheet " + sealed.sheet.text + " does not match its commitment");
  return std::move(*content);
}

/// Moves the words to the nominee's key, under the same commitments.
std::map<Code, Committed> move_evidence(Context const& context, SheetContent const& content,
                                        NomineeId const& nominee) {
  std::map<Code, Committed> evidence;
  for (auto const& [criterion, commitment] : content.sheet.evidence) {
    auto const text = content.texts.find(criterion);
    if (text == content.texts.end()) throw std::logic_error("evidence without its words");
    auto const kept = context.facts.keep(subject_key(nominee), evidence_name(criterion),
                                         text->second, content.seed);
    if (kept.commitment != commitment)
      throw std::logic_error("evidence does not match its commitment");
    evidence.emplace(criterion, kept);
  }
  return evidence;
}

/// How many are sealed about a nominee by those who score a round.
std::int64_t sheets_about(Case const& state, std::vector<Assignment> const& wanted,
                          NomineeId const& nominee, Code const& round) {
  return std::ranges::count_if(wanted, [&](Assignment const& assignment) {
    auto const* seat = find_assessor(state, assignment.assessor);
    return assignment.nominee == nominee && seat && scores(state, *seat, round) &&
           find_sheet(state, assignment);
  });
}

}  // namespace

Hash commitment_of(Hash const& salt, Sheet const& sheet) {
  return sha256({view_of(salt), to_canonical(encode(sheet))});
}

Hash evidence_commitment(Hash const& seed, Code const& criterion, std::string_view text) {
  auto const name = evidence_name(criterion);
  return field_commitment(field_salt(view_of(seed), name), name, text);
}

std::string to_text(SheetContent const& content) {
  json::object texts;
  for (auto const& [criterion, text] : content.texts) texts.emplace(criterion.text, text);
  return to_canonical(json::object{{"salt", encode(content.salt)},
                                   {"seed", encode(content.seed)},
                                   {"sheet", encode(content.sheet)},
                                   {"texts", std::move(texts)}});
}

std::optional<SheetContent> parse_content(std::string_view text) {
  auto const value = parse_json(text);
  if (!value || !value->is_object()) return std::nullopt;
  auto const& object = value->get_object();
  auto sheet = member<Sheet>(object, "sheet");
  auto const salt = member<Hash>(object, "salt");
  auto const seed = member<Hash>(object, "seed");
  auto texts = texts_in(object);
  if (!sheet || !salt || !seed || !texts) return std::nullopt;
  return SheetContent{std::move(*sheet), *salt, *seed, std::move(*texts)};
}

VaultKeyId subject_key(NomineeId const& nominee) { return {"nominee/" + nominee.text}; }

void reveal_sheets(Decision& decision, Context const& context, Case& state,
                   std::vector<Assignment> const& wanted) {
  std::map<std::int64_t, Assignment> by_seal;
  for (auto const& assignment : wanted) {
    auto const* sheet = find_sheet(state, assignment);
    if (sheet && !sheet->revealed) by_seal.emplace(sheet->seq, assignment);
  }
  for (auto const& [seal, assignment] : by_seal) {
    auto const content = open_sheet(context, *find_sheet(state, assignment));
    ScoreSheetRevealed const revealed{
        .seal = seal,
        .salt = content.salt,
        .assessor = assignment.assessor,
        .round = state.round,
        .alias = assignment.alias,
        .nominee = assignment.nominee,
        .levels = content.sheet.levels,
        .evidence = move_evidence(context, content, assignment.nominee)};
    decision.add(context.stream, revealed);
    apply(state, Recorded{}, revealed);
  }
}

void reveal_round(Decision& decision, Context const& context, Case& state,
                  std::vector<Assignment> const& wanted) {
  auto const missing = sheets_missing(state, wanted);
  reveal_sheets(decision, context, state, wanted);
  ScoresRevealed closed{.round = state.round, .seals = {}, .missing = missing};
  for (auto const& assignment : wanted)
    if (auto const* sheet = find_sheet(state, assignment)) closed.seals.push_back(sheet->seq);
  std::sort(closed.seals.begin(), closed.seals.end());
  decision.add(context.stream, std::move(closed));
  start_clock(decision, context, rules::Stage::moderating);
}

std::int64_t spread(Case const& state, NomineeId const& nominee, Code const& criterion) {
  std::vector<std::int64_t> given;
  for (auto const& sheet : state.revealed) {
    auto const level = sheet.levels.find(criterion);
    if (sheet.nominee == nominee && level != sheet.levels.end()) given.push_back(level->second);
  }
  if (given.empty()) return 0;
  auto const [least, most] = std::minmax_element(given.begin(), given.end());
  return *most - *least;
}

std::optional<Rejection> flaw_of_moderation(Context const& context) {
  auto const& state = case_of(context);
  auto const clock = state.deadlines.find(Code{"stage.moderating"});
  if (!stands_in(context, "Moderating") || clock == state.deadlines.end()) return std::nullopt;
  if (clock->second.missed || context.call.now >= clock->second.due) return std::nullopt;
  auto const threshold = rules_of(context).scoring.moderation_threshold;
  for (auto const& sheet : state.revealed) {
    auto const* nominee = find_nominee(state, sheet.nominee);
    if (sheet.round != state.round || !nominee || !remains(*nominee)) continue;
    for (auto const& [criterion, level] : sheet.levels)
      if (!sheet.revised.contains(criterion) &&
          std::cmp_greater_equal(spread(state, sheet.nominee, criterion), threshold))
        return Rejection{Reason::moderation_must_have_its_time, to_rfc3339(clock->second.due)};
  }
  return std::nullopt;
}

std::optional<NomineeId> short_of_sheets(Context const& context, Case const& state,
                                         std::vector<Assignment> const& wanted) {
  // The others' sheets stay as they are while one nominee is scored anew.
  auto const scored = state.readmitted ? std::vector<NomineeId>{*state.readmitted}
                                       : contenders(state, rules_of(context));
  auto const& rules = rules_of(context);
  for (auto const& round : rules.rounds) {
    bool const counts = state.readmitted && comes_before(rules, round.code, state.round);
    if (!counts && round.code != state.round) continue;
    for (auto const& nominee : scored)
      if (sheets_about(state, wanted, nominee, round.code) < rules.panel.min_sheets_per_nominee)
        return nominee;
  }
  return std::nullopt;
}

std::optional<Rejection> flaw_of_sheets(Context const& context, Case const& state,
                                        std::vector<Assignment> const& wanted) {
  auto const missing = sheets_missing(state, wanted);
  if (missing > 0 && !is_over(context, rules::Stage::sealing))
    return Rejection{Reason::sheets_must_all_be_in, std::to_string(missing)};
  if (short_of_sheets(context, state, wanted))
    return Rejection{Reason::nominees_must_have_enough_sheets,
                     std::to_string(rules_of(context).panel.min_sheets_per_nominee)};
  return std::nullopt;
}

}  // namespace gozin::appointment
