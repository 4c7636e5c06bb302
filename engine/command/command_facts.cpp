#include "engine/command/command_facts.hpp"

#include <algorithm>

namespace gozin {

std::optional<Opened> Recording::CommandFacts::open(std::int64_t seq, VaultKeyId const& key) {
  auto const pending = recording_.kept_.find({seq, key});
  if (pending != recording_.kept_.end()) return pending->second;
  for (auto const& record : recording_.store_.vault_of(seq)) {
    if (record.key != key) continue;
    auto const secret = recording_.parts_.ring.find(key, recording_.store_);
    if (!secret) return std::nullopt;
    return open_record(recording_.parts_.ports.keys, *secret, record);
  }
  return std::nullopt;
}

std::optional<Opened> Recording::CommandFacts::open_kept(VaultKeyId const& key) {
  for (auto const& draft : submission_.drafts)
    if (draft.key == key) return Opened{draft.seed, draft.values};
  return std::nullopt;
}

std::vector<std::string> Recording::CommandFacts::open_box(std::string const& ballot) {
  auto papers = recording_.store_.box_of(ballot);
  for (auto const& paper : recording_.batch_.ballots)
    if (paper.ballot == ballot) papers.push_back(paper);
  std::sort(papers.begin(), papers.end(),
            [](BoxedBallot const& a, BoxedBallot const& b) { return a.id < b.id; });
  auto const key = recording_.parts_.ring.find(box_key_of(ballot), recording_.store_);
  std::vector<std::string> choices;
  for (auto const& paper : papers) {
    auto const sealed = parse_base64(paper.sealed);
    auto const padded =
        key && sealed ? recording_.parts_.ports.keys.open(*key, ballot, *sealed) : std::nullopt;
    if (!padded) throw StoreFailed("a paper of the ballot " + ballot + " does not open");
    choices.push_back(padded->substr(0, padded->find('\0')));
  }
  return choices;
}

std::string Recording::CommandFacts::fresh_id() {
  return gozin::fresh_id(recording_.parts_.ports.random);
}

Committed Recording::CommandFacts::keep(VaultKeyId const& key, std::string_view name,
                                        std::string_view value, std::optional<Hash> seed) {
  // Without a seed of its own a value joins the last draft under the key that does not have its
  // name yet; several events of one command may each keep the same field.
  auto found = std::find_if(drafts_.rbegin(), drafts_.rend(), [&](Draft const& draft) {
    return draft.key == key && (!seed || draft.seed == *seed);
  });
  bool const joins = found != drafts_.rend() && !found->values.contains(std::string{name});
  if (!joins) {
    drafts_.push_back({.key = key,
                       .seed = seed ? *seed : recording_.parts_.ports.random.draw(),
                       .values = {},
                       .commitments = {}});
    found = drafts_.rbegin();
  }
  return keep_in(*found, name, value);
}

Hash Recording::CommandFacts::attach(VaultKeyId const& key, std::string_view media,
                                     std::string_view bytes) {
  auto const hash = sha256(bytes);
  std::string content{bytes};
  if (!key.empty()) {
    auto const secret = recording_.parts_.ring.ensure(key, recording_.store_, recording_.batch_);
    content = recording_.parts_.ports.keys.seal(secret, to_hex(hash), bytes);
  }
  documents_.push_back({hash, key, std::string{media}, to_base64(content)});
  return hash;
}

std::vector<Row> Recording::CommandFacts::rows(ReadTable const& table, std::string_view column,
                                               Value const& value) {
  constexpr std::size_t kPage = 1'000;
  std::vector<Row> found;
  Query query{.table = &table, .where = {{column, value}}, .limit = kPage};
  for (;;) {
    auto const page = recording_.store_.select(query);
    for (auto const& row : page)
      if (!recording_.touched_.contains(StreamId{std::get<std::string>(row.front())}))
        found.push_back(row);
    if (page.size() < kPage) break;
    query.after = key_of(table, page.back());
  }
  // What the batch has touched stands as it is folded by now, not as it was.
  auto const is_asked = [&](Column const& one) { return one.name == column; };
  auto const at = static_cast<std::size_t>(
      std::find_if(table.columns.begin(), table.columns.end(), is_asked) - table.columns.begin());
  for (auto const& stream : recording_.touched_)
    for (auto& row : rows_of(recording_.load(stream)->folded, stream))
      if (row.table == &table && row.row.at(at) == value) found.push_back(std::move(row.row));
  return found;
}

Directory const& Recording::CommandFacts::directory() { return recording_.parts_.ports.directory; }

Hash Recording::CommandFacts::published_root() {
  // The head under the lock: everything before this batch is committed and was published.
  auto const frontier = recording_.head_.frontier.empty()
                            ? Result<Frontier>{Frontier{}}
                            : parse_frontier(recording_.head_.frontier);
  return frontier->root();
}

}  // namespace gozin
