#include "adapters/app/lookup_check.hpp"

#include "adapters/app/opened_values.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

constexpr std::size_t kLookupsAPage = 2'000;

using LookupIndex = std::map<std::string, PersonId>;  // by digest

StreamId registered_stream(PersonId const& person) {
  return stream_of(registry::Person::kKind, person.text);
}

LookupIndex by_vault(StoreView& store, Keys& keys) {
  std::vector<std::pair<std::int64_t, PersonId>> registered;
  store.read_kind(registry::Person::kKind, [&](StoredEvent const& stored) {
    if (stored.type == registry::PersonRegistered::kType)
      registered.emplace_back(stored.seq, PersonId{std::string{stored.stream.key()}});
  });
  OpenedValues opened{store, keys};
  LookupIndex index;
  for (auto const& [seq, person] : registered) {
    auto const values = opened.of(seq);
    auto const number = values.find("national_id");
    if (number != values.end()) index.emplace(keys.lookup_digest(number->second), person);
  }
  return index;
}

LookupIndex by_table(StoreView& store) {
  LookupIndex index;
  for (std::string after;;) {
    auto const page = store.lookups(after, kLookupsAPage);
    for (auto const& lookup : page) index.emplace(lookup.digest, lookup.person);
    if (page.size() < kLookupsAPage) return index;
    after = page.back().digest;
  }
}

Fault lookup_fault(VerifyFinding finding, PersonId const& person) {
  return {finding, "look-up of " + registered_stream(person).text};
}

}  // namespace

std::vector<Fault> faults_of_lookups(City& city) {
  if (!city.keys()) return {};
  auto const view = city.store().view();
  auto const known = by_vault(*view, *city.keys());
  auto const stored = by_table(*view);
  bool const is_of_this_epoch = stored.empty() || std::ranges::any_of(stored, [&](auto const& one) {
                                  return known.contains(one.first);
                                });
  if (!is_of_this_epoch) return {};
  std::vector<Fault> faults;
  for (auto const& [digest, person] : known)
    if (!stored.contains(digest))
      faults.push_back(lookup_fault(VerifyFinding::lookup_missing, person));
  KeyRing ring{*city.keys()};
  for (auto const& [digest, person] : stored) {
    auto const right = known.find(digest);
    if (right != known.end() && right->second == person) continue;
    // Of somebody erased since this copy was made; it goes when the city is opened.
    bool const is_erased =
        right == known.end() && !ring.find(VaultKeyId{registered_stream(person).text}, *view);
    if (!is_erased) faults.push_back(lookup_fault(VerifyFinding::lookup_differs, person));
  }
  return faults;
}

}  // namespace gozin::app
