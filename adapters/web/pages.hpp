#pragma once

#include "adapters/web/document.hpp"
#include "adapters/web/model.hpp"
#include "engine/port/texts.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace gozin::web {

/// Draws pages. May be used from any thread at any time.
///
/// A template stands once a language in memory: `[[key]]` in it has become the sentence of the
/// catalogue. A member of the model fills `{{member}}`; a list, an object, a true or not empty
/// value also shows `{{#member}}`, any other shows `{{#no_member}}`. Whole numbers are shown in the
/// digits of the language, and a path named `…href` gets the language in front.
class Pages {
 public:
  /// Reads all templates. Throws std::logic_error for a template that is malformed or whose
  /// sentences are missing.
  explicit Pages(Texts const& texts);
  ~Pages();

  struct Markup {
    std::string name;
    std::string html;
  };
  /// `page` names the template: `city`. `trusted` is put in as it is.
  struct Sheet {
    std::string_view page;
    Language language = Language::fa;
    boost::json::object model = {};
    std::vector<Markup> trusted = {};
  };
  [[nodiscard]] std::string draw(Sheet const& sheet, Frame const& frame) const;
  /// As one file that stands by itself: its style and font are within it, and it asks for nothing.
  [[nodiscard]] std::string draw(Document const& document, Language language) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gozin::web
