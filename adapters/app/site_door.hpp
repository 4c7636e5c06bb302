#pragma once

#include "adapters/app/site_desk.hpp"

namespace gozin::app {

/// Whoever is not signed in and asks for a page that is somebody's: to the form, and from there
/// back to the page; a program and a page that renews itself hear 401.
[[nodiscard]] http::Response to_sign_in(Visit const& visit);

/// Where people sign in and out.
class Door {
 public:
  Door(Desk const& desk, LocalAccounts& accounts) : desk_{desk}, accounts_{accounts} {}

  [[nodiscard]] http::Response form(Visit& visit);
  [[nodiscard]] http::Response enter(Visit& visit);
  [[nodiscard]] http::Response leave(Visit& visit);

 private:
  [[nodiscard]] http::Response show(Visit& visit, web::SignInPage const& page, int status);
  [[nodiscard]] http::Response again(Visit& visit, Rejection const& refused, web::SignInPage page);

  Desk const& desk_;
  LocalAccounts& accounts_;
};

}  // namespace gozin::app
