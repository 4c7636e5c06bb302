#include "adapters/app/site.hpp"

#include "adapters/app/access_keeper.hpp"
#include "adapters/app/site_desk.hpp"
#include "adapters/app/site_dossier.hpp"
#include "adapters/app/site_form.hpp"
#include "adapters/app/site_log.hpp"
#include "adapters/app/site_streams.hpp"
#include "adapters/http/target.hpp"
#include "adapters/keys/system_ports.hpp"
#include "adapters/web/json.hpp"
#include "engine/port/random.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>
#include <atomic>

namespace gozin::app {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
/// What a form carries beside the fields of its command.
constexpr std::array<std::string_view, 3> kOfForms{"csrf", "key", "role"};

/// A path of our own to go back to; anything else leads home.
std::string safe_path(std::string const& path) {
  auto const is_ours = path.starts_with('/') && !path.starts_with("//") &&
                       path.find_first_of("\\\r\n") == std::string::npos;
  return is_ours ? path : "/inbox";
}

}  // namespace

struct Site::State {
  using Act = http::Response (State::*)(Visit&, http::PathParts const&);

  State(City& of, Writer& with, Clock& by, Texts const& in)
      : city{of},
        writer{with},
        clock{by},
        texts{in},
        accounts{of.accounts(), random, by},
        shelf{of, publishes_entries()},
        desk{in, of.directory()},
        accesses{of, with} {
    add("GET", "/", &State::home);
    add("GET", "/inbox", &State::tasks);
    add("GET", "/sign-in", &State::sign_in_form);
    add("POST", "/sign-in", &State::sign_in);
    add("POST", "/sign-out", &State::sign_out);
    add("GET", "/cases/{id}", &State::case_page);
    add("GET", "/cases/{id}/replay", &State::replay);
    add("GET", "/cases/{id}/decree", &State::decree);
    add("GET", "/cases/{id}/dossier", &State::dossier);
    add("GET", "/cases/{id}/do/{command}", &State::form);
    add("POST", "/cases/{id}/do/{command}", &State::act);
    add("GET", "/streams/{kind}", &State::list);
    add("GET", "/streams/{kind}/{id}", &State::stream);
    add("GET", "/streams/{kind}/{id}/do/{command}", &State::form);
    add("POST", "/streams/{kind}/{id}/do/{command}", &State::act);
    add("GET", "/do/{command}", &State::form);
    add("POST", "/do/{command}", &State::act);
    learn_purpose();
  }

  void add(std::string_view method, std::string_view pattern, Act handler) {
    routes.add(method, pattern);
    acts.push_back(handler);
  }

  void learn_purpose() {
    auto const store = city.store().view();
    StoredView view{city.pipeline().catalog(), *store};
    auto const* log = view.find<registry::Log>(registry::log_stream());
    if (!log) return;
    desk.name(log->city, log->purpose == registry::Purpose::demonstration,
              log->purpose == registry::Purpose::pilot);
  }

  // --- pages ---

  http::Response home(Visit& visit, http::PathParts const&) {
    return desk.show(
        visit,
        {.page = "city", .title = visit.words().say("cases"), .model = to_json(city_page(visit))});
  }

  http::Response tasks(Visit& visit, http::PathParts const&) {
    if (!visit.who()) return to_sign_in(visit);
    auto const page = inbox(visit);
    auto const count = static_cast<std::int64_t>(page.tasks.size());
    auto title = visit.words().say("inbox");
    if (count > 0) title += " (" + visit.words().number(count) + ")";
    return desk.show(
        visit,
        {.page = "inbox", .title = std::move(title), .model = to_json(page), .tasks = count});
  }

  http::Response case_page(Visit& visit, http::PathParts const& parts) {
    auto at = find_case(visit, parts.at("id"));
    if (!at) return desk.refuse(visit.request(), 404);
    auto const& folded = *at->folded;
    CaseReader const reader{visit, *at};
    return desk.show(
        visit, {.page = "case",
                .title = at->state->post_title.text,
                .model = to_json(reader.page()),
                .markup = {{"chart", chart_of(visit.words(), *folded.kind, folded.position)}}});
  }

