#include "adapters/exchange/yaml.hpp"

#include "engine/core/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>
#include <yaml-cpp/yaml.h>

namespace gozin::exchange {
namespace {

namespace json = boost::json;

constexpr std::size_t kBytesMax = 4U << 20U;
constexpr int kDepthMax = 64;
constexpr char const* kNoAnchors = "anchors and aliases are not allowed; write the value out";

/// What is wrong with the document, thrown within this file only: yaml-cpp calls back.
struct Fault {
  EngineReason reason;
  int line;
  std::string what;
};

json::value plain_scalar(std::string const& text) {
  if (text == "true") return json::value(true);
  if (text == "false") return json::value(false);
  if (text == "null" || text == "~" || text.empty()) return json::value(nullptr);
  std::int64_t number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  // `007` is a code, not a number.
  bool const canonical = whole && std::to_string(number) == text;
  return canonical ? json::value(number) : json::value(text);
}

/// Builds the JSON value as the parser goes, so that duplicate keys and anchors are seen.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(YamlDocument& document) : document_{document} {}

  void OnDocumentStart(YAML::Mark const&) override {}
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    put(mark, json::value(nullptr), "");
  }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override {
    throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1, kNoAnchors};
  }
  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                std::string const& text) override {
    refuse_anchor(mark, anchor);
    // yaml-cpp tags plain scalars `?` and quoted ones `!`.
    if (tag != "?" && tag != "!" && !tag.empty())
      throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1,
                  "tags are not allowed; write the value plainly"};
    put(mark, tag == "!" ? json::value(text) : plain_scalar(text), text);
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    enter(mark, json::array{});
  }
  void OnSequenceEnd() override { leave(); }
  void OnMapStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    enter(mark, json::object{});
  }
  void OnMapEnd() override { leave(); }

 private:
  struct Level {
    json::value value;
    std::string pointer;
    std::optional<std::string> key = {};
    YAML::Mark mark;
  };

  static void refuse_anchor(YAML::Mark const& mark, YAML::anchor_t anchor) {
    if (anchor != 0)
      throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1, kNoAnchors};
  }

  [[nodiscard]] std::string pointer_of_next() const {
    if (levels_.empty()) return {};
    auto const& level = levels_.back();
    if (level.value.is_array())
      return level.pointer + "/" + std::to_string(level.value.get_array().size());
    return level.pointer + "/" + level.key.value_or("");
  }

  void enter(YAML::Mark const& mark, json::value value) {
    if (static_cast<int>(levels_.size()) >= kDepthMax)
      throw Fault{EngineReason::input_must_not_exceed_limits, mark.line + 1,
                  "nested deeper than 64 levels"};
    if (expects_key())
      throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1,
                  "a key must be plain text"};
    auto pointer = pointer_of_next();
    document_.lines[pointer] = mark.line + 1;
    levels_.push_back({std::move(value), std::move(pointer), std::nullopt, mark});
  }

  void leave() {
    auto level = std::move(levels_.back());
    levels_.pop_back();
    add(std::move(level.value));
  }

  [[nodiscard]] bool expects_key() const {
    return !levels_.empty() && levels_.back().value.is_object() && !levels_.back().key;
  }

  void put(YAML::Mark const& mark, json::value value, std::string const& text) {
    if (!expects_key()) {
      document_.lines[pointer_of_next()] = mark.line + 1;
      add(std::move(value));
      return;
    }
    if (levels_.back().value.get_object().contains(text))
      throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1,
                  "the key " + text + " stands here a second time"};
    levels_.back().key = text;
  }

  void add(json::value value) {
    if (levels_.empty()) {
      document_.value = std::move(value);
      return;
    }
    auto& level = levels_.back();
    if (level.value.is_array()) {
      level.value.get_array().push_back(std::move(value));
    } else {
      level.value.get_object().emplace(*level.key, std::move(value));
      level.key.reset();
    }
  }

  YamlDocument& document_;
  std::vector<Level> levels_;
};

int line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// UTF-8 without NUL bytes and within the limits: other readers would see another text, or none.
void require_text(std::string const& text) {
  if (text.size() > kBytesMax)
    throw Fault{EngineReason::input_must_not_exceed_limits, 1, "larger than 4 MiB"};
  if (auto const nul = text.find('\0'); nul != std::string::npos)
    throw Fault{EngineReason::input_must_be_well_formed, line_at(text, nul),
                "this is no text: it has NUL bytes"};
  for (std::size_t from = 0, line = 1; from < text.size(); ++line) {
    auto const to = std::min(text.find('\n', from), text.size());
    if (!is_utf8(std::string_view{text}.substr(from, to - from)))
      throw Fault{EngineReason::input_must_be_well_formed, static_cast<int>(line),
                  "this is no UTF-8 text"};
    from = to + 1;
  }
}

/// A second document would be read by nobody.
void require_end(YAML::Parser& parser) {
  YamlDocument second;
  Builder builder{second};
  if (!parser.HandleNextDocument(builder)) return;
  auto const line = second.lines.empty() ? 1 : second.lines.begin()->second;
  throw Fault{EngineReason::input_must_be_well_formed, line,
              "a second document begins here; a file holds one"};
}

/// What yaml-cpp says, and the tab that is most often meant by it.
std::string cause_of(YAML::Exception const& error, std::string const& text) {
  std::istringstream lines{text};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    auto const first = line.find_first_not_of(' ');
    if (first != std::string::npos && line[first] == '\t')
      return error.msg + "; line " + std::to_string(number) +
             " is indented by a tab, please use spaces";
  }
  return error.msg;
}

Rejection rejection(EngineReason reason, int line, std::string const& what) {
  return {reason, "line " + std::to_string(line) + ": " + what};
}

}  // namespace

int YamlDocument::line_of(std::string pointer) const {
  for (;;) {
    if (auto const found = lines.find(pointer); found != lines.end()) return found->second;
    auto const slash = pointer.rfind('/');
    if (slash == std::string::npos) return 0;
    pointer.resize(slash);
  }
}

Result<YamlDocument> parse_yaml(std::string const& text) {
  YamlDocument document;
  try {
    require_text(text);
    std::istringstream input{text};
    YAML::Parser parser{input};
    Builder builder{document};
    if (parser.HandleNextDocument(builder)) require_end(parser);
  } catch (Fault const& fault) {
    return rejection(fault.reason, fault.line, fault.what);
  } catch (YAML::Exception const& error) {
    auto const line = error.mark.line + 1;
    return rejection(EngineReason::input_must_be_well_formed, line, cause_of(error, text));
  }
  return document;
}

Result<YamlDocument> read_yaml_file(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  // An empty file leaves nothing to copy, which is no fault of the reading.
  bool const is_empty = file && file.peek() == std::ifstream::traits_type::eof() && !file.bad();
  if (!file.is_open() || (!is_empty && !(text << file.rdbuf())))
    return Rejection{EngineReason::file_must_be_readable, "it cannot be read"};
  return parse_yaml(text.str());
}

}  // namespace gozin::exchange
