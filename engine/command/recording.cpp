#include "engine/command/recording.hpp"

#include "engine/command/command_facts.hpp"
#include "engine/command/prepare.hpp"
#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/event/signing_key.hpp"
#include "engine/ledger/note.hpp"
#include "engine/port/log_archive.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {
namespace {

constexpr std::string_view kFingerprintKey = "fingerprint_key";

std::string to_answer(Accepted const& accepted, std::string const& fingerprint_key) {
  json::array events;
  for (auto const& receipt : accepted.events)
    events.push_back(json::object{
        {"seq", receipt.seq}, {"stream", receipt.stream.text}, {"type", receipt.type}});
  return to_canonical(
      json::object{{"events", std::move(events)}, {kFingerprintKey, fingerprint_key}});
}

Accepted from_answer(std::string const& answer) {
  Accepted accepted{.events = {}, .replayed = true};
  auto const read = parse_json(answer).value();
  for (auto const& event : read.at("events").as_array())
    accepted.events.push_back({event.at("seq").as_int64(),
                               StreamId{std::string{event.at("stream").as_string()}},
                               std::string{event.at("type").as_string()}});
  return accepted;
}

}  // namespace

Frontier frontier_of(Head const& head) {
  if (head.frontier.empty()) return {};
  auto frontier = parse_frontier(head.frontier);
  if (!frontier || static_cast<std::int64_t>(frontier->size()) != head.size)
    throw StoreDamaged("the head of the log is damaged: frontier");
  return std::move(*frontier);
}

std::string mark_of_epoch(Keys& keys) {
  constexpr std::size_t kMarkSize = 16;
  return keys.lookup_digest(kFingerprintKey).substr(0, kMarkSize);
}

bool has_other_content(AnsweredRequest const& done, Submission const& repeated) {
  if (done.fingerprint == repeated.fingerprint) return false;
  auto const answer = parse_json(done.answer).value();
  auto const* made_with = answer.as_object().if_contains(kFingerprintKey);
  return !made_with || *made_with == json::value(repeated.fingerprint_key);
}

VaultKeyId box_key_of(std::string const& ballot) { return VaultKeyId{"box/" + ballot}; }

Recording::Recording(Parts parts, WriteTransaction& store, std::span<Submission const> batch)
    : parts_{parts}, store_{store}, head_{store.head()}, frontier_{frontier_of(head_)} {
  batch_.head = head_;
  std::vector<std::string> requests;
  std::set<VaultKeyId> keys;
  for (auto const& submission : batch) {
    if (submission.idempotency_key) requests.push_back(*submission.idempotency_key);
    keys.insert(submission.new_keys.begin(), submission.new_keys.end());
    for (auto const& draft : submission.drafts) keys.insert(draft.key);
    for (auto const& paper : submission.papers) keys.insert(box_key_of(paper.ballot));
  }
  for (auto& one : store_.answered_among(requests)) answered_.emplace(one.key, one);
  parts_.ring.expect(keys, store_);
}

Running* Recording::load(StreamId const& stream) {
  if (auto* held = parts_.cache.find(stream)) return held;
  auto running = replay_stream(parts_.catalog, store_, stream);
  if (!running.folded.kind) return nullptr;
  return &parts_.cache.put(stream, std::move(running));
}

Folded const* Recording::folded(StreamId const& stream) {
  auto const* running = load(stream);
  return running && running->folded.rev >= 0 ? &running->folded : nullptr;
}

/// Of the store, and then of what the batch has recorded.
StreamSource Recording::source() {
  return [this](StreamId const& stream, StoreView::Visit const& visit) {
    store_.read_stream(stream, 0, visit);
    for (auto const& stored : batch_.events)
      if (stored.stream == stream) visit(stored);
  };
}

std::shared_ptr<Folded const> Recording::folded_through(StreamId const& stream, std::int64_t rev) {
  auto running = replay_through(parts_.catalog, source(), stream, rev);
  if (rev < 0 || running.folded.rev != rev) return nullptr;
  return std::make_shared<Folded const>(std::move(running.folded));
}