  http::Response replay(Visit& visit, http::PathParts const& parts) {
    auto const seq = parse_seq(visit.query("at"));
    if (!seq && !visit.query("at").empty()) return desk.refuse(visit.request(), 404);
    auto view = replay_page(visit, stream_of("case", parts.at("id")), seq);
    if (!view) return desk.refuse(visit.request(), 404);
    auto title = visit.words().say("replay") + ": " + view->page.head.title + " (" +
                 visit.words().number(view->page.step) + ")";
    return desk.show(visit, {.page = "replay",
                             .title = std::move(title),
                             .model = to_json(view->page),
                             .markup = {{"chart", view->chart}}});
  }

  /// The document as it was signed. It is shown by itself and may do nothing.
  http::Response decree(Visit& visit, http::PathParts const& parts) {
    auto at = find_case(visit, parts.at("id"));
    if (!at) return desk.refuse(visit.request(), 404);
    CaseReader const reader{visit, *at};
    auto const may_read = at->active.contains("Appointed") || reader.sight().nominees;
    auto text = may_read ? city.decree_text(at->stream) : std::nullopt;
    if (!text) return desk.refuse(visit.request(), 404);
    visit.read_document();
    return {.headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; sandbox"}},
            .body = std::move(*text)};
  }

  http::Response dossier(Visit& visit, http::PathParts const& parts) {
    auto at = find_case(visit, parts.at("id"));
    if (!at) return desk.refuse(visit.request(), 404);
    visit.read_document();
    return answer_dossier(CaseReader{visit, *at}, desk);
  }

  http::Response list(Visit& visit, http::PathParts const& parts) {
    auto const page = list_page(visit, parts.at("kind"));
    if (!page) return desk.refuse(visit.request(), 404);
    return desk.show(visit, {.page = "list", .title = page->kind.text, .model = to_json(*page)});
  }

  http::Response stream(Visit& visit, http::PathParts const& parts) {
    auto view = stream_page(visit, stream_of(parts.at("kind"), parts.at("id")));
    if (!view) return desk.refuse(visit.request(), 404);
    return desk.show(visit, {.page = "stream",
                             .title = view->page.title,
                             .model = to_json(view->page),
                             .markup = {{"chart", view->chart}}});
  }

  // --- acting ---

  static StreamId stream_in(http::PathParts const& parts) {
    auto const id = parts.find("id");
    if (id == parts.end()) return {};
    auto const kind = parts.find("kind");
    return stream_of(kind == parts.end() ? "case" : kind->second, id->second);
  }

  /// The command of the path, when it may be given to such a stream; null otherwise.
  CommandType const* command_in(http::PathParts const& parts) const {
    auto const* type = city.pipeline().catalog().find_command(parts.at("command"));
    auto const stream = stream_in(parts);
    if (!type || type->traits.opens != stream.empty()) return nullptr;
    return stream.empty() || stream.kind() == type->kind ? type : nullptr;
  }

  http::Response form(Visit& visit, http::PathParts const& parts) {
    auto const* type = command_in(parts);
    auto const stream = stream_in(parts);
    if (!type || (!stream.empty() && !visit.view().folded(stream)))
      return desk.refuse(visit.request(), 404);
    if (!visit.who()) return to_sign_in(visit);
    if (roles_for(city.pipeline().catalog(), *type, visit.context(stream)).empty())
      return desk.refuse(visit.request(), 403, Rejection{EngineReason::actor_must_hold_role});
    FormDraft draft{.type = *type, .stream = stream};
    for (auto const& [name, value] : visit.request().query) draft.values.emplace(name, value);
    fill_in(visit, draft);
    return show_form(visit, draft, 200);
  }

  http::Response show_form(Visit& visit, FormDraft const& draft, int status) {
    auto const page = form_page(visit, draft);
    return desk.show(visit, {.page = "form",
                             .title = page.command.text,
                             .model = to_json(page),
                             .status = status,
                             .key = fresh_id(random)});
  }

