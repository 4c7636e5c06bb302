#include "engine/ledger/log_check.hpp"

#include "engine/event/erasure.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>

#include <boost/json/object.hpp>

namespace gozin {
namespace {

std::string place_of_event(std::uint64_t seq) { return "event " + std::to_string(seq); }

std::string text_in(json::value const& data, std::string_view name) {
  auto const* value = data.is_object() ? data.get_object().if_contains(name) : nullptr;
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

}  // namespace

std::optional<LogFinding> flaw_under(Policy const& policy, std::string_view bytes) {
  auto const note = parse_note(bytes);
  if (!note) return std::nullopt;
  auto const witnessed = is_witnessed(policy, *note);
  if (!witnessed) return LogFinding::cosignature_wrong;
  return *witnessed ? std::nullopt : std::optional{LogFinding::quorum_not_met};
}

std::optional<LogFault> fault_of(LogDossier const& dossier, LogKeys const& keys,
                                 std::string const& place) {
  auto const held = verify_dossier(dossier, keys);
  if (held) return std::nullopt;
  auto const& where = held.error().detail;
  return LogFault{LogFinding::dossier_wrong, where.empty() ? place : place + ", " + where};
}

LogCheck::LogCheck(LogKeys keys, std::size_t faults_max)
    : keys_{std::move(keys)}, faults_max_{faults_max} {
  report_.vkey = to_vkey(keys_.newest());
}

void LogCheck::damage(LogFinding finding, std::string place) {
  if (!is_full()) report_.damage.push_back({finding, std::move(place)});
}

void LogCheck::contradict(LogFinding finding, std::string place) {
  if (report_.contradictions.size() < faults_max_)
    report_.contradictions.push_back({finding, std::move(place)});
}

std::optional<Checkpoint> LogCheck::open(std::string_view note, std::string const& place) {
  auto const opened = keys_.open(note);
  if (opened) {
    ++report_.checkpoints;
    hand_overs_.note(keys_, *opened);
    return opened->checkpoint;
  }
  auto const& reason = opened.error().reason;
  auto const is_signature = reason == Reason{LedgerReason::signature_must_verify} ||
                            reason == Reason{LedgerReason::note_must_be_signed_by_known_key};
  damage(is_signature ? LogFinding::checkpoint_signature_wrong : LogFinding::checkpoint_unreadable,
         place);
  return std::nullopt;
}

void LogCheck::hold_to(TreeHead const& tree, std::string const& place) {
  auto const [known, is_new] = signed_roots_.emplace(tree.size, tree.root);
  if (!is_new && known->second != tree.root) contradict(LogFinding::root_differs, place);
  if (is_new) places_.emplace(tree.size, place);
  roots_.emplace(tree.size, std::nullopt);
}

void LogCheck::head(std::string_view note, std::string const& place) {
  auto const checkpoint = open(note, place);
  if (!checkpoint) return;
  head_ = checkpoint->tree;
  hold_to(checkpoint->tree, place);
}

void LogCheck::kept(std::string_view note, std::string const& place) {
  if (auto const checkpoint = open(note, place)) hold_to(checkpoint->tree, place);
}

void LogCheck::given(Evidence const& evidence, std::string const& place) {
  auto const checkpoint = open(checkpoint_of(evidence), place);
  if (!checkpoint) return;
  hold_to(checkpoint->tree, place);
  if (auto const* proof = std::get_if<ProofFile>(&evidence))
    leaf_hashes_.emplace(proof->index, std::nullopt);
  if (auto const* proof = std::get_if<ConsistencyFile>(&evidence))
    roots_.emplace(proof->old_size, std::nullopt);
  auto const* receipt = std::get_if<LogReceipt>(&evidence);
  if (receipt && !verify_receipt(*receipt, keys_)) damage(LogFinding::receipt_wrong, place);
  if (auto const* dossier = std::get_if<LogDossier>(&evidence)) {
    if (auto fault = fault_of(*dossier, keys_, place)) damage(fault->finding, fault->place);
    for (auto& one : unshown_statements(*dossier))
      stated_.emplace(one.index, Stated{std::move(one.statement), place});
  }
  given_.push_back({evidence, *checkpoint, place});
}

Hash LogCheck::entry(std::string_view bytes, std::optional<Hash> const& expected) {
  auto const seq = report_.events++;
  auto const hash = leaf_hash(bytes);
  frontier_.append(hash);
  note_down(hash);
  if (expected && *expected != hash) damage(LogFinding::leaf_hash_differs, place_of_event(seq));
  if (is_full()) return hash;
  LeafReader reader;
  auto const read = reader.read(bytes);
  if (!read) {
    damage(LogFinding::event_unreadable, place_of_event(seq));
    return hash;
  }
  auto const leaf = [&] { return Leaf{*read, json::value(reader.data(), json::storage_ptr{})}; };
  if (seq == 0) first(leaf());
  if (static_cast<std::uint64_t>(read->at.seq) != seq)
    damage(LogFinding::event_missing, place_of_event(seq));
  if (read->origin != report_.origin) damage(LogFinding::origin_differs, place_of_event(seq));
  chain(read->at, hash);
  if (stated_.contains(seq)) check_statements(seq, leaf());
  if (read->type == SubjectErased::kType)
    report_.erasures.push_back({seq, text_in(reader.data(), "person")});
  return hash;
}

void LogCheck::first(Leaf const& leaf) {
  report_.origin = leaf.origin;
  report_.purpose = text_in(leaf.data, "purpose");
  if (!key_of_leaf(leaf)) damage(LogFinding::log_not_opened, place_of_event(0));
  if (leaf.origin != keys_.newest().name) damage(LogFinding::origin_differs, place_of_event(0));
}

void LogCheck::chain(Envelope const& at, Hash const& hash) {
  auto const hold = [this](LogFinding finding) {
    damage(finding, place_of_event(report_.events - 1));
  };
  if (at.recorded < recorded_) hold(LogFinding::recorded_runs_backwards);
  recorded_ = std::max(recorded_, at.recorded);
  if (at.occurred > at.recorded) hold(LogFinding::occurred_later_than_recorded);
  auto& tip = tips_[at.stream];
  if (at.rev != tip.rev + 1) hold(LogFinding::revision_differs);
  if (at.prev != tip.leaf) hold(LogFinding::previous_leaf_differs);
  tip = {at.rev, hash};
}

void LogCheck::check_statements(std::uint64_t index, Leaf const& leaf) {
  auto const [begin, end] = stated_.equal_range(index);
  for (auto one = begin; one != end; ++one)
    if (!agrees(one->second.statement, leaf))
      damage(LogFinding::dossier_wrong, one->second.place + ", " + place_of_event(index));
}

void LogCheck::note_down(Hash const& leaf) {
  if (auto const asked = leaf_hashes_.find(report_.events - 1); asked != leaf_hashes_.end())
    asked->second = leaf;
  if (auto const asked = roots_.find(report_.events); asked != roots_.end())
    asked->second = frontier_.root();
}

bool LogCheck::follows(TreeHead const& tree) const {
  auto const found = roots_.find(tree.size);
  return found != roots_.end() && found->second == tree.root;
}

void LogCheck::finish() {
  report_.tree = frontier_.head();
  report_.streams = tips_.size();
  if (auto const rotation = hand_overs_.missing(keys_))
    damage(LogFinding::key_not_handed_over, place_of_event(*rotation));
  if (auto const asked = roots_.find(0); asked != roots_.end()) asked->second = empty_root();
  if (head_ && !follows(*head_))
    damage(report_.events < head_->size ? LogFinding::event_missing : LogFinding::root_differs,
           places_.at(head_->size));
  for (auto const& [size, root] : signed_roots_) {
    if (size > report_.events)
      contradict(LogFinding::log_shorter_than_checkpoint, places_.at(size));
    else if (!follows({size, root}))
      contradict(LogFinding::root_differs, places_.at(size));
  }
  for (auto const& given : given_) check_given(given);
}

/// A proof that leads nowhere means something only where the signed root is the log's own.
void LogCheck::check_given(Given const& given) {
  if (!follows(given.checkpoint.tree)) return;
  auto const* dossier = std::get_if<LogDossier>(&given.evidence);
  auto const purpose = dossier ? purpose_in(*dossier) : std::nullopt;
  if (purpose && *purpose != report_.purpose) damage(LogFinding::dossier_wrong, given.place);
  if (auto const* proof = std::get_if<ProofFile>(&given.evidence)) {
    auto const leaf = leaf_hashes_.at(proof->index);
    auto const is_included =
        leaf && verify_inclusion({*leaf, proof->index}, proof->hashes, given.checkpoint.tree);
    if (!is_included) damage(LogFinding::proof_wrong, given.place);
  }
  if (auto const* proof = std::get_if<ConsistencyFile>(&given.evidence)) {
    auto const root = roots_.at(proof->old_size);
    auto const is_consistent =
        root && verify_consistency({proof->old_size, *root}, given.checkpoint.tree, proof->hashes);
    if (!is_consistent) damage(LogFinding::proof_wrong, given.place);
  }
}

}  // namespace gozin
