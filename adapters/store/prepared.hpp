#pragma once

#include <string>
#include <tuple>

#include <soci/soci.h>

namespace gozin::store {

/// A writing statement that is prepared once. Its parameters stand in the order of the text and
/// rest in the object itself, for the library reads them by their address.
template <class... Parameters>
class Prepared {
 public:
  Prepared(soci::session& sql, std::string const& text) : statement_{sql} {
    std::apply([this](auto&... each) { (statement_.exchange(soci::use(each)), ...); }, parameters_);
    statement_.alloc();
    statement_.prepare(text);
    statement_.define_and_bind();
  }
  Prepared(Prepared const&) = delete;
  Prepared& operator=(Prepared const&) = delete;

  /// Gives the number of rows it changed.
  template <class... Values>
  long long run(Values const&... values) {
    static_assert(sizeof...(Values) == sizeof...(Parameters));
    parameters_ = std::tie(values...);
    statement_.execute(true);
    return statement_.get_affected_rows();
  }

 private:
  std::tuple<Parameters...> parameters_;
  soci::statement statement_;
};

template <class... T>
struct Types {};

/// A reading statement that is prepared once: parameters and columns in the order of the text, no
/// column null.
template <class Parameters, class Columns>
class Reading;

template <class... Parameters, class... Columns>
class Reading<Types<Parameters...>, Types<Columns...>> {
 public:
  Reading(soci::session& sql, std::string const& text) : statement_{sql} {
    std::apply([this](auto&... each) { (statement_.exchange(soci::use(each)), ...); }, parameters_);
    std::apply([this](auto&... each) { (statement_.exchange(soci::into(each)), ...); }, columns_);
    statement_.alloc();
    statement_.prepare(text);
    statement_.define_and_bind();
  }
  Reading(Reading const&) = delete;
  Reading& operator=(Reading const&) = delete;

  /// Calls `visit` with the columns of each row. Always reads to the end: a cursor left open would
  /// hold the snapshot. A `visit` that may throw or read by the same statement needs a statement
  /// of its own.
  template <class Visit, class... Values>
  void each(Visit const& visit, Values const&... values) {
    static_assert(sizeof...(Values) == sizeof...(Parameters));
    parameters_ = std::tie(values...);
    for (bool has_row = statement_.execute(true); has_row; has_row = statement_.fetch())
      std::apply(visit, columns_);
  }

 private:
  std::tuple<Parameters...> parameters_;
  std::tuple<Columns...> columns_;
  soci::statement statement_;
};

}  // namespace gozin::store
