#include "adapters/witness/desk.hpp"

#include "engine/ledger/log_folder.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::witness {
namespace {

constexpr std::string_view kSizeMedia = "text/x.tlog.size";
constexpr std::string_view kLinesMedia = "text/plain; charset=utf-8";
constexpr std::int64_t kMsPerSecond = 1'000;

std::runtime_error damaged() { return std::runtime_error("the memory of this witness is damaged"); }

/// The note with the signatures of these keys alone: what strangers added is not kept.
Note signed_by(std::string const& bytes, std::vector<NoteKey> const& keys) {
  auto note = parse_note(bytes).value();
  std::erase_if(note.signatures, [&](NoteSignature const& signature) {
    return std::none_of(keys.begin(), keys.end(), [&](NoteKey const& key) {
      return signature.key_name == key.name && signature.key_id == id_of(key);
    });
  });
  return note;
}

/// The first line says of how many logs: a file that was emptied or cut between two notes is not
/// taken for the memory of a witness that has seen less. Files of before have no such line.
std::string first_line(std::size_t logs) { return "logs " + std::to_string(logs) + "\n"; }

std::vector<std::string> notes_in(std::string_view heads) {
  if (heads.empty()) throw damaged();
  bool const is_counted = heads.starts_with("logs ");
  auto const end = is_counted ? heads.find('\n') + 1 : 0;
  auto const notes = split_notes(heads.substr(end));
  if (!notes || (is_counted && heads.substr(0, end) != first_line(notes->size()))) throw damaged();
  return {notes->begin(), notes->end()};
}

/// A name for files that a log cannot choose.
std::string file_of(std::string const& origin) { return to_hex(sha256(origin)).substr(0, 16); }

}  // namespace

Desk::Desk(Policy policy, Cosigner cosigner, Memory memory, Clock& clock)
    : policy_{std::move(policy)},
      cosigner_{std::move(cosigner)},
      clock_{clock},
      keep_{std::move(memory.keep)} {
  auto const notes = notes_in(memory.heads);
  for (auto const& note : notes) remember(note);
}

/// Its own cosignature vouches for every byte of what a head says.
void Desk::remember(std::string const& bytes) {
  auto const note = parse_note(bytes);
  if (!note) throw damaged();
  auto const checkpoint = parse_checkpoint(note->text);
  auto const cosigned = cosigned_at(*note, cosigner_.key);
  if (!checkpoint || !cosigned || !*cosigned) throw damaged();
  Head head{checkpoint->tree, **cosigned, bytes};
  if (!heads_.emplace(checkpoint->origin, std::move(head)).second) throw damaged();
}

Reply Desk::add_checkpoint(std::string_view request) {
  std::scoped_lock const lock{mutex_};
  auto const verdict = judge_checkpoint(request, policy_, [this](std::string const& origin) {
    auto const found = heads_.find(origin);
    return found == heads_.end() ? std::nullopt : std::optional{found->second.tree};
  });
  Reply reply{.status = verdict.status};
  if (verdict.checkpoint) {
    reply.origin = verdict.checkpoint->origin;
    reply.size = verdict.checkpoint->tree.size;
  }
  if (verdict.known) {
    reply.media = kSizeMedia;
    reply.body = std::to_string(verdict.known->size) + "\n";
  }
  if (is_split_view(verdict)) {
    reply.is_split_view = true;
    keep_evidence(verdict);
  }
  if (verdict.status != 200) return reply;
  reply.media = kLinesMedia;
  reply.body = accept(verdict);
  return reply;
}

/// The time of a cosignature never runs back, whatever the clock does.
std::uint64_t Desk::time_after(std::string const& origin) {
  auto const now =
      static_cast<std::uint64_t>(std::max<std::int64_t>(clock_.now().ms, 0) / kMsPerSecond);
  auto const last = heads_.find(origin);
  return last == heads_.end() ? now : std::max(now, last->second.cosigned);
}

/// Kept first, and only then remembered and given out: whoever has the cosignature can rely on it
/// that this witness knows of it, also after it was killed.
std::string Desk::accept(WitnessVerdict const& verdict) {
  auto const& checkpoint = *verdict.checkpoint;
  auto const seconds = time_after(checkpoint.origin);
  auto note = signed_by(verdict.note, keys_of_log(policy_, checkpoint.origin));
  auto signature = cosign(note.text, cosigner_.key, cosigner_.sign, seconds);
  auto const line = to_line(signature);
  note.signatures.push_back(std::move(signature));
  auto heads = heads_;
  heads.insert_or_assign(checkpoint.origin, Head{checkpoint.tree, seconds, to_text(note)});
  auto bytes = first_line(heads.size());
  for (auto const& [origin, head] : heads) bytes += head.note;
  keep_(std::string{kHeadsFile}, bytes);
  heads_ = std::move(heads);
  return line;
}

/// Two checkpoints, each with the log's signature, each a file that a verifier takes.
void Desk::keep_evidence(WitnessVerdict const& verdict) {
  auto const& origin = verdict.checkpoint->origin;
  auto const seen = heads_.find(origin);
  if (seen == heads_.end() || contradicted_.contains(origin)) return;
  auto const name = "contradiction-" + file_of(origin);
  keep_(name + ".seen", seen->second.note);
  keep_(name + ".shown", to_text(signed_by(verdict.note, keys_of_log(policy_, origin))));
  contradicted_.insert(origin);
}

}  // namespace gozin::witness