std::optional<Outcome> Recording::answered(Submission const& submission) {
  if (!submission.idempotency_key) return std::nullopt;
  auto const answered = answered_.find(*submission.idempotency_key);
  if (answered == answered_.end()) return std::nullopt;
  if (has_other_content(answered->second, submission))
    return Outcome{Rejection{EngineReason::request_must_keep_its_content}};
  return Outcome{from_answer(answered->second.answer)};
}

std::optional<Rejection> Recording::flaw(Submission const& submission) {
  if (!parts_.is_clock_sound) return Rejection{EngineReason::clock_must_not_jump};
  auto const& type = *submission.type;
  bool const opens_log = type.traits.opens && type.kind == "log";
  if (submission.lease && !is_held(*submission.lease, store_))
    return Rejection{EngineReason::lease_must_be_held, submission.lease->work};
  if (head_.size == 0 && batch_.events.empty() && !opens_log)
    return Rejection{EngineReason::log_must_be_open};
  if (submission.stream.kind() != type.kind)
    return Rejection{EngineReason::stream_must_exist, submission.stream.text};
  bool const exists = folded(submission.stream) != nullptr;
  if (type.traits.opens && exists)
    return Rejection{EngineReason::stream_must_be_new, submission.stream.text};
  if (!type.traits.opens && !exists)
    return Rejection{EngineReason::stream_must_exist, submission.stream.text};
  if (auto const refused = flaw_of_role(type, submission.call)) return refused;
  if (submission.call.occurred && *submission.call.occurred > submission.call.now)
    return Rejection{EngineReason::occurred_must_not_be_later_than_recorded};
  return std::nullopt;
}

std::optional<Rejection> Recording::taken(Submission const& submission) {
  for (auto const& naming : submission.namings) {
    auto const pending = std::find_if(namings_.begin(), namings_.end(), [&](Naming const& other) {
      return other.value == naming.value;
    });
    auto const digest = parts_.ports.keys.lookup_digest(naming.value);
    if (pending != namings_.end() || store_.look_up(digest))
      return Rejection{EngineReason::person_must_not_be_registered_twice};
  }
  return std::nullopt;
}

/// A key that nobody here holds would leave a log for which nobody can sign.
std::optional<Rejection> Recording::flaw_of_key(Event const& event) {
  auto const* rotated = event.as<SigningKeyRotated>();
  if (!rotated) return std::nullopt;
  auto const key = parse_vkey(rotated->key.text);
  auto& signer = parts_.ports.signer;
  signer.settle();
  if (key && key->name == parts_.origin && signer.holds(view_of(key->public_key)))
    return std::nullopt;
  return Rejection{EngineReason::signing_key_must_be_at_hand};
}

std::optional<Rejection> Recording::unacceptable(Decision const& decision) {
  std::map<StreamId, chart::Position> reached;
  for (auto const& [stream, event] : decision.events) {
    if (auto const refused = flaw_of_key(event)) return refused;
    auto const* running = load(stream);
    if (!running) throw std::logic_error("an event for the unknown stream " + stream.text);
    auto const& kind = *running->folded.kind;
    auto const& model = kind.chart.model;
    auto& position = reached.try_emplace(stream, running->folded.position).first->second;
    auto const index = chart_index(kind, event.type());
    if (!index || !chart::accepts(model, position, *index)) {
      std::string where;
      for (auto const& leaf : chart::leaf_names(model, position)) where += leaf + " ";
      return Rejection{EngineReason::phase_must_allow_event,
                       where + std::string{event.type().name}};
    }
    position = chart::next(model, position, *index).value();
  }
  return std::nullopt;
}

