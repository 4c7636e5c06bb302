#include "engine/ledger/dossier.hpp"

#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/commitment.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <boost/json/array.hpp>

namespace gozin {
namespace {

constexpr std::string_view kDossierFormat = "gozin-dossier@v1";
constexpr std::size_t kDossierBytesMax = 64 << 20;

Rejection malformed_dossier() { return {LedgerReason::dossier_must_be_well_formed}; }

std::string place_of(std::uint64_t index) { return "event " + std::to_string(index); }

json::array json_of(std::vector<Opening> const& openings) {
  json::array array;
  for (auto const& opening : openings)
    array.push_back(json::object{
        {"name", opening.name}, {"salt", to_hex(opening.salt)}, {"value", opening.value}});
  return array;
}

json::object json_of(DossierEntry const& entry) {
  json::array hashes;
  for (auto const& hash : entry.hashes) hashes.emplace_back(to_base64(view_of(hash)));
  json::object object{{"index", static_cast<std::int64_t>(entry.index)},
                      {"hashes", std::move(hashes)}};
  if (entry.leaf) {
    object.emplace("leaf", *entry.leaf);
    object.emplace("openings", json_of(entry.openings));
  } else {
    object.emplace("leaf_hash", to_hex(entry.leaf_hash));
  }
  return object;
}

json::object unsealed(LogDossier const& dossier) {
  json::array entries;
  for (auto const& entry : dossier.entries) entries.push_back(json_of(entry));
  return {{"checkpoint", dossier.checkpoint},
          {"content", dossier.content},
          {"entries", std::move(entries)},
          {"format", kDossierFormat}};
}

std::string sealed_text(LogDossier const& dossier, std::string_view origin) {
  auto const hash = sha256(to_canonical(unsealed(dossier)));
  return std::string{kDossierFormat} + "\n" + std::string{origin} + "\n" +
         to_base64(view_of(hash)) + "\n";
}

std::optional<std::string> string_at(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string{value->get_string()};
}

std::optional<Hash> hash_of_base64(json::value const& value) {
  if (!value.is_string()) return std::nullopt;
  auto const bytes = parse_base64(std::string_view{value.get_string()});
  if (!bytes || bytes->size() != Hash{}.bytes.size()) return std::nullopt;
  return parse_hash(to_hex(*bytes));
}

std::optional<Opening> opening_in(json::value const& value) {
  if (!value.is_object()) return std::nullopt;
  auto name = string_at(value.get_object(), "name");
  auto const salt = string_at(value.get_object(), "salt");
  auto const bytes = salt ? parse_hash(*salt) : std::nullopt;
  auto content = string_at(value.get_object(), "value");
  if (!name || !bytes || !content) return std::nullopt;
  return Opening{std::move(*name), *bytes, std::move(*content)};
}

template <class T, class Read>
std::optional<std::vector<T>> list_at(json::object const& object, std::string_view name,
                                      Read const& read) {
  auto const* value = object.if_contains(name);
  if (!value || !value->is_array()) return std::nullopt;
  std::vector<T> items;
  for (auto const& element : value->get_array()) {
    auto item = read(element);
    if (!item) return std::nullopt;
    items.push_back(std::move(*item));
  }
  return items;
}

/// Members that it does not read are found by comparing with what the writer writes.
std::optional<DossierEntry> entry_in(json::value const& value) {
  if (!value.is_object()) return std::nullopt;
  auto const& object = value.get_object();
  auto const* index = object.if_contains("index");
  auto hashes = list_at<Hash>(object, "hashes", &hash_of_base64);
  if (!index || !index->is_int64() || index->get_int64() < 0 || !hashes) return std::nullopt;
  DossierEntry entry{.index = static_cast<std::uint64_t>(index->get_int64()),
                     .hashes = std::move(*hashes)};
  if ((entry.leaf = string_at(object, "leaf"))) {
    auto openings = list_at<Opening>(object, "openings", &opening_in);
    if (!openings) return std::nullopt;
    entry.openings = std::move(*openings);
    entry.leaf_hash = leaf_hash(*entry.leaf);
    return entry;
  }
  auto const hash = string_at(object, "leaf_hash");
  auto const bytes = hash ? parse_hash(*hash) : std::nullopt;
  if (!bytes) return std::nullopt;
  entry.leaf_hash = *bytes;
  return entry;
}

/// What an entry says of itself where it is given; nothing where only its hash is.
using Cited = std::map<std::uint64_t, std::optional<Leaf>>;

Rejection disagreement(std::int64_t seq) {
  return {LedgerReason::dossier_must_agree_with_its_entries, "event " + std::to_string(seq)};
}

bool says(json::object const& statement, std::string_view name, std::string const& truth) {
  auto const* value = statement.if_contains(name);
  return !value || (value->is_string() && std::string_view{value->get_string()} == truth);
}

/// Looks for the first citation in a statement that does not hold.
class Citations {
 public:
  Citations(Cited const& cited, std::vector<DossierEntry> const& entries)
      : cited_{cited}, entries_{entries} {}

