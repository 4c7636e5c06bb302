#include "tests/support/sample_log.hpp"

#include "engine/event/leaf.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/ledger/tile_builder.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace gozin::tests {
namespace {

constexpr std::int64_t kFirstMs = 1'664'600'000'000;
constexpr std::size_t kStreams = 3;

struct LogOpened {
  static constexpr std::string_view kType = "LogOpened";
  Label origin;
  Code purpose;
  Label key;

  static constexpr auto fields() {
    return fields_of(open("origin", &LogOpened::origin), open("purpose", &LogOpened::purpose),
                     open("key", &LogOpened::key));
  }
};

struct Noted {
  static constexpr std::string_view kType = "Noted";
  Label text;

  static constexpr auto fields() { return fields_of(open("text", &Noted::text)); }
};

struct Continued {
  static constexpr std::string_view kType = "Continued";
  Lineage takes_over;

  static constexpr auto fields() { return fields_of(open("takes_over", &Continued::takes_over)); }
};

StreamId stream_at(std::size_t seq) {
  return seq == 0 ? StreamId{"log"} : stream_of("book", std::to_string(seq % kStreams));
}

Event event_at(std::size_t seq, std::string const& story, NoteKey const& key) {
  if (seq == 0) return event_of(LogOpened{{key.name}, Code{"demonstration"}, {to_vkey(key)}});
  return event_of(Noted{{story}});
}

}  // namespace

SampleLog::SampleLog(std::size_t events, std::string const& story, std::size_t parts_at,
                     std::optional<GoesOn> const& goes_on)
    : key_{"sample.example/log", {}} {
  auto const bytes = signer_.public_key();
  std::copy(bytes.begin(), bytes.end(), key_.public_key.bytes.begin());
  leaves_.reserve(events);
  for (std::size_t seq = 0; seq < events; ++seq)
    if (goes_on && goes_on->seq == seq)
      add(seq, StreamId{"book/again"}, event_of(Continued{goes_on->takes_over}));
    else
      add(seq, stream_at(seq), event_at(seq, seq < parts_at ? "as it was" : story, key_));
}

void SampleLog::add(std::size_t seq, StreamId const& stream, Event const& event) {
  auto const tip = tips_.find(stream);
  Envelope at;
  at.seq = static_cast<std::int64_t>(seq);
  at.stream = stream;
  at.rev = tip == tips_.end() ? 0 : tip->second.first + 1;
  at.recorded = at.occurred = {kFirstMs + static_cast<std::int64_t>(seq / 2)};
  at.actor = PersonId{"operator/test"};
  at.role = Code{"operator"};
  at.channel = Code{"story"};
  at.cause = "r" + std::to_string(seq);
  if (tip != tips_.end()) at.prev = tip->second.second;
  leaves_.push_back(leaf_bytes(key_.name, at, event).value());
  hashes_.push_back(leaf_hash(leaves_.back()));
  events_.push_back({at.seq, stream, at.rev, std::string{event.type().name}, at.recorded,
                     leaves_.back(), hashes_.back()});
  tips_[stream] = {at.rev, hashes_.back()};
}

TreeHead SampleLog::tree(std::size_t size) const {
  return {size, root_of(std::span{hashes_}.first(size))};
}

std::string SampleLog::sign(Checkpoint const& checkpoint) const {
  return sign_checkpoint(checkpoint, key_,
                         [this](std::string_view text) { return signer_.sign(text); });
}

std::string SampleLog::checkpoint(std::size_t size) const { return sign({key_.name, tree(size)}); }

ProofFile SampleLog::proof(std::size_t index, std::size_t size) const {
  return {index, inclusion_proof(nodes_over(hashes_), index, size).value(), checkpoint(size)};
}

ConsistencyFile SampleLog::consistency(std::size_t old_size, std::size_t size) const {
  return {old_size, consistency_proof(nodes_over(hashes_), old_size, size).value(),
          checkpoint(size)};
}

LogDossier SampleLog::sealed(LogDossier dossier) const {
  seal_dossier(dossier, key_, [this](std::string_view text) { return signer_.sign(text); });
  return dossier;
}

LogReceipt SampleLog::receipt(std::size_t index, std::size_t size) const {
  return {leaves_.at(index), proof(index, size), {}};
}

Batch SampleLog::batch(std::size_t from, std::size_t to) const {
  Batch batch;
  for (auto seq = from; seq < to; ++seq) batch.events.push_back(events_.at(seq));
  Frontier frontier;
  for (std::size_t seq = 0; seq < to; ++seq) frontier.append(hashes_[seq]);
  batch.head = {static_cast<std::int64_t>(to), to_text(frontier), batch.events.back().recorded};
  batch.checkpoints.push_back({static_cast<std::int64_t>(to), checkpoint(to)});
  return batch;
}

std::optional<std::string> MemoryFiles::read(std::string const& path) {
  auto const found = files.find(path);
  return found == files.end() ? std::nullopt : std::optional{found->second};
}

std::vector<std::string> MemoryFiles::list() {
  std::vector<std::string> paths;
  for (auto const& [path, bytes] : files)
    if (path != kCheckpointFile) paths.push_back(path);
  return paths;
}

MemoryFiles files_of(SampleLog const& log, std::size_t size, std::vector<std::size_t> const& kept) {
  MemoryFiles made;
  TileBuilder builder;
  auto const put = [&](TileId const& tile, std::string const& bytes) {
    made.files[path_of(tile)] = bytes;
  };
  for (std::size_t from = 0; from < size; from += kTileWidth) {
    auto const width = std::min(kTileWidth, size - from);
    std::string bundle;
    for (auto seq = from; seq < from + width; ++seq) append_entry(bundle, log.leaves()[seq]);
    put({.kind = TileId::Kind::entries, .index = from / kTileWidth, .width = width}, bundle);
    for (auto seq = from; seq < from + width; ++seq) builder.append(log.hashes()[seq], put);
  }
  builder.finish(put);
  for (auto const one : std::set<std::size_t>(kept.begin(), kept.end()))
    made.files[kept_path_of(one)] += log.checkpoint(one);
  made.files[std::string{kCheckpointFile}] = log.checkpoint(size);
  return made;
}

}  // namespace gozin::tests
