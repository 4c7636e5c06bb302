#include "engine/command/pipeline.hpp"

#include "engine/command/keys_of_log.hpp"
#include "engine/command/prepare.hpp"
#include "engine/command/recording.hpp"
#include "engine/event/json.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/port/log_archive.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace gozin {

struct Pipeline::State {
  StreamCache cache;
  KeyRing ring;
  KeysOfLog keys = {};
  std::int64_t size_seen = 0;      // how far this node has read the log
  std::string frontier_seen;       // of the tree of that size
  bool is_held_to_signed = false;  // whether that tree extends what was signed for before
  std::optional<StoredCheckpoint> checkpoint;
  bool checkpoint_stored = true;
  std::optional<std::string> unsigned_because = {};
  std::vector<Listener> listeners;
  std::optional<std::int64_t> clock_gain_ms = {};  // of day over passed, at the beginning
};

namespace {

/// The stream of the log itself.
constexpr std::string_view kLogKind = "log";
/// Events of others, with what they keep in the vault.
constexpr std::int64_t kHeardAtOnce = 2'000;

NoteKey note_key_of(std::string const& origin, Signer const& signer) {
  NoteKey key{.name = origin, .public_key = {}};
  auto const bytes = signer.public_key();
  if (bytes.size() != key.public_key.bytes.size())
    throw std::logic_error("an Ed25519 public key has 32 bytes");
  std::copy(bytes.begin(), bytes.end(), key.public_key.bytes.begin());
  return key;
}

bool is_held(Signer const& signer, NoteKey const& key) {
  return signer.holds(view_of(key.public_key));
}

/// The tree's right edge when the events up to that size have followed.
Frontier grown(Frontier frontier, StoreView& store, std::int64_t size) {
  auto const from = static_cast<std::int64_t>(frontier.size());
  store.read_log(from, size - from,
                 [&](StoredEvent const& stored) { frontier.append(leaf_hash(stored.body)); });
  return frontier;
}

/// A key of any length and of any bytes, as the store can hold it.
std::string storable(std::string key) {
  constexpr std::size_t kPlainMax = 200;
  bool const is_plain = key.size() <= kPlainMax && std::all_of(key.begin(), key.end(), [](char c) {
                          return c > ' ' && c < '\x7f';
                        });
  return is_plain ? key : "sha256/" + to_hex(sha256(key));
}

/// Nothing, or the name that a stream may have: a door may bring any bytes.
bool is_name_of_stream(StreamId const& stream) {
  return stream.empty() || decode<StreamId>(json::value(stream.text));
}

}  // namespace

Pipeline::Pipeline(Catalog const& catalog, Ports ports, std::string origin, PipelineLimits limits)
    : catalog_{catalog},
      ports_{ports},
      origin_{std::move(origin)},
      limits_{limits},
      state_{new State{StreamCache{limits.streams_cached},
                       KeyRing{ports.keys},
                       {},
                       0,
                       {},
                       {},
                       {},
                       true,
                       {},
                       {},
                       {}}} {
  (void)clock_has_jumped();  // from here on
  auto const view = ports_.store.view();
  auto const head = view->head();
  state_->size_seen = head.size;
  state_->frontier_seen = head.frontier;
  (void)state_->keys.read(*view);
  settle_epoch(*view);
}

Pipeline::~Pipeline() = default;

