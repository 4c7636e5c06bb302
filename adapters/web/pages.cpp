#include "adapters/web/pages.hpp"

#include "adapters/web/assets.hpp"
#include "adapters/web/json.hpp"
#include "engine/core/hash.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

namespace gozin::web {
namespace {

namespace json = boost::json;
using ctemplate::TemplateDictionary;

constexpr auto kStrip = ctemplate::STRIP_BLANK_LINES;

ctemplate::TemplateString view_of(std::string_view text) { return {text.data(), text.size()}; }

std::string escaped(std::string_view text) {
  std::string result;
  for (auto const c : text) switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  return result;
}

/// Puts the sentence of the catalogue in the place of each `[[key]]`.
std::string translated(Asset const& source, Texts const& texts, Language language) {
  std::string result;
  auto rest = source.bytes;
  for (auto at = rest.find("[["); at != std::string_view::npos; at = rest.find("[[")) {
    auto const end = rest.find("]]", at);
    auto const key = rest.substr(at + 2, end - at - 2);
    if (end == std::string_view::npos || !texts.has(key, language))
      throw std::logic_error(std::string{source.name} + ": no sentence for " + std::string{key});
    result += rest.substr(0, at);
    result += escaped(texts.text(key, language));
    rest.remove_prefix(end + 2);
  }
  return result += rest;
}

std::string cache_key(std::string_view name, Language language) {
  return std::string{name_of(language)} + "/" + std::string{name};
}

std::string base_of(Language language) { return "/" + std::string{name_of(language)}; }

/// Fills dictionaries from JSON as pages.hpp says.
class Filler {
 public:
  Filler(Texts const& texts, Language language) : texts_{texts}, language_{language} {}

  void fill(TemplateDictionary& into, json::object const& object) const {
    for (auto const& [name, value] : object) member(into, std::string_view{name}, value);
  }

 private:
  void member(TemplateDictionary& into, std::string_view name, json::value const& value) const {
    auto const shown = show(into, name, value);
    show_section(into, (shown ? "has_" : "no_") + std::string{name});
  }

  /// False for what is empty, false or absent.
  bool show(TemplateDictionary& into, std::string_view name, json::value const& value) const {
    switch (value.kind()) {
      case json::kind::string:
        return text(into, name, std::string_view{value.get_string()});
      case json::kind::int64:
        return number(into, name, value.get_int64());
      case json::kind::array:
        return list(into, name, value.get_array());
      case json::kind::object:
        return nested(into, name, value.get_object());
      case json::kind::bool_:
        if (value.get_bool()) show_section(into, std::string{name});
        return value.get_bool();
      default:
        return false;
    }
  }

  bool text(TemplateDictionary& into, std::string_view name, std::string_view value) const {
    auto const is_path = name.ends_with("href") && value.starts_with('/');
    into.SetValue(view_of(name),
                  is_path ? base_of(language_) + std::string{value} : std::string{value});
    if (name == "kind") show_section(into, "kind_" + std::string{value});
    if (value.empty()) return false;
    show_section(into, std::string{name});
    return true;
  }

  bool number(TemplateDictionary& into, std::string_view name, std::int64_t value) const {
    auto const plain = std::to_string(value);
    into.SetValue(view_of(name), texts_.number(plain, language_));
    into.SetValue(std::string{name} + "_code", plain);
    show_section(into, std::string{name});
    return value != 0;
  }

  bool list(TemplateDictionary& into, std::string_view name, json::array const& values) const {
    for (auto const& value : values) {
      auto& section = *into.AddSectionDictionary(view_of(name));
      if (value.is_object())
        fill(section, value.get_object());
      else
        show(section, "value", value);
    }
    return !values.empty();
  }

  bool nested(TemplateDictionary& into, std::string_view name, json::object const& value) const {
    if (value.empty()) return false;
    fill(*into.AddSectionDictionary(view_of(name)), value);
    return true;
  }

  static void show_section(TemplateDictionary& into, std::string const& name) {
    into.ShowSection(name);
  }

