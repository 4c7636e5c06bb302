#include "workflows/registry/bindings.hpp"

#include "engine/core/hash.hpp"

namespace gozin::registry {
namespace {

/// Nothing where the vault does not open it any more.
std::string value_in(std::map<std::string, std::string> const& opened, std::string const& field) {
  auto const found = opened.find(field);
  return found == opened.end() ? std::string{} : found->second;
}

}  // namespace

std::string digest_of_credentials(std::string_view password_hash) {
  return to_hex(sha256({"gozin-credentials/v1\n", password_hash}));
}

bool is_about_accounts(std::string_view type) {
  return type == AccountBound::kType || type == CredentialsReplaced::kType ||
         type == AccountClosed::kType || type == SubjectErased::kType;
}

void Bindings::learn(Recorded const& recorded, std::map<std::string, std::string> const& opened) {
  auto const& event = recorded.event;
  if (auto const* bound = event.as<AccountBound>()) {
    Binding const binding{.account = bound->account,
                          .person = bound->person,
                          .login = value_in(opened, "login"),
                          .credentials = value_in(opened, "credentials")};
    open_[binding.account] = binding;
    by_login_[binding.login].insert(binding.account);
  } else if (auto const* replaced = event.as<CredentialsReplaced>()) {
    auto const found = open_.find(replaced->account);
    if (found != open_.end()) found->second.credentials = value_in(opened, "credentials");
  } else if (auto const* closed = event.as<AccountClosed>()) {
    close(closed->account);
  } else if (auto const* erased = event.as<SubjectErased>()) {
    forget(erased->person);
  }
}

void Bindings::close(Code const& account) {
  auto const found = open_.find(account);
  if (found == open_.end()) return;
  auto const same = by_login_.find(found->second.login);
  same->second.erase(account);
  if (same->second.empty()) by_login_.erase(same);
  open_.erase(found);
}

void Bindings::forget(PersonId const& person) {
  std::set<Code> theirs;
  for (auto const& [account, binding] : open_)
    if (binding.person == person) theirs.insert(account);
  for (auto const& account : theirs) close(account);
}

std::vector<Binding> Bindings::of(std::string const& login) const {
  std::vector<Binding> found;
  auto const same = by_login_.find(login);
  if (same == by_login_.end()) return found;
  for (auto const& account : same->second) found.push_back(open_.at(account));
  return found;
}

std::vector<Binding> Bindings::all() const {
  std::vector<Binding> all;
  for (auto const& [account, binding] : open_) all.push_back(binding);
  return all;
}

}  // namespace gozin::registry
