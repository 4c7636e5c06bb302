#include "adapters/http/answer.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace gozin::http {
namespace {

/// Scripts, styles, pictures and fonts of our own origin only; nobody may frame a page.
constexpr char kContentSecurityPolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kHeaders{{
    {"Content-Security-Policy", kContentSecurityPolicy},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    {"Cache-Control", "no-store"},
    {"Vary", "Accept, Accept-Language, Cookie"},
}};

std::string two(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string http_date(std::chrono::sys_seconds at) {
  static constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = std::chrono::floor<std::chrono::days>(at);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const time{at - day};
  auto const part = [](auto count) { return two(static_cast<unsigned>(count)); };
  return std::string{kDays[std::chrono::weekday{day}.c_encoding()]} + ", " +
         two(static_cast<unsigned>(date.day())) + " " +
         std::string{kMonths[static_cast<unsigned>(date.month()) - 1]} + " " +
         std::to_string(static_cast<int>(date.year())) + " " + part(time.hours().count()) + ":" +
         part(time.minutes().count()) + ":" + part(time.seconds().count()) + " GMT";
}

void complete(Response& response, Request const& request) {
  constexpr std::size_t kOwnHeaders = 2;
  response.headers.reserve(response.headers.size() + kHeaders.size() + kOwnHeaders);
  for (auto const& [name, value] : kHeaders)
    if (!has_header(response, name)) response.headers.emplace_back(name, value);
  if (!request.id.empty()) response.headers.emplace_back("X-Request-Id", request.id);
  if (response.status >= 500 && !header(request, "hx-request").empty())
    response.headers.emplace_back("HX-Trigger", "missed");
}

bool is_harmless_id(std::string_view id) {
  static constexpr std::string_view kOther = "-_.";
  return id.size() >= 8 && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  kOther.find(c) != std::string_view::npos;
         });
}

std::string fresh_request_id() {
  static constexpr char kDigits[] = "0123456789abcdef";
  thread_local std::random_device device;
  std::string id;
  for (int word = 0; word < 4; ++word) {
    auto bits = device();
    for (int digit = 0; digit < 8; ++digit, bits >>= 4) id += kDigits[bits & 15];
  }
  return id;
}

}  // namespace gozin::http