std::optional<Rejection> Recording::take_over(Decision const& decision) try {
  std::set<StreamId> begun;
  auto seq = batch_.head.size;
  for (auto const& [stream, event] : decision.events) {
    bool const begins = begun.insert(stream).second && !folded(stream);
    if (auto const* lineage = event.lineage()) {
      Envelope at;
      at.seq = seq;
      at.stream = stream;
      at.rev = begins ? 0 : 1;
      auto before = taken_over(parts_.catalog, source(), *lineage, at);
      // Of its own it has no event yet.
      before.folded.rev = -1;
      before.folded.last_leaf = {};
      parts_.cache.put(stream, std::move(before));
    }
    ++seq;
  }
  return std::nullopt;
} catch (LineageTooLong const&) {
  return Rejection{EngineReason::lineage_must_not_be_too_long};
} catch (LineageWrong const& wrong) {
  throw std::logic_error(wrong.what());
}

/// A stream that was not begun after all is not to stand anywhere.
void Recording::forget_taken_over(Decision const& decision) {
  for (auto const& [stream, event] : decision.events)
    if (event.lineage()) parts_.cache.forget(stream);
}

auto Recording::accepted(Submission const& submission, Decision const& decision)
    -> Result<std::vector<Written>> try {
  if (auto const refused = take_over(decision)) return *refused;
  if (auto const refused = unacceptable(decision)) return *refused;
  return write_leaves(submission, decision);
} catch (RangeUnreadable const&) {
  return Rejection{EngineReason::range_must_be_readable};
}

Outcome Recording::judge(Submission& submission) {
  if (auto repeated = answered(submission)) return std::move(*repeated);
  if (!submission.command) throw std::logic_error("a request was answered and is so no more");
  auto const keys_before = batch_.keys.size();
  auto outcome = judge_new(submission);
  if (!outcome) take_back_keys(keys_before);
  return outcome;
}

/// Until here nothing of the command is in the batch: a file that is missing is the trouble of
/// whoever needs it, and not of those beside whom it is judged.
Result<Decision> Recording::decision_on(Submission const& submission, CommandFacts& facts) try {
  if (auto const refused = flaw(submission)) return *refused;
  Context const context{submission.call, submission.stream, *this, facts};
  auto const& workflow = parts_.catalog.workflow_of(*submission.type);
  if (workflow.authorise)
    if (auto const refused = workflow.authorise(*submission.type, context)) return *refused;
  if (auto const refused = taken(submission)) return *refused;
  return submission.type->judge(submission.command.get(), context);
} catch (RangeUnreadable const&) {
  return Rejection{EngineReason::range_must_be_readable};
}

Outcome Recording::judge_new(Submission& submission) {
  submission.call.now = std::max({parts_.ports.clock.now(), head_.recorded, batch_.head.recorded});
  CommandFacts facts{*this, submission};
  auto const decision = decision_on(submission, facts);
  if (!decision) return decision.error();
  if (decision->events.empty())
    throw std::logic_error("a command must lead to an event: " +
                           std::string{submission.type->name});
  auto written = accepted(submission, *decision);
  if (!written) {
    forget_taken_over(*decision);
    return written.error();
  }

  Accepted answer;
  for (auto const& one : *written)
    answer.events.push_back(
        {one.recorded.at.seq, one.recorded.at.stream, std::string{one.recorded.event.type().name}});
  auto const& documents = facts.documents();
  batch_.documents.insert(batch_.documents.end(), documents.begin(), documents.end());
  if (submission.lease) batch_.under.push_back(*submission.lease);
  record(submission, *decision, std::move(*written), facts.drafts());
  remember_answer(submission, answer);
  return answer;
}

void Recording::take_back_keys(std::size_t kept) {
  for (auto key = batch_.keys.begin() + static_cast<std::ptrdiff_t>(kept); key != batch_.keys.end();
       ++key)
    parts_.ring.forget(key->id);
  batch_.keys.resize(kept);
}

void Recording::remember_answer(Submission const& submission, Accepted const& accepted) {
  if (!submission.idempotency_key) return;
  batch_.requests.push_back({*submission.idempotency_key, submission.fingerprint,
                             to_answer(accepted, submission.fingerprint_key)});
  answered_.emplace(*submission.idempotency_key, batch_.requests.back());
}

}  // namespace gozin
