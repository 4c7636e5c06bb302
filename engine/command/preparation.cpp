#include "engine/command/preparation.hpp"

#include "engine/event/json.hpp"
#include "engine/ledger/commitment.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {

Committed keep_in(Draft& draft, std::string_view name, std::string_view value) {
  auto const salt = field_salt(view_of(draft.seed), name);
  auto const commitment = field_commitment(salt, name, value);
  if (!draft.values.emplace(name, value).second)
    throw std::logic_error("kept twice in one draft: " + std::string{name});
  draft.commitments.emplace(name, commitment);
  return {commitment};
}

std::string bound_of(Draft const& draft) {
  std::string bound;
  for (auto const& [name, commitment] : draft.commitments) {
    if (!bound.empty()) bound.push_back(' ');
    bound += to_hex(commitment);
  }
  return bound;
}

std::string plain_of(Draft const& draft) {
  json::object values;
  for (auto const& [name, value] : draft.values) values.emplace(name, value);
  return to_canonical(json::object{{"seed", to_hex(draft.seed)}, {"values", std::move(values)}});
}

std::string Preparation::fresh_id() { return gozin::fresh_id(tools_.random); }

Hash Preparation::draw() { return tools_.random.draw(); }

void Preparation::new_key(VaultKeyId key) { submission_.new_keys.push_back(std::move(key)); }

Committed Preparation::keep(VaultKeyId const& key, std::string_view name, std::string_view value) {
  auto& drafts = submission_.drafts;
  auto found = std::find_if(drafts.begin(), drafts.end(),
                            [&](Draft const& draft) { return draft.key == key; });
  if (found == drafts.end()) {
    drafts.push_back({.key = key, .seed = tools_.random.draw(), .values = {}, .commitments = {}});
    found = std::prev(drafts.end());
  }
  return keep_in(*found, name, value);
}

void Preparation::put_in_box(std::string ballot, std::string choice) {
  submission_.papers.push_back({fresh_id(), std::move(ballot), std::move(choice)});
}

void Preparation::look_up(std::string_view value, PersonId person) {
  submission_.namings.push_back({std::string{value}, std::move(person)});
}

Hash Preparation::attach(std::string_view media, std::string_view bytes) {
  auto const hash = sha256(bytes);
  submission_.documents.push_back({hash, {}, std::string{media}, to_base64(bytes)});
  return hash;
}

}  // namespace gozin
