#pragma once

#include "adapters/app/access_keeper.hpp"
#include "adapters/app/site_desk.hpp"
#include "adapters/app/site_form.hpp"
#include "adapters/keys/system_ports.hpp"

namespace gozin::app {

/// Gives out the forms of commands and takes them when they are filled in.
class Clerk {
 public:
  struct Parts {
    City& city;
    Writer& writer;
    Texts const& texts;
    Desk const& desk;
    AccessKeeper& accesses;
  };
  explicit Clerk(Parts const& parts) : parts_{parts} {}

  [[nodiscard]] http::Response form(Visit& visit, http::PathParts const& parts);
  /// The answer comes when the command is recorded or refused; nobody waits for it here.
  [[nodiscard]] http::Response act(Visit& visit, http::PathParts const& parts);

 private:
  struct Order;

  [[nodiscard]] CommandType const* command_in(http::PathParts const& parts) const;
  [[nodiscard]] http::Response ask_whose(Visit& visit, FormDraft draft);
  [[nodiscard]] http::Response show(Visit& visit, FormDraft const& draft, int status);
  [[nodiscard]] http::Response again(Visit& visit, FormDraft draft, Rejection const& refused);
  [[nodiscard]] http::Response again(Order const& order, Rejection const& refused);
  [[nodiscard]] http::Response take(Visit& visit, FormDraft draft, FormValues values);
  void hand_in(std::shared_ptr<Order> const& order, std::shared_ptr<http::Reply> const& reply);
  [[nodiscard]] bool read(FormDraft& draft, std::vector<Request>& requests) const;
  void submit(Submission submission, Writer::Done const& told);
  void answer(std::shared_ptr<Order> const& order, std::shared_ptr<http::Reply> const& reply);

  Parts parts_;
  SystemRandom random_;
};

}  // namespace gozin::app