Result<Submission> Pipeline::prepare(Request request) try {
  auto const* type = catalog_.find_command(request.command);
  if (!type) return Rejection{EngineReason::command_must_be_known, request.command};
  if (!is_name_of_stream(request.stream)) return Rejection{EngineReason::stream_must_exist};
  if (auto const refused = check_input(*type, request.input)) return *refused;

  Submission submission;
  submission.type = type;
  submission.call = {.actor = std::move(request.actor),
                     .role = std::move(request.role),
                     .behalf = std::move(request.behalf),
                     .channel = std::move(request.channel),
                     .now = ports_.clock.now(),
                     .occurred = request.occurred,
                     .request = std::move(request.id)};
  submission.lease = std::move(request.lease);
  submission.stream = std::move(request.stream);
  submission.input = std::move(request.input);
  if (request.idempotency_key)
    submission.idempotency_key = storable(std::move(*request.idempotency_key));
  auto const asked = fingerprint_text(*type, submission.stream, submission.input);
  submission.fingerprint = parse_hash(ports_.keys.lookup_digest(asked)).value();
  submission.fingerprint_key = mark_of_epoch(ports_.keys);
  if (submission.stream.empty() && type->traits.opens)
    submission.stream = stream_of(type->kind, fresh_id(ports_.random));

  auto const store = ports_.store.view();
  // A repeated request is not prepared: what it asked for is done, and preparing might refuse it.
  if (submission.idempotency_key)
    if (auto const done = store->answered(*submission.idempotency_key)) {
      if (has_other_content(*done, submission))
        return Rejection{EngineReason::request_must_keep_its_content};
      return submission;
    }
  if (auto const refused = flaw_of_role(*type, submission.call)) return *refused;
  StoredView view{catalog_, *store, ports_.snapshots};
  Preparation preparation{submission, {view, ports_.random}};
  if (type->prepare)
    if (auto const refused = type->prepare(preparation); !refused) return refused.error();
  hide_texts(submission, preparation);
  auto command = type->decode(submission.input);
  if (!command) return command.error();
  submission.command = std::move(*command);
  return submission;
} catch (RangeUnreadable const&) {
  return Rejection{EngineReason::range_must_be_readable};
}

std::vector<Outcome> Pipeline::write(std::span<Submission> batch) {
  bool const is_clock_sound = !clock_has_jumped();
  auto const transaction = ports_.store.begin();
  catch_up(*transaction);
  expect_signer();
  expect_to_extend(*transaction);
  if (state_->unsigned_because) sign_for_seen();
  Recording recording{{catalog_, ports_, origin_, state_->cache, state_->ring, is_clock_sound},
                      *transaction,
                      batch};
  std::vector<Outcome> outcomes;
  std::vector<StoredEvent> of_log;
  try {
    for (auto& submission : batch) outcomes.push_back(recording.judge(submission));
    if (recording.empty()) return outcomes;
    auto& rows = recording.finish();
    for (auto const& event : rows.events)
      if (event.stream.kind() == kLogKind) of_log.push_back(event);
    if (!state_->checkpoint_stored && state_->checkpoint)
      rows.checkpoints.push_back(*state_->checkpoint);
    transaction->write(rows);
    transaction->commit();
  } catch (...) {
    // Nothing was recorded; what was folded ahead of the store must not be believed.
    for (auto const& stream : recording.touched()) state_->cache.forget(stream);
    state_->ring.clear();
    throw;
  }
  if (auto* epoch = recording.epoch()) epoch->enter();
  state_->size_seen = static_cast<std::int64_t>(recording.frontier().size());
  state_->frontier_seen = to_text(recording.frontier());
  for (auto const& event : of_log) state_->keys.follow(event);
  state_->cache.trim();
  for (auto const& heard : recording.heard())
    for (auto const& listener : state_->listeners) listener(heard.recorded, heard.kept);
  try {
    sign(recording.frontier());
  } catch (std::exception const& failure) {
    // Whoever asked for what is committed must not hear that it is not, and ask again.
    state_->unsigned_because = failure.what();
  }
  return outcomes;
}

bool Pipeline::clock_has_jumped() {
  auto const running = ports_.clock.running_ms();
  if (!running) return false;
  auto const gain = ports_.clock.now().ms - *running;
  if (!state_->clock_gain_ms) state_->clock_gain_ms = gain;
  return gain - *state_->clock_gain_ms > limits_.clock_jump_ms_max;
}

