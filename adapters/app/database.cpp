#include "adapters/app/database.hpp"

#include "adapters/app/settings.hpp"

namespace gozin::app {

StoreUrl database_url(std::string const& given) {
  auto url = parse_store_url(given.empty() ? setting("", "db") : given);
  if (url) {
    url->archive = setting("", "archive");
    return *url;
  }
  auto const text =
      "a database is named as sqlite:PATH, postgresql://USER@HOST/NAME or mysql://USER@HOST/NAME "
      "[" +
      std::string{url.error().reason.name()} + "]";
  if (given.empty()) throw StoreFailed("GOZIN_DB: " + text);
  throw cli::UsageError(text);
}

}  // namespace gozin::app
