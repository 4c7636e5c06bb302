#include "adapters/app/site_clerk.hpp"

#include "adapters/app/site_door.hpp"
#include "adapters/app/site_writing.hpp"
#include "adapters/web/json.hpp"
#include "engine/event/json.hpp"

#include <array>
#include <mutex>
#include <utility>

namespace gozin::app {
namespace {

/// What a form carries beside the fields of its command.
constexpr std::array<std::string_view, 4> kOfForms{"csrf", "key", "role", kBehalf};
/// What the address of a form carries beside them: whose act it is, and who was looked for.
constexpr std::array<std::string_view, 2> kOfAddresses{kBehalf, "find"};

StreamId stream_in(http::PathParts const& parts) {
  auto const id = parts.find("id");
  if (id == parts.end()) return {};
  auto const kind = parts.find("kind");
  return stream_of(kind == parts.end() ? "case" : kind->second, id->second);
}

/// The role that was chosen; where only one will do, that one.
Code role_of(Visit& visit, FormDraft const& draft, std::string const& chosen) {
  if (!chosen.empty()) return Code{chosen};
  auto const roles = roles_of(visit, draft);
  return roles.size() == 1 ? roles.front() : Code{};
}

/// The marks of several members, as they stand in a form: `hands.<person>`.
std::vector<std::pair<PersonId, std::string>> marks_in(FormValues const& values) {
  std::vector<std::pair<PersonId, std::string>> marks;
  auto const prefix = std::string{kHands} + ".";
  for (auto const& [name, value] : values)
    if (name.starts_with(prefix) && !value.empty())
      marks.emplace_back(PersonId{name.substr(prefix.size())}, value);
  return marks;
}

/// A form may bring any bytes; nobody is called so.
bool is_name_of_person(PersonId const& person) {
  return person.empty() || decode<PersonId>(json::value(person.text));
}

}  // namespace

/// What was handed in with one form, and what its form is drawn from once more where any of it is
/// refused. Answered when the writer has said of each what became of it.
struct Clerk::Order {
  FormDraft draft;
  std::vector<Submission> submissions;
  http::Request const& request;
  std::optional<SignedIn> who;
  Language language;
  Instant now;
  std::mutex guard = {};
  std::size_t outstanding = 0;
  std::optional<Accepted> accepted = {};
  std::optional<Rejection> refused = {};
  std::exception_ptr failure = {};
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
  FormDraft draft{.type = *type, .stream = stream};
  for (auto const& [name, value] : visit.request().query) draft.values.emplace(name, value);
  bool const for_others = draft.values.contains(kBehalf);
  for (auto const name : kOfAddresses) draft.values.erase(std::string{name});
  bool const is_own = !for_others && !roles_of(visit, draft).empty();
  if (!is_own) return ask_whose(visit, std::move(draft));
  fill_in(visit, draft);
  return show(visit, draft, 200);
}

/// For whoever writes down what others do: first whose act it is, or the votes of all who are
/// there; then the form in that name.
http::Response Clerk::ask_whose(Visit& visit, FormDraft draft) {
  Writing const writing{visit, draft.type, draft.stream};
  PersonId const behalf{visit.query(kBehalf)};
  if (!writing.is_possible() || (!behalf.empty() && !writing.suits(behalf)))
    return parts_.desk.refuse(visit.request(), 403, Rejection{EngineReason::actor_must_hold_role});
  draft.behalf = behalf;
  draft.hands = behalf.empty() && !writing.voters().empty();
  if (draft.hands || !behalf.empty()) return show(visit, draft, 200);
  return parts_.desk.show(visit, {.page = "whose",
                                  .title = visit.words().say("whose_act"),
                                  .model = to_json(whose_page(visit, draft.type, draft.stream))});
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
  FormDraft draft{.type = *type, .stream = stream_in(parts)};
  draft.behalf = PersonId{value_of(*values, kBehalf)};
  draft.hands = draft.behalf.empty() && !choice_of(*type).empty() && values->contains(kHands);
  if (!is_name_of_person(draft.behalf)) return desk.refuse(visit.request(), 400);
  return take(visit, std::move(draft), std::move(*values));
}

http::Response Clerk::take(Visit& visit, FormDraft draft, FormValues values) {
  Request request;
  request.command = draft.type.wire;
  request.stream = draft.stream;
  request.actor = visit.actor();
  request.role = role_of(visit, draft, value_of(values, "role"));
  request.behalf = draft.behalf;
  request.channel = Code{draft.behalf.empty() && !draft.hands ? "web" : "clerk"};
  request.id = visit.request().id;
  request.idempotency_key = "web/" + visit.actor().text + "/" + draft.type.wire + "/" +
                            draft.behalf.text + "/" + value_of(values, "key");
  for (auto const name : kOfForms) values.erase(std::string{name});
  draft.values = std::move(values);
  std::vector<Request> requests{std::move(request)};
  if (!read(draft, requests)) return show(visit, draft, 422);

  visit.look_away();
  std::vector<Submission> submissions;
  for (auto& one : requests) {
    auto submission = parts_.city.pipeline().prepare(std::move(one));
    if (!submission) return again(visit, std::move(draft), submission.error());
    submissions.push_back(std::move(*submission));
  }
  std::shared_ptr<Order> const order{new Order{.draft = std::move(draft),
                                               .submissions = std::move(submissions),
                                               .request = visit.request(),
                                               .who = visit.who(),
                                               .language = visit.language(),
                                               .now = visit.now()}};
  return {
      .later = [this, order](std::shared_ptr<http::Reply> const& reply) { hand_in(order, reply); }};
}

/// Reads the form into the request, or into one for each member whose hand was marked; whether
/// nothing is wrong with it. So nothing is handed in of a form that is half right.
bool Clerk::read(FormDraft& draft, std::vector<Request>& requests) const {
  if (!draft.hands) {
    auto form = read_form(draft.type, draft.values, parts_.texts);
    draft.problems = std::move(form.problems);
    requests.front().input = std::move(form.input);
    return draft.problems.empty();
  }
  auto const common = std::move(requests.front());
  requests.clear();
  for (auto const& [member, mark] : marks_in(draft.values)) {
    auto form = read_form(draft.type, vote_of(draft.type, draft.values, mark), parts_.texts);
    if (!is_name_of_person(member))
      form.problems.emplace(kHands, Rejection{EngineReason::field_must_be_known, member.text});
    for (auto& [name, problem] : form.problems)
      draft.problems.emplace(name == choice_of(draft.type) ? std::string{kHands} : name, problem);
    auto& request = requests.emplace_back(common);
    request.behalf = member;
    request.idempotency_key = *common.idempotency_key + "/" + member.text;
    request.input = std::move(form.input);
  }
  if (requests.empty())
    draft.problems.emplace(kHands, Rejection{EngineReason::field_must_be_given, "hands"});
  return draft.problems.empty();
}

void Clerk::hand_in(std::shared_ptr<Order> const& order,
                    std::shared_ptr<http::Reply> const& reply) {
  order->outstanding = order->submissions.size();
  auto const told = [this, order, reply](Outcome const& outcome,
                                         std::exception_ptr const& failure) {
    {
      std::lock_guard const lock{order->guard};
      if (failure && !order->failure) order->failure = failure;
      if (!failure && outcome) order->accepted = *outcome;
      if (!failure && !outcome && !order->refused) order->refused = outcome.error();
      if (--order->outstanding > 0) return;
    }
    answer(order, reply);
  };
  for (auto& submission : order->submissions) submit(std::move(submission), told);
}

/// Where the writer takes no more, that is what became of it: others may be on their way.
void Clerk::submit(Submission submission, Writer::Done const& told) {
  try {
    parts_.writer.submit(std::move(submission), told);
  } catch (StoreBusy const&) {
    told(Accepted{}, std::current_exception());
  }
}

void Clerk::answer(std::shared_ptr<Order> const& order, std::shared_ptr<http::Reply> const& reply) {
  if (!order->failure && order->refused)
    return reply->make_on_worker([this, order] { return again(*order, *order->refused); });
  reply->give([&] {
    if (order->failure) std::rethrow_exception(order->failure);
    return go_to(order->language, place_after(order->draft, *order->accepted));
  });
}

/// The form once more, for whoever has sent it.
http::Response Clerk::again(Order const& order, Rejection const& refused) {
  auto const address = address_of(order.request);
  Visit visit{{parts_.city, parts_.texts, order.request, address}, order.who, order.now};
  auto response = again(visit, order.draft, refused);
  visit.put_on_record(parts_.accesses);
  return response;
}

}  // namespace gozin::app