void Pipeline::catch_up(StoreView& store) {
  auto const head = store.head();
  auto const size = head.size;
  // Such as a standby that was promoted without the end of the log: what this node has folded and
  // signed is not in it, and nothing may be built on either.
  bool const is_other = size == state_->size_seen && head.frontier != state_->frontier_seen;
  if (size < state_->size_seen || is_other)
    throw StoreFailed("the store has lost events that this node has seen, from " +
                      std::to_string(size) + " on");
  if (size == state_->size_seen) return;
  // Other nodes have appended: what they touched is read anew when it is needed. One of them may
  // have changed the epoch key, under which by now every key is wrapped, also those of events from
  // before the change.
  state_->ring.clear();
  settle_epoch(store);
  auto frontier = frontier_of({state_->size_seen, state_->frontier_seen, {}});
  for (auto at = state_->size_seen; at < size; at += kHeardAtOnce)
    hear(store, {at, std::min(size, at + kHeardAtOnce)}, frontier);
  if (to_text(frontier) != head.frontier)
    throw StoreDamaged("what others recorded from event " + std::to_string(state_->size_seen) +
                       " on does not lead to the head of the log");
  state_->size_seen = size;
  state_->frontier_seen = head.frontier;
}

void Pipeline::follow() { catch_up(*ports_.store.view()); }

std::int64_t Pipeline::size_seen() const { return state_->size_seen; }

std::optional<std::string> const& Pipeline::unsigned_because() const {
  return state_->unsigned_because;
}

/// Any key tells: all of them are wrapped under one epoch key at any moment.
void Pipeline::settle_epoch(StoreView& store) {
  auto const first = store.wrapped_keys({}, 1);
  if (first.empty()) return;
  auto const wrapped = parse_base64(first.front().wrapped);
  if (!wrapped || !ports_.keys.settle(first.front().id, *wrapped))
    throw StoreFailed("the epoch key does not open the vault");
}

/// The vault is asked for all of them at once: each question is a way to the store and back while
/// others wait for the head.
void Pipeline::hear(StoreView& store, Span const& of, Frontier& frontier) {
  std::map<std::int64_t, std::vector<VaultRecord>> kept;
  if (!state_->listeners.empty()) {
    std::set<VaultKeyId> keys;
    for (auto& record : store.vault_between(of.from, of.end - 1)) {
      keys.insert(record.key);
      kept[record.seq].push_back(std::move(record));
    }
    state_->ring.expect(keys, store);
  }
  store.read_log(of.from, of.end - of.from, [&](StoredEvent const& stored) {
    frontier.append(leaf_hash(stored.body));
    // The log's own stream tells of another signing key, before this node signs.
    if (stored.stream.kind() == kLogKind) state_->keys.follow(stored);
    state_->cache.forget(stored.stream);
    if (state_->listeners.empty()) return;
    auto const recorded = read_recorded(catalog_, stored);
    std::vector<Opened> opened;
    for (auto const& record : kept[stored.seq])
      if (auto const key = state_->ring.find(record.key, store))
        opened.push_back(open_record(ports_.keys, *key, record));
    for (auto const& listener : state_->listeners) listener(recorded, opened);
  });
}

/// Asked before anything is recorded: a log that nobody can sign for takes nothing more.
void Pipeline::expect_signer() {
  auto const* keys = state_->keys.known();
  if (!keys) return;
  auto const all = keys->all();
  bool const has_former = all.size() > 1 && is_held(ports_.signer, all[all.size() - 2]);
  if (is_held(ports_.signer, keys->newest()) && !has_former) return;
  // Whoever rotates it may have put the next there since, or destroyed the former.
  ports_.signer.settle();
  if (!is_held(ports_.signer, keys->newest()))
    throw StoreFailed("the key that signs for the log is not at hand: " + to_vkey(keys->newest()));
}

/// Whoever can write to the store could put another log in its place: before this node signs for
/// the first time, the log must go on from what was last signed for with this key. Later on every
/// step is seen.
void Pipeline::expect_to_extend(StoreView& store) {
  if (state_->is_held_to_signed) return;
  auto const kept = ports_.signer.signed_edge();
  auto const frontier = kept.empty() ? Result<Frontier>{Frontier{}} : parse_frontier(kept);
  if (!frontier) throw StoreFailed("what was signed for last cannot be read");
  auto const size = static_cast<std::int64_t>(frontier->size());
  if (state_->size_seen < size)
    throw LogContradicted("the log ends at " + std::to_string(state_->size_seen) +
                          ", and was signed for up to " + std::to_string(size) +
                          ": this is not the log that this key has signed for");
  if (grown(*frontier, store, state_->size_seen) !=
      frontier_of({state_->size_seen, state_->frontier_seen, {}}))
    throw LogContradicted("the log does not go on from the " + std::to_string(size) +
                          " events that this key has signed for");
  ports_.signer.expect_to_keep_edge();
  state_->is_held_to_signed = true;
}

