#pragma once

#include "adapters/app/site_desk.hpp"

namespace gozin::app {

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