  std::optional<Rejection> flaw_in(json::value const& value) const {
    if (value.is_array()) return flaw_in_list(value.get_array());
    if (!value.is_object()) return std::nullopt;
    auto const& object = value.get_object();
    if (auto flaw = flaw_of_citation(object)) return flaw;
    for (auto const& [name, inner] : object) {
      auto flaw = name == "evidence" ? flaw_of_evidence(inner) : flaw_in(inner);
      if (flaw) return flaw;
    }
    return std::nullopt;
  }

 private:
  std::optional<Rejection> flaw_in_list(json::array const& values) const {
    for (auto const& value : values)
      if (auto flaw = flaw_in(value)) return flaw;
    return std::nullopt;
  }

  std::optional<Rejection> flaw_of_citation(json::object const& object) const {
    auto const* seq = object.if_contains("seq");
    if (!seq) return std::nullopt;
    if (!seq->is_int64()) return malformed_dossier();
    auto const found = cited_.find(static_cast<std::uint64_t>(seq->get_int64()));
    auto const holds = found != cited_.end() &&
                       (!found->second || agrees(object, *found->second)) &&
                       quotes(object, found->first);
    return holds ? std::nullopt : std::optional{disagreement(seq->get_int64())};
  }

  /// Words of a field are those that the entry is opened with, where it is given.
  bool quotes(json::object const& object, std::uint64_t index) const {
    auto const field = string_at(object, "field");
    auto const text = string_at(object, "text");
    if (!field || !text) return true;
    auto const entry = std::ranges::find(entries_, index, &DossierEntry::index);
    return entry == entries_.end() || !entry->leaf ||
           std::ranges::any_of(entry->openings, [&](Opening const& opening) {
             return opening.name == *field && opening.value == *text;
           });
  }

  std::optional<Rejection> flaw_of_evidence(json::value const& value) const {
    if (!value.is_array()) return malformed_dossier();
    for (auto const& seq : value.get_array()) {
      if (!seq.is_int64()) return malformed_dossier();
      if (!cited_.contains(static_cast<std::uint64_t>(seq.get_int64())))
        return disagreement(seq.get_int64());
    }
    return std::nullopt;
  }

