#pragma once

#include "adapters/app/site_words.hpp"
#include "adapters/web/document.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace gozin::app {

/// Who reads what accompanies a ranking, and how they may know those it speaks of.
struct AnalysisReader {
  using Name = std::function<std::string(std::string_view id)>;

  Words const& words;
  Name person;
  Name nominee;
  Name title;               // of a criterion or round
  bool sees_groups = true;  // by which channel people came
};

/// One analysis, as `appointment::to_json` writes it, in pairs and tables. Its heading says which
/// ranking it is about.
[[nodiscard]] web::Part draw_analysis(boost::json::object const& analysis,
                                      AnalysisReader const& reader);

/// The same in lines, for a terminal.
[[nodiscard]] std::vector<std::string> lines_of(web::Part const& part);

}  // namespace gozin::app
