#include "adapters/http/message.hpp"

#include <algorithm>

namespace gozin::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view header(Request const& request, std::string_view name) {
  auto const found = request.headers.find(name);
  return found == request.headers.end() ? std::string_view{} : found->second;
}

std::string_view first(Parameters const& parameters, std::string_view name) {
  auto const found = parameters.lower_bound(name);
  if (found == parameters.end() || found->first != name) return {};
  return found->second;
}

bool has_header(Response const& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](auto const& line) { return same_name(line.first, name); });
}

}  // namespace gozin::http
