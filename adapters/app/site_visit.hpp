#pragma once

#include "adapters/app/city.hpp"
#include "adapters/app/site_sight.hpp"
#include "adapters/app/site_words.hpp"
#include "adapters/http/message.hpp"
#include "adapters/http/router.hpp"
#include "adapters/identity/local_accounts.hpp"
#include "engine/command/offers.hpp"
#include "engine/command/streams.hpp"

#include <memory>
#include <optional>
#include <string>

namespace gozin::app {

class AccessKeeper;

/// Which page is asked for: the path without language and `.json` or `.live`, and what was found by
/// them.
struct Address {
  std::optional<Language> language = {};
  std::string path;
  bool json = false;
  bool live = false;  // the news of the page
};
[[nodiscard]] Address address_of(http::Request const& request);

/// Which language a reader prefers: of the path, the cookie, the browser, else Persian.
[[nodiscard]] Language language_of(http::Request const& request, Address const& address);

/// The query of a request as it is written in an address; empty when there is none.
[[nodiscard]] std::string query_of(http::Request const& request);

/// A sequence of the log as it stands in an address; nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> parse_seq(std::string const& text);

/// One request on its way to a page: who asks, in which language, and the city as of one moment,
/// which is when it is first looked at.
class Visit {
 public:
  struct Given {
    City& city;
    Texts const& texts;
    http::Request const& request;
    Address const& address;
  };
  Visit(Given const& given, std::optional<SignedIn> who, Instant now);
  Visit(Visit const&) = delete;
  Visit& operator=(Visit const&) = delete;

  [[nodiscard]] http::Request const& request() const { return given_.request; }
  [[nodiscard]] Address const& address() const { return given_.address; }
  [[nodiscard]] City& city() { return given_.city; }
  [[nodiscard]] Words const& words() const { return words_; }
  [[nodiscard]] Language language() const { return words_.language(); }
  [[nodiscard]] std::optional<SignedIn> const& who() const { return who_; }
  [[nodiscard]] Instant now() const { return call_.now; }
  [[nodiscard]] PersonId const& actor() const { return call_.actor; }
  [[nodiscard]] StoreView& store();
  [[nodiscard]] View& view();
  [[nodiscard]] Call const& call() const { return call_; }
  [[nodiscard]] std::string query(std::string_view name) const;

  /// Gives the store's connection back, for who waits needs none. Nothing that `store` and `view`
  /// gave before may be used, and what they give from now on is of a later moment.
  void look_away();

  /// As City::opened, and noted down as read.
  [[nodiscard]] std::map<std::string, std::string> opened(std::int64_t seq);
  /// Notes that all people of the register were offered with their names.
  void read_register() { access_.all_people = true; }
  /// Notes that a document was read which shows people.
  void read_document() { access_.all_of_page = true; }
  /// What whoever is signed in has read of other people by now; nothing where that is nothing.
  [[nodiscard]] std::optional<Access> access() const;
  /// Has that kept, so that nobody sees of others what is not on record as seen, and looks away
  /// while it waits for that.
  void put_on_record(AccessKeeper& accesses);

  /// What a workflow asks to judge who may act on the stream.
  [[nodiscard]] Context context(StreamId const& stream);

 private:
  Given given_;
  std::optional<SignedIn> who_;
  Access access_;
  Words words_;
  Call call_;
  std::unique_ptr<StoreView> store_;
  std::optional<StoredView> view_;
  NoFacts facts_;
};

}  // namespace gozin::app
