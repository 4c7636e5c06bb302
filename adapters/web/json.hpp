#pragma once

#include "adapters/web/model.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gozin::web {

namespace json = boost::json;

// The JSON twin of a page. The page itself is drawn from it, so that neither shows more than the
// other.

[[nodiscard]] json::object to_json(CityPage const& page);
[[nodiscard]] json::object to_json(InboxPage const& page);
[[nodiscard]] json::object to_json(CasePage const& page);
[[nodiscard]] json::object to_json(ReplayPage const& page);
[[nodiscard]] json::object to_json(StreamPage const& page);
[[nodiscard]] json::object to_json(ListPage const& page);
[[nodiscard]] json::object to_json(FormPage const& page);
[[nodiscard]] json::object to_json(WhosePage const& page);
[[nodiscard]] json::object to_json(SignInPage const& page);
[[nodiscard]] json::object to_json(PlainPage const& page);
[[nodiscard]] json::array to_json(std::vector<Link> const& links);

}  // namespace gozin::web
