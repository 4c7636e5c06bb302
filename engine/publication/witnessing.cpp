#include "engine/publication/witnessing.hpp"

#include "engine/ledger/decimal.hpp"

namespace gozin {
namespace {

constexpr std::int64_t kMsPerSecond = 1'000;

bool is_by(NoteSignature const& signature, CosignerKey const& key) {
  return signature.key_name == key.name && signature.key_id == id_of(key);
}

/// The lines are read as a part of the note: what verifies there, verifies for everybody.
Heard hear_lines(std::string const& body, Submitted const& submitted) {
  auto const note = parse_note(submitted.checkpoint + body);
  if (!note) return {.standing = Standing::refusing};
  auto const at = cosigned_at(*note, submitted.witness);
  if (!at || !*at) return {.standing = Standing::refusing};
  std::string line;
  for (auto const& signature : note->signatures)
    if (is_by(signature, submitted.witness)) line = to_line(signature);
  return {.standing = Standing::cosigning, .line = line};
}

Heard hear_size(std::string_view body, Submitted const& submitted) {
  if (!body.ends_with('\n')) return {.standing = Standing::refusing};
  body.remove_suffix(1);
  auto const known = parse_size(body);
  if (!known) return {.standing = Standing::refusing};
  if (*known != submitted.old_size) return {.standing = Standing::refusing, .known = known};
  // It has that size, and says so: then it is the root that differs.
  return {.standing = *known == submitted.size ? Standing::contradicting : Standing::refusing};
}

void add_cosigned(StoreView& store, CosignerKey const& key, WitnessReport& report) {
  auto const last = store.last_cosignature(report.vkey);
  if (!last) return;
  report.size = last->size;
  auto const found = store.checkpoints(last->size, 1);
  auto const note = found.empty() ? Result<Note>{Rejection{}} : parse_note(found.front().note);
  if (!note) return;
  auto const at = cosigned_at(*note, key);
  if (at && *at) report.cosigned = Instant{static_cast<std::int64_t>(**at) * kMsPerSecond};
}

}  // namespace

Result<ConsistencyFile> next_submission(StoreView& store, LogTree const& tree, LogKeys const& keys,
                                        std::uint64_t old_size) {
  auto file = prove_consistency(store, tree, old_size);
  if (!file) return file.error();
  auto note = parse_note(file->checkpoint);
  if (!note) return note.error();
  std::erase_if(note->signatures, [&](NoteSignature const& signature) {
    auto const all = keys.all();
    return std::none_of(all.begin(), all.end(), [&](NoteKey const& key) {
      return signature.key_name == key.name && signature.key_id == id_of(key);
    });
  });
  file->checkpoint = to_text(*note);
  return file;
}

Heard hear(int status, std::string const& body, Submitted const& submitted) {
  constexpr int kTooMany = 429;
  if (status == 200) return hear_lines(body, submitted);
  if (status == 409) return hear_size(body, submitted);
  // From nothing, every tree follows: there is no history yet that it could contradict.
  if (status == 422 && submitted.old_size > 0) return {.standing = Standing::contradicting};
  auto const is_its_no = status >= 300 && status < 500 && status != kTooMany;
  return {.standing = is_its_no ? Standing::refusing : Standing::unreachable};
}

WitnessingReport report_witnesses(StoreView& store, Policy const& policy) {
  WitnessingReport report;
  auto const standings = store.witness_standings();
  for (auto const& witness : policy.witnesses) {
    WitnessReport one{.name = witness.name, .vkey = to_vkey(witness.key)};
    add_cosigned(store, witness.key, one);
    for (auto const& stored : standings) {
      if (stored.witness != one.vkey) continue;
      one.standing = find_by_name<Standing>(stored.standing);
      one.standing_size = stored.size;
      one.since = stored.since;
    }
    report.witnesses.push_back(std::move(one));
  }
  auto const last = store.last_checkpoint();
  auto const note = last ? parse_note(last->note) : Result<Note>{Rejection{}};
  auto const witnessed = note ? is_witnessed(policy, *note) : Result<bool>{false};
  report.is_quorum_met = witnessed && *witnessed;
  return report;
}

}  // namespace gozin
