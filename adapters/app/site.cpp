#include "adapters/app/site.hpp"

#include "adapters/app/access_keeper.hpp"
#include "adapters/app/log_accounts.hpp"
#include "adapters/app/site_clerk.hpp"
#include "adapters/app/site_desk.hpp"
#include "adapters/app/site_door.hpp"
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

LogAccounts::Hands hands_of(SiteParts const& parts) {
  auto hands = hands_of_clock(parts.writer);
  if (parts.alarm) hands.tell = parts.alarm;
  return hands;
}

}  // namespace

struct Site::State {
  using Act = http::Response (State::*)(Visit&, http::PathParts const&);

  explicit State(SiteParts const& of)
      : city{of.city},
        writer{of.writer},
        live{of.live},
        clock{of.clock},
        texts{of.texts},
        records{city, hands_of(of)},
        accounts{{city.accounts(), records, random, clock}},
        shelf{city, publishes_entries()},
        desk{texts, city.directory()},
        door{desk, accounts},
        accesses{city, writer},
        clerk{{city, writer, texts, desk, accesses}} {
    add("GET", "/", &State::home, {"case"});
    add("GET", "/inbox", &State::tasks, {"case", "session", "ruleset", "body"});
    add("GET", "/sign-in", &State::sign_in_form);
    add("POST", "/sign-in", &State::sign_in);
    add("POST", "/sign-out", &State::sign_out);
    add("GET", "/cases/{id}", &State::case_page, {"case/{id}", "session", "body"});
    add("GET", "/cases/{id}/replay", &State::replay);
    add("GET", "/cases/{id}/decree", &State::decree);
    add("GET", "/cases/{id}/dossier", &State::dossier);
    add("GET", "/cases/{id}/do/{command}", &State::form);
    add("POST", "/cases/{id}/do/{command}", &State::act);
    add("GET", "/streams/{kind}", &State::list, {"{kind}"});
    add("GET", "/streams/{kind}/{id}", &State::stream, {"{kind}/{id}"});
    add("GET", "/streams/{kind}/{id}/do/{command}", &State::form);
    add("POST", "/streams/{kind}/{id}/do/{command}", &State::act);
    add("GET", "/do/{command}", &State::form);
    add("POST", "/do/{command}", &State::act);
    learn_purpose();
  }

  /// `topics`: what may change the page; empty where it does not renew itself.
  void add(std::string_view method, std::string_view pattern, Act handler,
           std::vector<std::string> topics = {}) {
    routes.add(method, pattern);
    acts.push_back({handler, std::move(topics)});
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
    return desk.show(visit, {.page = "city",
                             .title = visit.words().say("cases"),
                             .model = to_json(city_page(visit)),
                             .is_live = true});
  }

  http::Response tasks(Visit& visit, http::PathParts const&) {
    if (!visit.who()) return to_sign_in(visit);
    auto const page = inbox(visit);
    auto const count = static_cast<std::int64_t>(page.tasks.size());
    auto title = visit.words().say("inbox");
    if (count > 0) title += " (" + visit.words().number(count) + ")";
    return desk.show(visit, {.page = "inbox",
                             .title = std::move(title),
                             .model = to_json(page),
                             .tasks = count,
                             .is_live = true});
  }

  http::Response case_page(Visit& visit, http::PathParts const& parts) {
    auto at = find_case(visit, parts.at("id"));
    if (!at) return desk.refuse(visit.request(), 404);
    auto const& folded = *at->folded;
    CaseReader const reader{visit, *at};
    return desk.show(visit,
                     {.page = "case",
                      .title = at->state->post_title.text,
                      .model = to_json(reader.page()),
                      .markup = {{"chart", chart_of(visit.words(), *folded.kind, folded.position)}},
                      .is_live = true});
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
    return answer_dossier(CaseReader{visit, *at}, desk);
  }

  http::Response list(Visit& visit, http::PathParts const& parts) {
    auto const page = list_page(visit, parts.at("kind"));
    if (!page) return desk.refuse(visit.request(), 404);
    return desk.show(
        visit,
        {.page = "list", .title = page->kind.text, .model = to_json(*page), .is_live = true});
  }

  http::Response stream(Visit& visit, http::PathParts const& parts) {
    auto view = stream_page(visit, stream_of(parts.at("kind"), parts.at("id")));
    if (!view) return desk.refuse(visit.request(), 404);
    return desk.show(visit, {.page = "stream",
                             .title = view->page.title,
                             .model = to_json(view->page),
                             .markup = {{"chart", view->chart}},
                             .is_live = true});
  }

