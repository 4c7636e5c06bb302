#include "engine/ledger/witness.hpp"

namespace gozin {
namespace {

WitnessVerdict refused(int status) { return {.status = status}; }

/// What is asked about a checkpoint of which the log's signature is valid.
WitnessVerdict judge_signed(ConsistencyFile const& request, Checkpoint const& checkpoint,
                            TreeHead const& known) {
  WitnessVerdict verdict{.checkpoint = checkpoint, .note = request.checkpoint};
  auto const is_other_root =
      known.size == checkpoint.tree.size && known.root != checkpoint.tree.root;
  if (request.old_size > checkpoint.tree.size) {
    verdict.status = 400;
  } else if (request.old_size != known.size || is_other_root) {
    verdict.status = 409;
    verdict.known = known;
  } else if (!verify_consistency(known, checkpoint.tree, request.hashes)) {
    verdict.status = 422;
  }
  return verdict;
}

}  // namespace

WitnessVerdict judge_checkpoint(std::string_view request, Policy const& policy,
                                LatestOf const& latest) {
  auto const file = parse_consistency_file(request);
  if (!file) return refused(400);
  // Both are there: the reader of the request has read them.
  auto const note = parse_note(file->checkpoint).value();
  auto const checkpoint = parse_checkpoint(note.text).value();
  auto const keys = keys_of_log(policy, checkpoint.origin);
  if (keys.empty()) return refused(404);
  if (!verified_keys(note, keys)) return refused(403);
  return judge_signed(*file, checkpoint,
                      latest(checkpoint.origin).value_or(TreeHead{0, empty_root()}));
}

bool is_split_view(WitnessVerdict const& verdict) {
  return verdict.known && verdict.checkpoint &&
         verdict.known->size == verdict.checkpoint->tree.size &&
         verdict.known->root != verdict.checkpoint->tree.root;
}

}  // namespace gozin
