#include "adapters/http/target.hpp"

#include "engine/core/utf8.hpp"

namespace gozin::http {
namespace {

std::optional<int> digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

std::optional<char> decoded_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return std::nullopt;
  auto const high = digit_of(text[at + 1]);
  auto const low = digit_of(text[at + 2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high * 16 + *low);
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      auto const c = decoded_at(text, i);
      if (!c) return std::nullopt;
      result += *c;
      i += 2;
    } else {
      result += plus_is_blank && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (!is_utf8(result) || result.find('\0') != std::string::npos) return std::nullopt;
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Cuts the part before the next separator off; what is left stays in `rest`.
std::string_view cut(std::string_view& rest, char separator) {
  auto const at = rest.find(separator);
  auto const part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
  return part;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  auto const path = cut(target, '?');
  // An encoded slash would become a separator that the sender did not mean.
  if (path.find("%2f") != std::string_view::npos || path.find("%2F") != std::string_view::npos)
    return std::nullopt;
  auto plain = decoded(path, false);
  auto query = parse_form(target);
  if (!plain || !query) return std::nullopt;
  return Target{std::move(*plain), std::move(*query)};
}

std::optional<Parameters> parse_form(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    auto pair = cut(text, '&');
    if (pair.empty()) continue;
    auto const encoded_name = cut(pair, '=');
    auto name = decoded(encoded_name, true);
    auto value = decoded(pair, true);
    if (!name || !value) return std::nullopt;
    parameters.emplace(std::move(*name), std::move(*value));
  }
  return parameters;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string result;
  for (auto const c : text) {
    auto const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~') {
      result += c;
    } else {
      auto const byte = static_cast<unsigned char>(c);
      result += '%';
      result += kDigits[byte / 16];
      result += kDigits[byte % 16];
    }
  }
  return result;
}

std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view text) {
  std::map<std::string, std::string, std::less<>> cookies;
  while (!text.empty()) {
    auto pair = cut(text, ';');
    auto const name = trimmed(cut(pair, '='));
    if (!name.empty()) cookies.emplace(name, trimmed(pair));
  }
  return cookies;
}

}  // namespace gozin::http
