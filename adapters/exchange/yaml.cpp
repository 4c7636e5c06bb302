#include "adapters/exchange/yaml.hpp"

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
    throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1, "alias"};
  }
  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                std::string const& text) override {
    refuse_anchor(mark, anchor);
    // yaml-cpp tags plain scalars `?` and quoted ones `!`.
    if (tag != "?" && tag != "!" && !tag.empty())
      throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1, "tag"};
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
    if (anchor != 0) throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1, "anchor"};
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
      throw Fault{EngineReason::input_must_not_exceed_limits, mark.line + 1, "depth"};
    if (expects_key()) throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1, "key"};
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
      throw Fault{EngineReason::input_must_be_well_formed, mark.line + 1, "duplicate key " + text};
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
  if (text.size() > kBytesMax)
    return rejection(EngineReason::input_must_not_exceed_limits, 1, "size");
  YamlDocument document;
  try {
    std::istringstream input{text};
    YAML::Parser parser{input};
    Builder builder{document};
    parser.HandleNextDocument(builder);
  } catch (Fault const& fault) {
    return rejection(fault.reason, fault.line, fault.what);
  } catch (YAML::Exception const& error) {
    return rejection(EngineReason::input_must_be_well_formed, error.mark.line + 1, error.msg);
  }
  return document;
}

Result<YamlDocument> read_yaml_file(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return Rejection{EngineReason::file_must_be_readable, "it cannot be read"};
  return parse_yaml(text.str());
}

}  // namespace gozin::exchange