  http::Response act(Visit& visit, http::PathParts const& parts) {
    auto const* type = command_in(parts);
    if (!type) return desk.refuse(visit.request(), 404);
    if (!visit.who()) return desk.refuse(visit.request(), 401);
    auto values = form_values(visit);
    if (!values) return desk.refuse(visit.request(), 400);
    if (!same_secret(value_of(*values, "csrf"), visit.who()->csrf))
      return desk.refuse(visit.request(), 403, Rejection{SiteReason::form_must_be_of_this_session});
    return perform(visit, {.type = *type, .stream = stream_in(parts)}, std::move(*values));
  }

  http::Response perform(Visit& visit, FormDraft draft, FormValues values) {
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
    auto read = read_form(draft.type, values, texts);
    draft.values = std::move(values);
    draft.problems = std::move(read.problems);
    if (!draft.problems.empty()) return show_form(visit, draft, 422);

    request.input = std::move(read.input);
    auto const outcome = writer.perform(std::move(request));
    if (!outcome) {
      draft.refused = outcome.error();
      return show_form(visit, draft, status_of(outcome.error()));
    }
    return go_to(visit.language(), place_after(draft, *outcome));
  }

  /// The role that was chosen; where only one will do, that one.
  Code role_of(Visit& visit, FormDraft const& draft, std::string const& chosen) const {
    if (!chosen.empty()) return Code{chosen};
    auto const roles =
        roles_for(city.pipeline().catalog(), draft.type, visit.context(draft.stream));
    return roles.size() == 1 ? roles.front() : Code{};
  }

  // --- signing in ---

  static http::Response to_sign_in(Visit& visit) {
    if (visit.address().json) return plain(401, "sign in first\n");
    return go_to(visit.language(), "/sign-in?next=" + http::percent_encoded(visit.address().path));
  }

  http::Response sign_in_form(Visit& visit, http::PathParts const&) {
    if (visit.who()) return go_to(visit.language(), "/inbox");
    return show_sign_in(visit, {.next = safe_path(visit.query("next"))}, 200);
  }

  http::Response show_sign_in(Visit& visit, web::SignInPage const& page, int status) {
    return desk.show(visit, {.page = "sign_in",
                             .title = visit.words().say("sign_in"),
                             .model = to_json(page),
                             .status = status});
  }

  http::Response sign_in(Visit& visit, http::PathParts const&) {
    auto const values = form_values(visit);
    if (!values) return desk.refuse(visit.request(), 400);
    auto const user = value_of(*values, "user");
    auto const password = value_of(*values, "password");
    auto const before = session_secret(visit.request());
    Credentials credentials{.login = user, .password = password, .address = visit.request().remote};
    if (!before.empty()) credentials.secret_before = before;
    auto const session = accounts.sign_in(credentials);
    auto const next = safe_path(value_of(*values, "next"));
    if (!session) return sign_in_again(visit, session.error(), {.next = next, .user = user});
    auto response = go_to(visit.language(), next);
    response.headers.emplace_back("Set-Cookie", session_cookie(session->secret));
    return response;
  }

  http::Response sign_in_again(Visit& visit, Rejection const& refused, web::SignInPage page) {
    auto const must_wait = refused.reason == Reason{IdentityReason::attempts_must_not_be_too_many};
    page.problem = visit.words().say(must_wait ? "sign_in_wait" : "sign_in_failed");
    auto response = show_sign_in(visit, page, must_wait ? 429 : 422);
    if (must_wait) response.headers.emplace_back("Retry-After", refused.detail);
    return response;
  }

  http::Response sign_out(Visit& visit, http::PathParts const&) {
    auto const values = form_values(visit);
    if (visit.who() && values && same_secret(value_of(*values, "csrf"), visit.who()->csrf))
      accounts.sign_out(session_secret(visit.request()));
    auto response = go_to(visit.language(), "/");
    response.headers.emplace_back("Set-Cookie", session_cookie(""));
    response.headers.emplace_back("Clear-Site-Data", "\"storage\", \"cache\"");
    return response;
  }

