#include "adapters/app/site_clerk.hpp"

#include "adapters/app/site_door.hpp"
#include "adapters/web/json.hpp"

#include <array>
#include <utility>

namespace gozin::app {
namespace {

/// What a form carries beside the fields of its command.
constexpr std::array<std::string_view, 3> kOfForms{"csrf", "key", "role"};

StreamId stream_in(http::PathParts const& parts) {
  auto const id = parts.find("id");
  if (id == parts.end()) return {};
  auto const kind = parts.find("kind");
  return stream_of(kind == parts.end() ? "case" : kind->second, id->second);
}

}  // namespace

/// A command on its way, with what its form is drawn from once more where it is refused.
struct Clerk::Order {
  FormDraft draft;
  Submission submission;
  http::Request const& request;
  std::optional<SignedIn> who;
  Language language;
  Instant now;
};

/// The command of the path, when it may be given to such a stream; null otherwise.
CommandType const* Clerk::command_in(http::PathParts const& parts) const {
  auto const* type = parts_.city.pipeline().catalog().find_command(parts.at("command"));
  auto const stream = stream_in(parts);
  if (!type || type->traits.opens != stream.empty()) return nullptr;
  return stream.empty() || stream.kind() == type->kind ? type : nullptr;
}

http::Response Clerk::form(Visit& visit, http::PathParts const& parts) {
  auto const* type = command_in(parts);
  auto const stream = stream_in(parts);
  if (!type || (!stream.empty() && !visit.view().folded(stream)))
    return parts_.desk.refuse(visit.request(), 404);
  if (!visit.who()) return to_sign_in(visit);
  auto const& catalog = parts_.city.pipeline().catalog();
  if (roles_for(catalog, *type, visit.context(stream)).empty())
    return parts_.desk.refuse(visit.request(), 403, Rejection{EngineReason::actor_must_hold_role});
  FormDraft draft{.type = *type, .stream = stream};
  for (auto const& [name, value] : visit.request().query) draft.values.emplace(name, value);
  fill_in(visit, draft);
  return show(visit, draft, 200);
}

http::Response Clerk::show(Visit& visit, FormDraft const& draft, int status) {
  auto const page = form_page(visit, draft);
  return parts_.desk.show(visit, {.page = "form",
                                  .title = page.command.text,
                                  .model = to_json(page),
                                  .status = status,
                                  .key = fresh_id(random_)});
}

http::Response Clerk::again(Visit& visit, FormDraft draft, Rejection const& refused) {
  draft.refused = refused;
  return show(visit, draft, status_of(refused));
}

http::Response Clerk::act(Visit& visit, http::PathParts const& parts) {
  auto const& desk = parts_.desk;
  auto const* type = command_in(parts);
  if (!type) return desk.refuse(visit.request(), 404);
  if (!visit.who()) return desk.refuse(visit.request(), 401);
  auto values = form_values(visit);
  if (!values) return desk.refuse(visit.request(), 400);
  if (!same_secret(value_of(*values, "csrf"), visit.who()->csrf))
    return desk.refuse(visit.request(), 403, Rejection{SiteReason::form_must_be_of_this_session});
  return take(visit, {.type = *type, .stream = stream_in(parts)}, std::move(*values));
}

http::Response Clerk::take(Visit& visit, FormDraft draft, FormValues values) {
  Request request;
  request.command = draft.type.wire;
  request.stream = draft.stream;
  request.actor = visit.actor();
  request.role = role_of(visit, draft, value_of(values, "role"));
  request.channel = Code{"web"};
  request.id = visit.request().id;
  request.idempotency_key =
      "web/" + visit.actor().text + "/" + draft.type.wire + "/" + value_of(values, "key");
  for (auto const name : kOfForms) values.erase(std::string{name});
  auto read = read_form(draft.type, values, parts_.texts);
  draft.values = std::move(values);
  draft.problems = std::move(read.problems);
  if (!draft.problems.empty()) return show(visit, draft, 422);

  request.input = std::move(read.input);
  visit.look_away();
  auto submission = parts_.city.pipeline().prepare(std::move(request));
  if (!submission) return again(visit, std::move(draft), submission.error());
  auto const order = std::make_shared<Order>(Order{.draft = std::move(draft),
                                                   .submission = std::move(*submission),
                                                   .request = visit.request(),
                                                   .who = visit.who(),
                                                   .language = visit.language(),
                                                   .now = visit.now()});
  return {
      .later = [this, order](std::shared_ptr<http::Reply> const& reply) { hand_in(order, reply); }};
}

void Clerk::hand_in(std::shared_ptr<Order> const& order,
                    std::shared_ptr<http::Reply> const& reply) {
  auto const done = [this, order, reply](Outcome const& outcome,
                                         std::exception_ptr const& failure) {
    if (!failure && !outcome)
      return reply->make_on_worker(
          [this, order, refused = outcome.error()] { return again(*order, refused); });
    reply->give([&] {
      if (failure) std::rethrow_exception(failure);
      return go_to(order->language, place_after(order->draft, *outcome));
    });
  };
  parts_.writer.submit(std::move(order->submission), done);
}

/// The form once more, for whoever has sent it.
http::Response Clerk::again(Order const& order, Rejection const& refused) {
  auto const address = address_of(order.request);
  Visit visit{{parts_.city, parts_.texts, order.request, address}, order.who, order.now};
  auto response = again(visit, order.draft, refused);
  visit.put_on_record(parts_.accesses);
  return response;
}

/// The role that was chosen; where only one will do, that one.
Code Clerk::role_of(Visit& visit, FormDraft const& draft, std::string const& chosen) const {
  if (!chosen.empty()) return Code{chosen};
  auto const roles =
      roles_for(parts_.city.pipeline().catalog(), draft.type, visit.context(draft.stream));
  return roles.size() == 1 ? roles.front() : Code{};
}

}  // namespace gozin::app
