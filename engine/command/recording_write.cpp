#include "engine/command/recording.hpp"
#include "engine/event/leaf.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace gozin {
namespace {

/// All papers are of one length, so that an encrypted one says nothing of its content.
constexpr std::size_t kPaperBytes = 64;

std::string padded(std::string choice) {
  if (choice.size() >= kPaperBytes) throw std::logic_error("a choice must fit a paper");
  choice.resize(kPaperBytes, '\0');
  return choice;
}

}  // namespace

std::vector<TableRow> rows_of(Folded const& folded, StreamId const& stream) {
  std::vector<TableRow> rows;
  if (folded.rev >= 0 && folded.kind->project) folded.kind->project({stream, folded}, rows);
  return rows;
}

auto Recording::write_leaves(Submission const& submission, Decision const& decision)
    -> Result<std::vector<Written>> {
  struct Tip {
    std::int64_t rev;
    std::optional<Hash> leaf;
  };
  std::map<StreamId, Tip> tips;
  std::vector<Written> written;
  auto seq = batch_.head.size;
  for (auto const& [stream, event] : decision.events) {
    auto const& folded = load(stream)->folded;
    auto& tip =
        tips.try_emplace(stream, Tip{folded.rev, folded.rev < 0 ? std::nullopt
                                                                : std::optional{folded.last_leaf}})
            .first->second;
    auto const& call = submission.call;
    Written one;
    one.recorded.event = event;
    one.recorded.at = {.seq = seq++,
                       .stream = stream,
                       .rev = ++tip.rev,
                       .recorded = call.now,
                       .occurred = call.occurred.value_or(call.now),
                       .actor = call.actor,
                       .role = call.role,
                       .behalf = call.behalf,
                       .channel = call.channel,
                       .rules = {},
                       .cause = call.request,
                       .prev = tip.leaf};
    if (folded.kind->rules) one.recorded.at.rules = folded.kind->rules(folded.state.get());
    auto body = leaf_bytes(parts_.origin, one.recorded.at, event);
    if (!body) return body.error();
    one.body = std::move(*body);
    one.leaf = leaf_hash(one.body);
    tip.leaf = one.leaf;
    written.push_back(std::move(one));
  }
  return written;
}

void Recording::keep(std::vector<Draft> const& drafts, std::span<Written const> written) {
  for (auto const& draft : drafts) {
    auto const commitment = to_hex(draft.commitments.begin()->second);
    auto const carrier = std::find_if(written.begin(), written.end(), [&](Written const& one) {
      return one.body.find(commitment) != std::string::npos;
    });
    if (carrier == written.end())
      throw std::logic_error("no event carries what was kept under " + draft.key.text);
    for (auto const& [name, value] : draft.commitments)
      if (carrier->body.find(to_hex(value)) == std::string::npos)
        throw std::logic_error("one vault record for two events: " + name);

    auto const seq = carrier->recorded.at.seq;
    auto const key = parts_.ring.ensure(draft.key, store_, batch_);
    auto const bound = bound_of(draft);
    auto const sealed = parts_.ports.keys.seal(key, bound, plain_of(draft));
    batch_.vault.push_back({seq, draft.key, bound, to_base64(sealed)});
    Opened const opened{draft.seed, draft.values};
    kept_.insert_or_assign({seq, draft.key}, opened);
    auto const heard = std::find_if(heard_.begin(), heard_.end(),
                                    [&](Heard const& one) { return one.recorded.at.seq == seq; });
    heard->kept.push_back(opened);
  }
}

/// What the last batch has written of the stream is still at hand.
void Recording::project_before(StreamId const& stream, Running& running) {
  if (rows_before_.contains(stream)) return;
  auto known = std::exchange(running.rows, std::nullopt);
  rows_before_.emplace(stream, known ? std::move(*known) : rows_of(running.folded, stream));
}

/// Drawn up once more where it has changed. Should the batch fail, the stream is forgotten with
/// its rows.
void Recording::project_after(StreamId const& stream, std::vector<TableRow> const& before) {
  auto& running = *load(stream);
  auto now = rows_of(running.folded, stream);
  auto changes = difference(before, now);
  auto& all = batch_.rows;
  std::ranges::move(changes.upserts, std::back_inserter(all.upserts));
  std::ranges::move(changes.deletes, std::back_inserter(all.deletes));
  running.rows = std::move(now);
}

void Recording::record(Submission& submission, Decision const& decision,
                       std::vector<Written> written, std::vector<Draft> const& drafts) {
  for (auto const& one : written) {
    auto const& at = one.recorded.at;
    auto& running = *load(at.stream);
    touched_.insert(at.stream);
    project_before(at.stream, running);
    advance(running, one.recorded, one.leaf);
    frontier_.append(one.leaf);
    batch_.events.push_back({at.seq, at.stream, at.rev, std::string{one.recorded.event.type().name},
                             at.recorded, one.body, one.leaf});
    heard_.push_back({one.recorded, {}});
  }
  batch_.head.size += static_cast<std::int64_t>(written.size());
  batch_.head.recorded = submission.call.now;

  for (auto const& key : submission.new_keys) (void)parts_.ring.ensure(key, store_, batch_);
  keep(submission.drafts, written);
  keep(drafts, written);
  for (auto& paper : submission.papers) {
    auto const key = parts_.ring.ensure(box_key_of(paper.ballot), store_, batch_);
    paper.sealed = to_base64(parts_.ports.keys.seal(key, paper.ballot, padded(paper.sealed)));
    batch_.ballots.push_back(paper);
  }
  std::move(submission.namings.begin(), submission.namings.end(), std::back_inserter(namings_));
  std::move(submission.documents.begin(), submission.documents.end(),
            std::back_inserter(batch_.documents));
  empty_boxes(decision);
  destroy_keys(decision);
}

void Recording::empty_boxes(Decision const& decision) {
  for (auto const& ballot : decision.opened_boxes) {
    batch_.emptied_boxes.push_back(ballot);
    batch_.destroyed_keys.push_back(box_key_of(ballot));
    parts_.ring.forget(box_key_of(ballot));
    std::erase_if(batch_.ballots, [&](BoxedBallot const& paper) { return paper.ballot == ballot; });
  }
}

Batch& Recording::finish() {
  // The rows of two streams have no key in common: it begins with the stream.
  for (auto const& [stream, before] : rows_before_) project_after(stream, before);
  if (erased_.empty())
    for (auto const& naming : namings_)
      batch_.lookups.push_back({parts_.ports.keys.lookup_digest(naming.value), naming.person});
  else
    change_epoch();
  batch_.head.frontier = to_text(frontier_);
  return batch_;
}

}  // namespace gozin
