#include "adapters/locale/catalogue.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <vector>

#include <boost/locale/gnu_gettext.hpp>

namespace gozin {
namespace {

namespace gettext = boost::locale::gnu_gettext;
using Messages = boost::locale::message_format<char>;

gettext::messages_info info_of(Language language, std::string_view bytes) {
  gettext::messages_info info;
  info.language = name_of(language);
  info.encoding = "UTF-8";
  info.domains.emplace_back("gozin");
  info.paths.emplace_back("linked");
  info.callback = [bytes](std::string const&, std::string const&) {
    return std::vector<char>(bytes.begin(), bytes.end());
  };
  return info;
}

// Plural rules know small numbers only; beyond them every number takes the form of many.
int plural_count(std::int64_t count) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  return static_cast<int>(std::clamp<std::int64_t>(count, 0, kMost));
}

}  // namespace

Catalogue::Catalogue(Language language, std::string_view bytes)
    : messages_{std::locale::classic(),
                gettext::create_messages_facet<char>(info_of(language, bytes))} {
  // Every catalogue has its header under the empty key.
  if (!find("")) throw std::runtime_error{"unreadable message catalogue"};
}

std::optional<std::string_view> Catalogue::find(std::string_view key,
                                                std::optional<std::int64_t> count) const {
  auto const& messages = std::use_facet<Messages>(messages_);
  auto const id = std::string{key};
  char const* sentence = nullptr;
  if (count) sentence = messages.get(0, nullptr, id.c_str(), plural_count(*count));
  // A sentence without plural forms serves any count.
  if (sentence == nullptr) sentence = messages.get(0, nullptr, id.c_str());
  if (sentence == nullptr) return std::nullopt;
  return std::string_view{sentence};
}

}  // namespace gozin
