#pragma once

#include "tests/model/world.hpp"
#include "workflows/appointment/case.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <type_traits>

#include <boost/pfr/core.hpp>

// What two worlds must have in common to count as one: everything that their streams and the
// witness hold, but for what no guard looks at.
namespace gozin::model {

/// Writes values so that equal futures give equal texts. Moments stand as days from now, places in
/// the log, hashes and given ids in the order in which they come up.
class KeyWriter {
 public:
  explicit KeyWriter(Instant now) : now_{now} {}

  template <class T>
  void write(T const& value);

  [[nodiscard]] std::string const& text() const { return text_; }
  /// The next moment at which something is due.
  [[nodiscard]] std::optional<Instant> next_due() const { return next_due_; }

 private:
  void add(std::string_view text) { text_ += text; }
  void add(std::int64_t number);
  void add_id(std::string_view text);
  void add_place(std::int64_t seq);
  void add_moment(Instant moment);
  void add_hash(Hash const& hash);
  template <class Range>
  void add_all(Range const& range);
  template <class Range, class Value>
  void add_as_set(Range const& range, Value value_of);

  Instant now_;
  std::string text_;
  std::optional<Instant> next_due_;
  std::map<std::string, int, std::less<>> ids_;
  std::map<std::int64_t, int> places_;
  std::map<Hash, int> hashes_;
};

/// The world as a key: the streams that have changed since `start`, and the books of the witness.
struct WorldKey {
  std::string text;
  std::optional<Instant> next_due;
};
[[nodiscard]] WorldKey key_of(World const& world, World const& start);

namespace detail {

template <class T>
struct IsUnkeyed : std::false_type {};
template <class T>
struct IsUnkeyed<Unkeyed<T>> : std::true_type {};

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

template <class T>
concept Maplike = requires {
  typename T::mapped_type;
};
template <class T>
concept Setlike = !Maplike<T> && requires {
  typename T::key_type;
};

template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};

template <class T>
struct IsOptionalValue : std::false_type {};
template <class T>
struct IsOptionalValue<std::optional<T>> : std::true_type {};

/// Lists that guards search and never count or order.
template <class T>
inline constexpr bool kIsSet =
    std::is_same_v<T, appointment::Declaration> || std::is_same_v<T, appointment::SealedSheet> ||
    std::is_same_v<T, appointment::RevealedSheet> || std::is_same_v<T, appointment::Ruling> ||
    std::is_same_v<T, appointment::TaskDelegated> || std::is_same_v<T, appointment::GateResult> ||
    std::is_same_v<T, appointment::Nominator> || std::is_same_v<T, appointment::Objection> ||
    std::is_same_v<T, appointment::AliasMapPlace> || std::is_same_v<T, appointment::UpheldRuling>;

/// Lists of which guards look at the last alone.
template <class T>
inline constexpr bool kIsPile =
    std::is_same_v<T, appointment::ClosedBallot> || std::is_same_v<T, appointment::Decree>;

/// Texts and numbers that nothing is decided by.
template <class T>
inline constexpr bool kIsSilent =
    IsUnkeyed<T>::value || std::is_same_v<T, Committed> || std::is_same_v<T, Day> ||
    std::is_same_v<T, appointment::StageBeginning>;

}  // namespace detail

template <class Range>
void KeyWriter::add_all(Range const& range) {
  add("[");
  for (auto const& one : range) write(one);
  add("]");
}

template <class Range, class Value>
void KeyWriter::add_as_set(Range const& range, Value value_of) {
  // Ids are numbered as they come up, so the order must not depend on them: it is the order of the
  // texts as a fresh writer gives them. What the ids alone tell apart is written for each.
  std::multimap<std::string, decltype(&value_of(*range.begin()))> sorted;
  for (auto const& one : range) {
    KeyWriter alone{now_};
    alone.write(value_of(one));
    sorted.emplace(alone.text(), &value_of(one));
  }
  std::set<std::string> written;
  for (auto const& [text, value] : sorted) {
    auto const begin = text_.size();
    write(*value);
    written.insert(text_.substr(begin));
    text_.resize(begin);
  }
  add("{");
  for (auto const& text : written) add(text);
  add("}");
}

template <class T>
void KeyWriter::write(T const& value) {
  using namespace detail;
  if constexpr (kIsSilent<T>) {
    return;
  } else if constexpr (std::is_enum_v<T>) {
    add(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    value >= kFirstSeq ? add_place(value) : add(value);
  } else if constexpr (std::is_integral_v<T>) {
    add(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    add_id(value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    add_moment(value);
  } else if constexpr (std::is_same_v<T, Hash>) {
    add_hash(value);
  } else if constexpr (std::is_same_v<T, appointment::Decree>) {
    add(value.voided ? "void" : value.signed_ ? "signed" : "draft");
    write(value.person);
  } else if constexpr (IsOptionalValue<T>::value) {
    add(value ? "+" : "-");
    if (value) write(*value);
  } else if constexpr (IsPair<T>::value) {
    write(value.first);
    write(value.second);
  } else if constexpr (IsVector<T>::value) {
    using Element = typename T::value_type;
    if constexpr (kIsPile<Element>) {
      if (!value.empty()) write(value.back());
    } else if constexpr (kIsSet<Element>) {
      add_as_set(
          value, [](auto const& one) -> auto const& { return one; });
    } else {
      add_all(value);
    }
  } else if constexpr (std::is_same_v<T, std::map<std::int64_t, SealSeen>>) {
    // In the order of sealing, which nothing depends on.
    add_as_set(
        value, [](auto const& one) -> auto const& { return one.second; });
  } else if constexpr (Maplike<T> || Setlike<T>) {
    add_all(value);
  } else {
    add("(");
    boost::pfr::for_each_field(value, [&](auto const& field) { write(field); });
    add(")");
  }
}

}  // namespace gozin::model
