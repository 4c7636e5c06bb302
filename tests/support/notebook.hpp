#pragma once

#include "engine/command/typed.hpp"

#include <map>
#include <optional>
#include <string>

// The smallest procedure that uses all of the machinery: books with lines, hidden remarks, a secret
// ballot, readers that can be registered once, rows and timers.
namespace gozin::notebook {

#define GOZIN_NOTEBOOK_REASONS(X) X(book_must_have_room) X(remark_must_be_kept)
GOZIN_REASONS(Reason, GOZIN_NOTEBOOK_REASONS)

#define GOZIN_NOTEBOOK_CHOICES(X) X(in_favour) X(against)
GOZIN_NAMED_ENUM(Choice, GOZIN_NOTEBOOK_CHOICES)

struct LogStarted {
  static constexpr std::string_view kType = "LogStarted";
  Label city;
  static constexpr auto fields() { return fields_of(open("city", &LogStarted::city)); }
};

struct BookOpened {
  static constexpr std::string_view kType = "BookOpened";
  Label title;
  PersonId owner;
  std::optional<Committed> remark;
  static constexpr auto fields() {
    return fields_of(open("title", &BookOpened::title), open("owner", &BookOpened::owner),
                     personal("remark", &BookOpened::remark, "owner"));
  }
};

/// A book that goes on where another one was.
struct BookContinued {
  static constexpr std::string_view kType = "BookContinued";
  Lineage takes_over;
  Label title;
  static constexpr auto fields() {
    return fields_of(open("takes_over", &BookContinued::takes_over),
                     open("title", &BookContinued::title));
  }
};

struct LineWritten {
  static constexpr std::string_view kType = "LineWritten";
  Label text;
  std::int64_t number = 0;
  std::optional<Committed> aside;
  static constexpr auto fields() {
    return fields_of(open("text", &LineWritten::text), open("number", &LineWritten::number),
                     restricted("aside", &LineWritten::aside, "reader"));
  }
};

struct RemarkRead {
  static constexpr std::string_view kType = "RemarkRead";
  std::int64_t bytes = 0;
  static constexpr auto fields() { return fields_of(open("bytes", &RemarkRead::bytes)); }
};

struct ReaderAdded {
  static constexpr std::string_view kType = "ReaderAdded";
  PersonId reader;
  Committed number;
  static constexpr auto fields() {
    return fields_of(open("reader", &ReaderAdded::reader),
                     personal("number", &ReaderAdded::number, "reader"));
  }
};

struct PaperCast {
  static constexpr std::string_view kType = "PaperCast";
  PersonId member;
  static constexpr auto fields() { return fields_of(open("member", &PaperCast::member)); }
};

struct PapersCounted {
  static constexpr std::string_view kType = "PapersCounted";
  std::int64_t in_favour = 0;
  std::int64_t against = 0;
  static constexpr auto fields() {
    return fields_of(open("in_favour", &PapersCounted::in_favour),
                     open("against", &PapersCounted::against));
  }
};

struct BookClosed {
  static constexpr std::string_view kType = "BookClosed";
  static constexpr auto fields() { return fields_of(); }
};

/// The stream `log`.
struct Log {
  static constexpr std::string_view kKind = "log";
  Label city;
};

/// `book/<id>`.
struct Book {
  static constexpr std::string_view kKind = "book";
  Label title;
  PersonId owner;
  std::int64_t opened_at = 0;  // seq of BookOpened
  std::optional<Committed> remark;
  std::int64_t lines = 0;
  std::string last;
  std::int64_t papers = 0;
  std::int64_t in_favour = 0;
  bool is_closed = false;
};

/// Lines fit on the pages of a book up to this one.
inline constexpr std::int64_t kLinesMax = 1'000'000;

/// `title`, `lines` and `last` of each open book; a closed one has no row.
[[nodiscard]] ReadTable const& book_table();

[[nodiscard]] StreamId log_stream();

/// OpenLog, OpenBook, ContinueBook, WriteLine, ReadRemark, AddReader, AddPage, CastPaper,
/// CountPapers, ForgetPerson, CloseBook; all by the role `writer`.
[[nodiscard]] Workflow notebook_workflow();

[[nodiscard]] chart::Chart log_chart();
[[nodiscard]] chart::Chart book_chart();

}  // namespace gozin::notebook