  Cited const& cited_;
  std::vector<DossierEntry> const& entries_;
};

/// Where it says of which log it is, and by which key, that is what the checkpoint says; and for
/// what purpose, what the first event says where it is given.
bool names_its_log(LogDossier const& dossier, Checkpoint const& checkpoint, NoteKey const& key,
                   Cited const& cited) {
  auto const vkey = string_at(dossier.content, "vkey");
  if (vkey && *vkey != to_vkey(key)) return false;
  auto const* log = dossier.content.if_contains("log");
  if (!log) return true;
  if (!log->is_object()) return false;
  auto const origin = string_at(log->get_object(), "origin");
  if (origin && *origin != checkpoint.origin) return false;
  auto const first = cited.find(0);
  auto const purpose = purpose_in(dossier);
  if (!purpose || first == cited.end() || !first->second) return true;
  auto const& data = first->second->data;
  return data.is_object() && string_at(data.get_object(), "purpose") == purpose;
}

void collect(json::value const& value, std::set<std::uint64_t> const& unshown,
             std::vector<UnshownStatement>& found) {
  if (value.is_array())
    for (auto const& one : value.get_array()) collect(one, unshown, found);
  if (!value.is_object()) return;
  auto const& object = value.get_object();
  auto const* seq = object.if_contains("seq");
  if (seq && seq->is_int64() && unshown.contains(static_cast<std::uint64_t>(seq->get_int64())))
    found.push_back({static_cast<std::uint64_t>(seq->get_int64()), object});
  for (auto const& [name, inner] : object) collect(inner, unshown, found);
}

std::optional<Rejection> flaw_of_openings(DossierEntry const& entry, Leaf const& leaf) {
  auto const commitments = commitments_in(leaf.data);
  for (auto const& [name, salt, value] : entry.openings)
    if (std::ranges::find(commitments, field_commitment(salt, name, value)) == commitments.end())
      return Rejection{LedgerReason::opening_must_fit_leaf, place_of(entry.index)};
  return std::nullopt;
}

/// The entry, when it stands in the tree and is what it says.
Result<std::optional<Leaf>> checked(DossierEntry const& entry, Checkpoint const& checkpoint) {
  auto const included =
      verify_inclusion({entry.leaf_hash, entry.index}, entry.hashes, checkpoint.tree);
  if (!included) return Rejection{included.error().reason, place_of(entry.index)};
  if (!entry.leaf) return std::optional<Leaf>{};
  auto leaf = parse_leaf(*entry.leaf);
  if (!leaf || leaf->origin != checkpoint.origin ||
      static_cast<std::uint64_t>(leaf->at.seq) != entry.index)
    return Rejection{LedgerReason::dossier_must_be_well_formed, place_of(entry.index)};
  if (auto const flaw = flaw_of_openings(entry, *leaf)) return *flaw;
  return std::optional{std::move(*leaf)};
}

/// Where an entry begins a stream with another one's events, the last of these is an entry too, and
/// stands where the first says.
std::optional<Rejection> flaw_of_lineage(LogDossier const& dossier, Cited const& cited) {
  for (auto const& [index, taker] : cited) {
    auto const* value = taker && taker->data.is_object()
                            ? taker->data.get_object().if_contains(kTakesOver)
                            : nullptr;
    if (!value) continue;
    auto const lineage = decode<Lineage>(*value);
    if (!lineage || taker->at.rev != 0) return disagreement(taker->at.seq);
    auto const is_last = [&](DossierEntry const& entry) {
      auto const& leaf = cited.at(entry.index);
      return entry.index < index && entry.leaf_hash == lineage->leaf &&
             (!leaf || (leaf->at.stream == lineage->from && leaf->at.rev == lineage->through));
    };
    if (std::ranges::none_of(dossier.entries, is_last)) return disagreement(taker->at.seq);
  }
  return std::nullopt;
}

bool is_sealed(LogDossier const& dossier, NoteKey const& key) {
  auto const note = parse_note(dossier.seal);
  return note && verified_keys(*note, std::span{&key, 1}) &&
         note->text == sealed_text(dossier, key.name);
}

}  // namespace

bool agrees(json::object const& statement, Leaf const& leaf) {
  auto const& at = leaf.at;
  return says(statement, "type", leaf.type) &&
         says(statement, "recorded", to_rfc3339(at.recorded)) &&
         says(statement, "occurred", to_rfc3339(at.occurred)) &&
         says(statement, "actor", at.actor.text) && says(statement, "role", at.role.text) &&
         says(statement, "behalf", at.behalf.text) &&
         says(statement, "taken_over_from", at.stream.text);
}

std::vector<UnshownStatement> unshown_statements(LogDossier const& dossier) {
  std::set<std::uint64_t> unshown;
  for (auto const& entry : dossier.entries)
    if (!entry.leaf) unshown.insert(entry.index);
  std::vector<UnshownStatement> found;
  for (auto const& [name, value] : dossier.content) collect(value, unshown, found);
  return found;
}

std::optional<std::string> purpose_in(LogDossier const& dossier) {
  auto const* log = dossier.content.if_contains("log");
  return log && log->is_object() ? string_at(log->get_object(), "purpose") : std::nullopt;
}

std::string to_text(LogDossier const& dossier) {
  auto object = unsealed(dossier);
  object.emplace("seal", dossier.seal);
  return to_canonical(object) + "\n";
}

Result<LogDossier> parse_dossier(std::string_view text) {
  if (!text.ends_with('\n')) return malformed_dossier();
  auto const value = parse_json(text.substr(0, text.size() - 1), {.bytes = kDossierBytesMax});
  if (!value || !value->is_object()) return malformed_dossier();
  auto const& object = value->get_object();
  auto const* content = object.if_contains("content");
  auto checkpoint = string_at(object, "checkpoint");
  auto entries = list_at<DossierEntry>(object, "entries", &entry_in);
  auto seal = string_at(object, "seal");
  if (!content || !content->is_object() || !checkpoint || !entries || !seal)
    return malformed_dossier();
  LogDossier dossier{content->get_object(), std::move(*entries), std::move(*checkpoint),
                     std::move(*seal)};
  if (to_text(dossier) != text) return malformed_dossier();
  return dossier;
}

void seal_dossier(LogDossier& dossier, NoteKey const& key, NoteSigner const& sign) {
  Note note{sealed_text(dossier, key.name), {}};
  sign_note(note, key, sign);
  dossier.seal = to_text(note);
}

Result<Checkpoint> verify_dossier(LogDossier const& dossier, LogKeys const& keys) {
  auto checkpoint = open_checkpoint(dossier.checkpoint, keys);
  if (!checkpoint) return checkpoint.error();
  if (!is_sealed(dossier, keys.at(checkpoint->tree.size)))
    return Rejection{LedgerReason::dossier_must_be_sealed};
  Cited cited;
  for (auto const& entry : dossier.entries) {
    auto leaf = checked(entry, *checkpoint);
    if (!leaf) return leaf.error();
    if (!cited.empty() && cited.rbegin()->first >= entry.index)
      return Rejection{LedgerReason::dossier_must_be_well_formed, place_of(entry.index)};
    cited.emplace(entry.index, std::move(*leaf));
  }
  if (auto const flaw = Citations{cited, dossier.entries}.flaw_in(dossier.content)) return *flaw;
  if (!names_its_log(dossier, *checkpoint, keys.at(checkpoint->tree.size), cited))
    return Rejection{LedgerReason::dossier_must_agree_with_its_entries};
  if (auto const flaw = flaw_of_lineage(dossier, cited)) return *flaw;
  return checkpoint;
}

}  // namespace gozin
