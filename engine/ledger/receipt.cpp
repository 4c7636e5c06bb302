#include "engine/ledger/receipt.hpp"

#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/commitment.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gozin {
namespace {

constexpr std::string_view kReceiptFormat = "gozin-receipt@v1";
/// A leaf, a proof and the openings of its values; values are at most as long as a request.
constexpr std::size_t kReceiptBytesMax = 4 << 20;

Rejection malformed_receipt() { return {LedgerReason::receipt_must_be_well_formed}; }

/// The text under a name; nothing when it is missing or no text.
std::optional<std::string> text_at(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string{value->get_string()};
}

std::optional<Opening> parse_opening(json::value const& value) {
  if (!value.is_object() || value.get_object().size() != 3) return std::nullopt;
  auto const& object = value.get_object();
  auto name = text_at(object, "name");
  auto const salt = text_at(object, "salt");
  auto const bytes = salt ? parse_hash(*salt) : std::nullopt;
  auto content = text_at(object, "value");
  if (!name || !bytes || !content) return std::nullopt;
  return Opening{std::move(*name), *bytes, std::move(*content)};
}

std::optional<std::vector<Opening>> parse_openings(json::value const* value) {
  if (!value || !value->is_array()) return std::nullopt;
  std::vector<Opening> openings;
  for (auto const& element : value->get_array()) {
    auto opening = parse_opening(element);
    if (!opening) return std::nullopt;
    openings.push_back(std::move(*opening));
  }
  return openings;
}

void collect(json::value const& value, std::vector<Hash>& commitments) {
  if (value.is_array())
    for (auto const& element : value.get_array()) collect(element, commitments);
  if (!value.is_object()) return;
  auto const& object = value.get_object();
  auto const text = object.size() == 1 ? text_at(object, "commitment") : std::nullopt;
  auto const commitment = text ? parse_hash(*text) : std::nullopt;
  if (commitment)
    commitments.push_back(*commitment);
  else
    for (auto const& member : object) collect(member.value(), commitments);
}

}  // namespace

std::string to_text(LogReceipt const& receipt) {
  json::array openings;
  for (auto const& opening : receipt.openings)
    openings.push_back(json::object{
        {"name", opening.name}, {"salt", to_hex(opening.salt)}, {"value", opening.value}});
  return to_canonical(json::object{{"format", kReceiptFormat},
                                   {"leaf", receipt.leaf},
                                   {"openings", std::move(openings)},
                                   {"proof", to_text(receipt.proof)}}) +
         "\n";
}

Result<LogReceipt> parse_receipt(std::string_view text) {
  if (!text.ends_with('\n')) return malformed_receipt();
  auto const value = parse_json(text.substr(0, text.size() - 1), {.bytes = kReceiptBytesMax});
  if (!value || !value->is_object() || value->get_object().size() != 4) return malformed_receipt();
  auto const& object = value->get_object();
  auto const format = text_at(object, "format");
  auto leaf = text_at(object, "leaf");
  auto openings = parse_openings(object.if_contains("openings"));
  auto const proof_text = text_at(object, "proof");
  if (format != kReceiptFormat || !leaf || !openings || !proof_text) return malformed_receipt();
  auto proof = parse_proof_file(*proof_text);
  if (!proof) return malformed_receipt();
  LogReceipt receipt{std::move(*leaf), std::move(*proof), std::move(*openings)};
  if (to_text(receipt) != text) return malformed_receipt();
  return receipt;
}

Result<Checkpoint> verify_receipt(LogReceipt const& receipt, LogKeys const& keys) {
  auto checkpoint = verify_proof_file(receipt.proof, leaf_hash(receipt.leaf), keys);
  if (!checkpoint) return checkpoint.error();
  auto const leaf = parse_leaf(receipt.leaf);
  if (!leaf || leaf->origin != checkpoint->origin ||
      static_cast<std::uint64_t>(leaf->at.seq) != receipt.proof.index)
    return malformed_receipt();
  auto const commitments = commitments_in(leaf->data);
  for (auto const& [name, salt, value] : receipt.openings)
    if (std::find(commitments.begin(), commitments.end(), field_commitment(salt, name, value)) ==
        commitments.end())
      return Rejection{LedgerReason::opening_must_fit_leaf, name};
  return checkpoint;
}

bool hand_over(LogKeys& keys, LogReceipt const& receipt) {
  auto const leaf = parse_leaf(receipt.leaf);
  auto next = leaf ? key_rotated_by(*leaf) : std::nullopt;
  if (!next || !verify_receipt(receipt, keys)) return false;
  auto extended = keys;
  if (!extended.rotate(receipt.proof.index, std::move(*next))) return false;
  if (!verify_receipt(receipt, extended)) return false;
  keys = std::move(extended);
  return true;
}

std::vector<Hash> commitments_in(json::value const& data) {
  std::vector<Hash> commitments;
  collect(data, commitments);
  return commitments;
}

}  // namespace gozin
