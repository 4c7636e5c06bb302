#include "adapters/app/site_desk.hpp"

#include "adapters/http/target.hpp"
#include "adapters/web/assets.hpp"
#include "adapters/web/json.hpp"
#include "engine/core/hash.hpp"

#include <array>

#include <boost/json/serialize.hpp>

namespace gozin::app {
namespace {

constexpr std::string_view kSessionCookie = "__Host-sid";

std::string path_with_query(http::Request const& request, std::string const& path) {
  std::string text = path;
  char separator = '?';
  for (auto const& [name, value] : request.query) {
    text += separator + http::percent_encoded(name) + "=" + http::percent_encoded(value);
    separator = '&';
  }
  return text;
}

http::Response problem(http::Request const& request, web::PlainPage const& page) {
  boost::json::object body{{"type", page.reason.empty() ? "about:blank" : "/errors/" + page.reason},
                           {"title", page.heading},
                           {"status", page.status},
                           {"instance", request.path},
                           {"request_id", request.id}};
  if (!page.lines.empty()) body["detail"] = page.lines.front();
  return {.status = page.status,
          .headers = {{"Content-Type", "application/problem+json"}},
          .body = boost::json::serialize(body)};
}

}  // namespace

void Desk::name(std::string city, bool demonstration, bool pilot) {
  city_ = std::move(city);
  demonstration_ = demonstration;
  pilot_ = pilot;
}

http::Response Desk::draw(Language language, Sheet const& sheet, web::Frame const& frame) const {
  http::Response response{
      .status = sheet.status,
      .headers = {{"Content-Type", "text/html; charset=utf-8"},
                  {"Content-Language", std::string{name_of(language)}}},
      .body = pages_.draw({sheet.page, language, sheet.model, sheet.markup}, frame)};
  response.headers.emplace_back("Set-Cookie", "lang=" + std::string{name_of(language)} +
                                                  "; Path=/; SameSite=Lax; Max-Age=31536000");
  return response;
}

std::string print_of(std::string_view secret, std::string_view content) {
  constexpr std::size_t kDigits = 16;
  return to_hex(hmac_sha256(secret, content)).substr(0, kDigits);
}

bool is_by_itself(http::Request const& request) {
  return request.method == "GET" && !http::header(request, "hx-request").empty();
}

http::Response Desk::show(Visit& visit, Sheet sheet) const {
  if (visit.address().json)
    return {.status = sheet.status,
            .headers = {{"Content-Type", "application/json"}},
            .body = boost::json::serialize(sheet.model)};
  auto const& words = visit.words();
  web::Frame frame{.path = path_with_query(visit.request(), visit.address().path),
                   .title = sheet.title,
                   .city = city_,
                   .demonstration = demonstration_,
                   .pilot = pilot_,
                   .tasks = sheet.tasks,
                   .key = sheet.key,
                   .failed = sheet.status >= 400};
  if (is_by_itself(visit.request()))
    frame.renewed = words.say("renewed", {{"time", words.minute(visit.now()).text}});
  auto const& path = visit.address().path;
  if (sheet.is_live && visit.who()) {
    frame.live = path_with_query(visit.request(), (path == "/" ? "/index" : path) + ".live");
    frame.print = print_of(visit.who()->csrf, boost::json::serialize(sheet.model));
  }
  if (auto const& who = visit.who()) {
    frame.viewer = words.who(who->person);
    frame.csrf = who->csrf;
  }
  for (auto const* kind : {"session", "body", "ruleset", "post", "budget"})
    frame.sections.push_back({std::string{"/streams/"} + kind, words.named("streams", kind).text});
  return draw(visit.language(), sheet, frame);
}

http::Response Desk::show(web::Document const& document, Language language) const {
  return {.headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Content-Language", std::string{name_of(language)}},
                      {"Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"}},
          .body = pages_.draw(document, language)};
}

http::Response Desk::refuse(http::Request const& request, int status,
                            std::optional<Rejection> const& reason) const {
  auto const address = address_of(request);
  auto const language = language_of(request, address);
  Words const words{texts_, directory_, language};
  auto const sentence = [&](std::string const& key) {
    auto const name = key + std::to_string(status);
    return texts_.has("web." + name, language) ? words.say(name) : std::string{};
  };
  web::PlainPage page{.status = status, .heading = sentence("error_"), .request = request.id};
  if (reason) {
    page.lines.push_back(words.reason(*reason));
    page.reason = std::string{reason->reason.name()};
  }
  if (auto help = sentence("error_help_"); !help.empty()) page.lines.push_back(std::move(help));
  if (page.heading.empty()) page.heading = words.say(status < 500 ? "error_400" : "error_500");
  page.back = status == 401 ? "/sign-in" : "/";
  if (address.json) return problem(request, page);
  web::Frame const frame{.path = path_with_query(request, address.path),
                         .title = page.heading,
                         .city = city_,
                         .demonstration = demonstration_,
                         .pilot = pilot_,
                         .failed = true};
  return draw(
      language,
      {.page = "plain", .title = page.heading, .model = web::to_json(page), .status = status},
      frame);
}

http::Response plain(int status, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
          .body = std::move(body)};
}

std::optional<http::Response> answer_to_machine(std::string_view path, Readiness const& now) {
  if (path == "/livez") return plain(200, "ok\n");
  if (path == "/readyz") {
    if (now.is_draining) return plain(503, "draining\n");
    return now.is_outdated ? plain(503, "replaced by another version\n") : plain(200, "ok\n");
  }
  if (path == "/robots.txt") return plain(200, "User-agent: *\nDisallow: /\n");
  return std::nullopt;
}

std::optional<http::Response> asset(std::string_view path) {
  constexpr std::string_view kFolder = "/assets/";
  if (!path.starts_with(kFolder)) return std::nullopt;
  path.remove_prefix(kFolder.size());
  auto const slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  auto const found = web::find_asset(path.substr(0, slash), path.substr(slash + 1));
  if (!found) return std::nullopt;
  return http::Response{.headers = {{"Content-Type", std::string{found->media}},
                                    {"Cache-Control", "public, max-age=31536000, immutable"}},
                        .body = std::string{found->bytes}};
}

http::Response go_to(Language language, std::string const& path) {
  return {.status = 303, .headers = {{"Location", "/" + std::string{name_of(language)} + path}}};
}

bool is_same_origin(http::Request const& request) {
  auto const site = http::header(request, "sec-fetch-site");
  if (!site.empty()) return site == "same-origin";
  auto const origin = http::header(request, "origin");
  auto const at = origin.find("://");
  return at != std::string_view::npos && origin.substr(at + 3) == http::header(request, "host");
}

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
  return difference == 0;
}

std::string session_secret(http::Request const& request) {
  auto const found = request.cookies.find(kSessionCookie);
  return found == request.cookies.end() ? std::string{} : found->second;
}

std::string session_cookie(std::string_view secret) {
  auto const ends = secret.empty() ? "; Max-Age=0" : "";
  return std::string{kSessionCookie} + "=" + std::string{secret} +
         "; Path=/; Secure; HttpOnly; SameSite=Lax" + ends;
}

}  // namespace gozin::app
