#pragma once

#include "adapters/app/site_visit.hpp"
#include "adapters/web/pages.hpp"

#include <boost/json/object.hpp>

namespace gozin::app {

/// What the site itself refuses.
#define GOZIN_SITE_REASONS(X) X(form_must_be_of_this_session)
GOZIN_REASONS(SiteReason, GOZIN_SITE_REASONS)

/// A page on its way out.
struct Sheet {
  std::string_view page;  // the template
  std::string title;
  boost::json::object model = {};
  std::vector<web::Pages::Markup> markup = {};
  int status = 200;
  std::string key = {};  // of a form
  std::optional<std::int64_t> tasks = {};
  bool is_live = false;  // renews itself
};

/// Tells two contents of a page apart, and nothing of them to whoever has not the secret.
[[nodiscard]] std::string print_of(std::string_view secret, std::string_view content);

/// Whether a page asks that renews itself, and no person.
[[nodiscard]] bool is_by_itself(http::Request const& request);

/// Draws pages and errors, in the language and the shape that was asked for.
class Desk {
 public:
  Desk(Texts const& texts, Directory const& directory)
      : texts_{texts}, directory_{directory}, pages_{texts} {}

  /// What the log says about itself: the city's name, whether all of it is a demonstration.
  void name(std::string city, bool demonstration, bool pilot);

  [[nodiscard]] http::Response show(Visit& visit, Sheet sheet) const;
  /// A document that stands by itself and may do nothing.
  [[nodiscard]] http::Response show(web::Document const& document, Language language) const;
  /// A refusal of the site itself: 404, 403, 405 …, with a reason where there is one.
  [[nodiscard]] http::Response refuse(http::Request const& request, int status,
                                      std::optional<Rejection> const& reason = {}) const;

 private:
  [[nodiscard]] http::Response draw(Language language, Sheet const& sheet,
                                    web::Frame const& frame) const;

  Texts const& texts_;
  Directory const& directory_;
  web::Pages pages_;
  std::string city_;
  bool demonstration_ = false;
  bool pilot_ = false;
};

/// A text for programs.
[[nodiscard]] http::Response plain(int status, std::string body);

/// Why nobody should be sent here any more. Known without a question to the database.
struct Readiness {
  bool is_draining = false;
  bool is_outdated = false;
};

/// What robots and whoever watches the process ask for (H01, S09); nothing for another path.
[[nodiscard]] std::optional<http::Response> answer_to_machine(std::string_view path,
                                                              Readiness const& now);

/// A style, font or picture, to be kept by the browser; nothing for another path.
[[nodiscard]] std::optional<http::Response> asset(std::string_view path);

/// 303: the browser asks for the path next.
[[nodiscard]] http::Response go_to(Language language, std::string const& path);

/// Whether an unsafe request comes from our own pages: `Sec-Fetch-Site`, else `Origin` (S02).
[[nodiscard]] bool is_same_origin(http::Request const& request);

/// Compares in a time that says nothing about where they differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

/// The secret of the session cookie; empty when there is none.
[[nodiscard]] std::string session_secret(http::Request const& request);
[[nodiscard]] std::string session_cookie(std::string_view secret);

}  // namespace gozin::app