  // --- requests ---

  static std::string value_of(FormValues const& values, std::string_view name) {
    auto const found = values.find(name);
    return found == values.end() ? std::string{} : found->second;
  }

  static std::optional<FormValues> form_values(Visit const& visit) {
    return http::parse_form(visit.request().body);
  }

  std::optional<http::Response> of_machine(http::Request const& request) const {
    if (auto told = answer_to_machine(request.path, draining)) return told;
    if (!request.path.starts_with("/assets/")) return std::nullopt;
    auto found = asset(request.path);
    return found ? std::move(*found) : desk.refuse(request, 404);
  }

  /// What keeps an unsafe request from being looked at any further; 0 when nothing does.
  static int flaw_of_post(http::Request const& request) {
    if (request.method != "POST") return 0;
    if (!is_same_origin(request)) return 403;
    return http::header(request, "content-type").starts_with(kForm) ? 0 : 415;
  }

  http::Response answer(http::Request const& request) {
    if (auto response = of_machine(request)) return std::move(*response);
    if (auto response = shelf.answer(request, [&] { return flaw_of_reader(request); })) {
      auto page =
          response->status < 400 ? std::move(*response) : desk.refuse(request, response->status);
      if (page.status == 405) page.headers.push_back(response->headers.front());
      return page;
    }
    auto const address = address_of(request);
    auto found = routes.find(request.method, address.path);
    if (!found.route) {
      if (request.method == "OPTIONS" && !found.allow.empty())
        return {.status = 204, .headers = {{"Allow", found.allow}}};
      auto response = desk.refuse(request, found.allow.empty() ? 404 : 405);
      if (!found.allow.empty()) response.headers.emplace_back("Allow", found.allow);
      return response;
    }
    if (auto const status = flaw_of_post(request); status != 0) return desk.refuse(request, status);
    Visit visit{{city, texts, request, address}, who_asks(request), clock.now()};
    auto const is_read = request.method == "GET" || request.method == "HEAD";
    if (!address.language && !address.json && is_read)
      return go_to(visit.language(),
                   request.path + (request.query.empty() ? "" : "?" + query_of(request)));
    auto response = (this->*acts[*found.route])(visit, found.parts);
    // Nobody sees of others what is not on record as seen.
    if (auto access = visit.access()) accesses.keep(*std::move(access));
    return response;
  }

  /// Entries say who did what: for whoever holds the auditor's role.
  int flaw_of_reader(http::Request const& request) {
    auto const who = who_asks(request);
    if (!who) return 401;
    auto const address = address_of(request);
    Visit visit{{city, texts, request, address}, who, clock.now()};
    Code const auditor{std::string{name_of(registry::GrantedRole::auditor)}};
    return registry::acts_in_role(visit.context({}), who->person, auditor, {}) ? 0 : 403;
  }

  std::optional<SignedIn> who_asks(http::Request const& request) {
    auto const secret = session_secret(request);
    return secret.empty() ? std::nullopt : accounts.find(secret);
  }

  City& city;
  Writer& writer;
  Clock& clock;
  Texts const& texts;
  SystemRandom random;
  LocalAccounts accounts;
  LogShelf shelf;
  Desk desk;
  AccessKeeper accesses;
  http::Routes routes;
  std::vector<Act> acts;
  std::atomic<bool> draining = false;
};

Site::Site(City& city, Writer& writer, Clock& clock, Texts const& texts)
    : state_{std::make_unique<State>(city, writer, clock, texts)} {}

Site::~Site() = default;

http::Response Site::answer(http::Request const& request) { return state_->answer(request); }

http::Response Site::refuse(http::Request const& request, int status) {
  return state_->desk.refuse(request, status);
}

void Site::drain() { state_->draining = true; }

}  // namespace gozin::app
