#include "adapters/app/site_visit.hpp"

#include "adapters/app/access_keeper.hpp"
#include "adapters/http/target.hpp"

#include <charconv>

namespace gozin::app {
namespace {

constexpr std::string_view kJson = ".json";
constexpr std::string_view kLive = ".live";

bool wants_json(http::Request const& request) {
  auto const accept = http::header(request, "accept");
  auto const at = accept.find("application/json");
  return at != std::string_view::npos && accept.find("text/html") == std::string_view::npos;
}

Language preferred(std::string_view accepted) {
  auto const en = accepted.find("en");
  auto const fa = accepted.find("fa");
  return en < fa ? Language::en : Language::fa;
}

}  // namespace

Address address_of(http::Request const& request) {
  Address address{.path = request.path, .json = wants_json(request)};
  for (auto const language : {Language::fa, Language::en}) {
    auto const prefix = "/" + std::string{name_of(language)};
    if (address.path != prefix && !address.path.starts_with(prefix + "/")) continue;
    address.language = language;
    address.path.erase(0, prefix.size());
    break;
  }
  for (auto const& [ending, is_asked] :
       {std::pair{kJson, &Address::json}, std::pair{kLive, &Address::live}}) {
    if (!address.path.ends_with(ending)) continue;
    address.path.resize(address.path.size() - ending.size());
    address.*is_asked = true;
    if (address.path == "/index") address.path = "/";
    break;
  }
  if (address.path.empty()) address.path = "/";
  return address;
}

Language language_of(http::Request const& request, Address const& address) {
  if (address.language) return *address.language;
  auto const cookie = request.cookies.find("lang");
  if (cookie != request.cookies.end())
    if (auto const language = find_by_name<Language>(cookie->second)) return *language;
  return preferred(http::header(request, "accept-language"));
}

std::string query_of(http::Request const& request) {
  std::string text;
  for (auto const& [name, value] : request.query)
    text += (text.empty() ? "" : "&") + http::percent_encoded(name) + "=" +
            http::percent_encoded(value);
  return text;
}

std::optional<std::int64_t> parse_seq(std::string const& text) {
  std::int64_t seq = 0;
  auto const* end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, seq);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{seq} : std::nullopt;
}

Visit::Visit(Given const& given, std::optional<SignedIn> who, Instant now)
    : given_{given},
      who_{std::move(who)},
      words_{given.texts, given.city.directory(), language_of(given.request, given.address),
             &access_} {
  call_.actor = who_ ? who_->person : PersonId{};
  call_.channel = Code{"web"};
  call_.now = now;
  call_.request = given.request.id;
}

void Visit::look_away() {
  view_.reset();
  store_.reset();
}

StoreView& Visit::store() {
  if (!store_) store_ = city().store().view();
  return *store_;
}

View& Visit::view() {
  if (!view_) view_.emplace(city().pipeline().catalog(), store(), &city().snapshots());
  return *view_;
}

std::map<std::string, std::string> Visit::opened(std::int64_t seq) {
  auto values = city().opened(seq);
  if (!values.empty()) access_.events.insert(seq);
  return values;
}

std::optional<Access> Visit::access() const {
  if (!who_) return std::nullopt;
  auto access = access_;
  access.people.erase(who_->person);
  bool const is_nothing =
      access.people.empty() && access.events.empty() && !access.all_people && !access.all_of_page;
  if (is_nothing) return std::nullopt;
  access.at = call_.now;
  access.reader = who_->person;
  access.page = given_.address.path;
  return access;
}

void Visit::put_on_record(AccessKeeper& accesses) {
  look_away();
  if (auto read = access()) accesses.keep(*std::move(read));
}

std::string Visit::query(std::string_view name) const {
  return std::string{http::first(given_.request.query, name)};
}

Context Visit::context(StreamId const& stream) { return {call_, stream, view(), facts_}; }

}  // namespace gozin::app