  Texts const& texts_;
  Language language_;
};

std::string_view direction_of(Language language) {
  return language == Language::fa ? "rtl" : "ltr";
}

std::string_view bytes_of(std::string_view name) {
  auto const all = assets();
  auto const found = std::ranges::find(all, name, &Asset::name);
  if (found == all.end()) throw std::logic_error("no asset " + std::string{name});
  return found->bytes;
}

/// The style of documents with the font in it.
std::string style_within() {
  return "<style>\n@font-face { font-family: Vazirmatn; font-weight: 100 900; "
         "src: url(data:font/woff2;base64," +
         to_base64(bytes_of("vazirmatn.woff2")) + ") format(\"woff2\"); }\n" +
         std::string{bytes_of("document.css")} + "</style>";
}

json::object model_of(Frame const& frame, Language language) {
  auto const other = language == Language::fa ? Language::en : Language::fa;
  auto const path = frame.path.substr(0, frame.path.find('?'));
  json::object model{{"lang", name_of(language)},
                     {"dir", direction_of(language)},
                     {"title", frame.title},
                     {"city", frame.city},
                     {"failed", frame.failed},
                     {"demonstration", frame.demonstration},
                     {"pilot", frame.pilot},
                     {"viewer", frame.viewer},
                     {"at_home", path == "/"},
                     {"at_inbox", path == "/inbox"},
                     {"other_lang", name_of(other)},
                     {"other_language", other == Language::fa ? "فارسی" : "English"},
                     {"other_path", base_of(other) + frame.path},
                     {"font_path", asset_path("vazirmatn.woff2")},
                     {"style_path", asset_path("site.css")},
                     {"mark_path", asset_path("mark.svg")},
                     {"script_path", asset_path("htmx.js")},
                     {"renewed", frame.renewed},
                     {"live_href", frame.live},
                     {"print", frame.print}};
  if (!frame.live.empty()) model["self_href"] = frame.path;
  if (frame.tasks) model["tasks"] = *frame.tasks;
  model["sections"] = to_json(frame.sections);
  return model;
}

}  // namespace

struct Pages::Parts {
  explicit Parts(Texts const& of) : texts{of} {}
  Texts const& texts;
  ctemplate::TemplateCache cache;
};

Pages::Pages(Texts const& texts) : parts_{std::make_unique<Parts>(texts)} {
  for (auto const& asset : assets()) {
    if (!asset.name.ends_with(".html")) continue;
    auto const name = asset.name.substr(0, asset.name.find('.'));
    for (auto const language : {Language::fa, Language::en})
      if (!parts_->cache.StringToTemplateCache(cache_key(name, language),
                                               translated(asset, texts, language), kStrip))
        throw std::logic_error("the template " + std::string{name} + " is malformed");
  }
  parts_->cache.Freeze();
}

Pages::~Pages() = default;

std::string Pages::draw(Sheet const& sheet, Frame const& frame) const {
  auto const& [page, language, model, trusted] = sheet;
  Filler const filler{parts_->texts, language};
  TemplateDictionary outer{"frame"};
  filler.fill(outer, model_of(frame, language));
  auto& body = *outer.AddIncludeDictionary("body");
  body.SetFilename(cache_key(page, language));
  filler.fill(body, model);
  if (auto const* analyses = model.if_contains("analyses")) {
    auto& part = *body.AddIncludeDictionary("drawn_analyses");
    part.SetFilename(cache_key("analyses", language));
    filler.fill(part, {{"analyses", *analyses}});
  }
  for (auto const& markup : trusted) body.SetValue(markup.name, markup.html);
  // What is the same everywhere, within the page too.
  outer.SetTemplateGlobalValue("csrf", frame.csrf);
  outer.SetTemplateGlobalValue("key", frame.key);
  outer.SetTemplateGlobalValue("home_href", base_of(language) + "/");
  outer.SetTemplateGlobalValue("inbox_href", base_of(language) + "/inbox");
  outer.SetTemplateGlobalValue("sign_in_href", base_of(language) + "/sign-in");
  outer.SetTemplateGlobalValue("sign_out_href", base_of(language) + "/sign-out");

  std::string html;
  if (!parts_->cache.ExpandNoLoad(cache_key("frame", language), kStrip, &outer, nullptr, &html))
    throw std::logic_error("the page " + std::string{page} + " cannot be drawn");
  return html;
}

std::string Pages::draw(Document const& document, Language language) const {
  auto model = to_json(document);
  model["lang"] = name_of(language);
  model["dir"] = direction_of(language);
  TemplateDictionary whole{"document"};
  Filler{parts_->texts, language}.fill(whole, model);
  whole.SetValue("style", style_within());
  std::string html;
  if (!parts_->cache.ExpandNoLoad(cache_key("document", language), kStrip, &whole, nullptr, &html))
    throw std::logic_error("a document cannot be drawn");
  return html;
}

}  // namespace gozin::web