  // --- acting ---

  http::Response form(Visit& visit, http::PathParts const& parts) {
    return clerk.form(visit, parts);
  }
  http::Response act(Visit& visit, http::PathParts const& parts) { return clerk.act(visit, parts); }

  // --- signing in ---

  http::Response sign_in_form(Visit& visit, http::PathParts const&) { return door.form(visit); }
  http::Response sign_in(Visit& visit, http::PathParts const&) { return door.enter(visit); }
  http::Response sign_out(Visit& visit, http::PathParts const&) { return door.leave(visit); }

  // --- pages that renew themselves ---

  /// A print of the page as it is now, for whoever asks and is signed in. Nobody is shown it here,
  /// so nothing is noted as read.
  std::optional<std::string> print(http::Request const& request) {
    auto const address = address_of(request);
    auto const found = routes.find("GET", address.path);
    Visit visit{{city, texts, request, address}, who_asks(request), clock.now()};
    if (!visit.who()) return std::nullopt;
    auto const page = (this->*acts.at(*found.route).act)(visit, found.parts);
    if (page.status != 200) return std::nullopt;
    return print_of(visit.who()->csrf, page.body);
  }

  /// The news of a page (E07, E08): whoever may not see it any more hears no more of it.
  http::Response news_of(http::Request const& request, Address const& address,
                         http::Routes::Found const& found) {
    auto const& topics = acts[*found.route].topics;
    auto page = request;
    page.path.resize(page.path.size() - std::string_view{".live"}.size());
    page.path += ".json";
    page.headers["hx-request"] = "true";
    auto const who = who_asks(page);
    if (topics.empty() || !address.language) return plain(404, "no page that renews itself\n");
    if (!who) return plain(401, "sign in first\n");
    auto seat = listeners.sit(to_hex(who->session));
    if (!seat) return plain(429, "too many pages of this session are open\n");
    std::vector<std::string> wanted;
    for (auto const& topic : topics) wanted.push_back(with_parts(topic, found.parts));
    PageFeed::Reader reader{.print = [this, page, seat] { return print(page); },
                            .is_there = [this, page] { return who_asks(page).has_value(); }};
    auto feed = std::make_shared<PageFeed>(live, std::move(wanted), std::move(reader),
                                           std::string{http::header(request, "last-event-id")});
    if (!feed->begin()) return plain(404, "no page that renews itself\n");
    return {.headers = {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}},
            .feed = std::move(feed)};
  }

  // --- requests ---

  std::optional<http::Response> of_machine(http::Request const& request) const {
    Readiness const now{.is_draining = draining, .is_outdated = city.is_outdated()};
    if (auto told = answer_to_machine(request.path, now)) return told;
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
    if (address.live) return news_of(request, address, found);
    Visit visit{{city, texts, request, address}, who_asks(request), clock.now()};
    auto const is_read = request.method == "GET" || request.method == "HEAD";
    if (!address.language && !address.json && is_read)
      return go_to(visit.language(),
                   request.path + (request.query.empty() ? "" : "?" + query_of(request)));
    auto response = (this->*acts[*found.route].act)(visit, found.parts);
    visit.put_on_record(accesses);
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

  /// A page that renews itself (`HX-Request`) keeps nobody signed in who has gone away.
  std::optional<SignedIn> who_asks(http::Request const& request) {
    auto const secret = session_secret(request);
    if (secret.empty()) return std::nullopt;
    return is_by_itself(request) ? accounts.find_unseen(secret) : accounts.find(secret);
  }

  City& city;
  Writer& writer;
  Live& live;
  Listeners listeners;
  Clock& clock;
  Texts const& texts;
  SystemRandom random;
  LogAccounts records;
  LocalAccounts accounts;
  LogShelf shelf;
  Desk desk;
  Door door;
  AccessKeeper accesses;
  Clerk clerk;
  http::Routes routes;
  struct Routed {
    Act act;
    std::vector<std::string> topics;
  };
  std::vector<Routed> acts;
  std::atomic<bool> draining = false;
};

Site::Site(SiteParts const& parts) : state_{std::make_unique<State>(parts)} {}

Site::~Site() = default;

http::Response Site::answer(http::Request const& request) { return state_->answer(request); }

http::Response Site::refuse(http::Request const& request, int status) {
  return state_->desk.refuse(request, status);
}

void Site::drain() { state_->draining = true; }

}  // namespace gozin::app
