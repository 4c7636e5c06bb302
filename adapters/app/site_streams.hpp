#pragma once

#include "adapters/app/site_form.hpp"

namespace gozin::app {

/// Whether streams of this kind have pages: sessions, rule sets, bodies, posts, budget lines.
[[nodiscard]] bool has_page(std::string_view kind);

/// What people call the stream; its key where it has no title.
[[nodiscard]] std::string title_of(Visit& visit, StreamId const& stream);

/// Nothing for a kind without pages.
[[nodiscard]] std::optional<web::ListPage> list_page(Visit& visit, std::string_view kind);

struct StreamView {
  web::StreamPage page;
  std::string chart;
};
/// Nothing when there is no such stream, or none that has a page.
[[nodiscard]] std::optional<StreamView> stream_page(Visit& visit, StreamId const& stream);

}  // namespace gozin::app