/// By the key in force, and by the former one as long as it is at hand: so the first that is
/// published behind a rotation bears both.
void Pipeline::sign(Frontier const& frontier) {
  Checkpoint const checkpoint{.origin = origin_, .tree = frontier.head()};
  Note note{to_text(checkpoint), {}};
  auto const add = [&](NoteKey const& key) {
    sign_note(note, key, [&](std::string_view text) {
      return ports_.signer.sign_as(view_of(key.public_key), text).value();
    });
  };
  auto const* keys = state_->keys.known();
  auto const all = keys ? keys->all() : std::span<NoteKey const>{};
  add(keys ? keys->newest() : note_key_of(origin_, ports_.signer));
  if (all.size() > 1 && is_held(ports_.signer, all[all.size() - 2])) add(all[all.size() - 2]);
  // Kept before anybody can see what was signed.
  ports_.signer.keep_signed_edge(to_text(frontier));
  state_->checkpoint = StoredCheckpoint{static_cast<std::int64_t>(frontier.size()), to_text(note)};
  state_->checkpoint_stored = false;
  state_->unsigned_because.reset();
}

void Pipeline::sign_for_seen() try {
  sign(frontier_of({state_->size_seen, state_->frontier_seen, {}}));
} catch (std::exception const& failure) {
  throw StoreFailed(std::string{"what was recorded last cannot be signed for: "} + failure.what());
}

Outcome Pipeline::perform(Request request) {
  auto submission = prepare(std::move(request));
  if (!submission) return submission.error();
  return write({&*submission, 1}).front();
}

void Pipeline::on_recorded(Listener listener) { state_->listeners.push_back(std::move(listener)); }

void Pipeline::visit_held(std::function<void(StreamId const&, Folded const&)> const& visit) const {
  state_->cache.visit(
      [&](StreamId const& stream, Running const& running) { visit(stream, running.folded); });
}

StoredCheckpoint Pipeline::checkpoint() {
  auto const transaction = ports_.store.begin();
  catch_up(*transaction);
  auto const frontier = frontier_of({state_->size_seen, state_->frontier_seen, {}});
  auto const stored = transaction->last_checkpoint();
  (void)state_->keys.read(*transaction);
  if (stored && stored->size == state_->size_seen) {
    auto kept = held_to(frontier.head(), *stored);
    // Sound in itself: the end of a log may be cut off where a checkpoint stands.
    if (!ports_.signer.signed_edge().empty()) expect_to_extend(*transaction);
    return kept;
  }
  expect_signer();
  expect_to_extend(*transaction);
  sign(frontier);
  Batch batch;
  batch.head = transaction->head();
  batch.checkpoints.push_back(*state_->checkpoint);
  transaction->write(batch);
  transaction->commit();
  state_->checkpoint_stored = true;
  return *state_->checkpoint;
}

/// As it was stored, where it is signed for that very tree.
StoredCheckpoint Pipeline::held_to(TreeHead const& tree, StoredCheckpoint const& stored) const {
  auto const* named = state_->keys.known();
  auto const opened =
      (named ? *named : LogKeys{note_key_of(origin_, ports_.signer)}).open(stored.note);
  if (!opened || opened->checkpoint.tree != tree)
    throw StoreDamaged("checkpoint " + std::to_string(stored.size) + " is damaged");
  return stored;
}

std::string Pipeline::vkey() const {
  auto const* keys = state_->keys.known();
  return to_vkey(keys ? keys->newest() : note_key_of(origin_, ports_.signer));
}

}  // namespace gozin
