#include "adapters/app/site_door.hpp"

#include "adapters/app/site_form.hpp"
#include "adapters/http/target.hpp"
#include "adapters/web/json.hpp"

namespace gozin::app {
namespace {

/// A path of our own to go back to; anything else leads home.
std::string safe_path(std::string const& path) {
  auto const is_ours = path.starts_with('/') && !path.starts_with("//") &&
                       path.find_first_of("\\\r\n") == std::string::npos;
  return is_ours ? path : "/inbox";
}

}  // namespace

http::Response to_sign_in(Visit const& visit) {
  if (visit.address().json || is_by_itself(visit.request())) return plain(401, "sign in first\n");
  return go_to(visit.language(), "/sign-in?next=" + http::percent_encoded(visit.address().path));
}

http::Response Door::form(Visit& visit) {
  if (visit.who()) return go_to(visit.language(), "/inbox");
  return show(visit, {.next = safe_path(visit.query("next"))}, 200);
}

http::Response Door::show(Visit& visit, web::SignInPage const& page, int status) {
  return desk_.show(visit, {.page = "sign_in",
                            .title = visit.words().say("sign_in"),
                            .model = to_json(page),
                            .status = status});
}

http::Response Door::enter(Visit& visit) {
  auto const values = form_values(visit);
  if (!values) return desk_.refuse(visit.request(), 400);
  auto const user = value_of(*values, "user");
  auto const password = value_of(*values, "password");
  auto const before = session_secret(visit.request());
  Credentials credentials{.login = user, .password = password, .address = visit.request().remote};
  if (!before.empty()) credentials.secret_before = before;
  auto const session = accounts_.sign_in(credentials);
  auto const next = safe_path(value_of(*values, "next"));
  if (!session) return again(visit, session.error(), {.next = next, .user = user});
  auto response = go_to(visit.language(), next);
  response.headers.emplace_back("Set-Cookie", session_cookie(session->secret));
  return response;
}

http::Response Door::again(Visit& visit, Rejection const& refused, web::SignInPage page) {
  auto const must_wait = refused.reason == Reason{IdentityReason::attempts_must_not_be_too_many};
  page.problem = visit.words().say(must_wait ? "sign_in_wait" : "sign_in_failed");
  auto response = show(visit, page, must_wait ? 429 : 422);
  if (must_wait) response.headers.emplace_back("Retry-After", refused.detail);
  return response;
}

http::Response Door::leave(Visit& visit) {
  auto const values = form_values(visit);
  if (visit.who() && values && same_secret(value_of(*values, "csrf"), visit.who()->csrf))
    accounts_.sign_out(session_secret(visit.request()));
  auto response = go_to(visit.language(), "/");
  response.headers.emplace_back("Set-Cookie", session_cookie(""));
  response.headers.emplace_back("Clear-Site-Data", "\"storage\", \"cache\"");
  return response;
}

}  // namespace gozin::app
