#include "tests/support/notebook.hpp"

#include "engine/command/preparation.hpp"
#include "engine/event/erasure.hpp"

#include <algorithm>

namespace gozin::notebook {
namespace {

struct OpenLog {
  static constexpr std::string_view kName = "OpenLog";
  Label city;
  static constexpr auto fields() { return fields_of(open("city", &OpenLog::city)); }
};

struct OpenBook {
  static constexpr std::string_view kName = "OpenBook";
  Label title;
  PersonId owner;
  std::optional<Committed> remark;
  static constexpr auto fields() {
    return fields_of(open("title", &OpenBook::title), open("owner", &OpenBook::owner),
                     personal("remark", &OpenBook::remark, "owner"));
  }
};

/// Opens a book with what another one had, up to its event of that revision. `leaf` is that one's
/// unless it is given.
struct ContinueBook {
  static constexpr std::string_view kName = "ContinueBook";
  StreamId from;
  std::int64_t through = 0;
  std::optional<Hash> leaf;
  std::optional<Label> line;  // to be written at once
  static constexpr auto fields() {
    return fields_of(open("from", &ContinueBook::from), open("through", &ContinueBook::through),
                     open("leaf", &ContinueBook::leaf), open("line", &ContinueBook::line));
  }
};

/// The same line `times` times over, and once into another book.
struct WriteLine {
  static constexpr std::string_view kName = "WriteLine";
  Label text;
  std::optional<std::int64_t> times;
  std::optional<StreamId> also;
  std::optional<Committed> aside;
  static constexpr auto fields() {
    return fields_of(open("text", &WriteLine::text), open("times", &WriteLine::times),
                     open("also", &WriteLine::also),
                     restricted("aside", &WriteLine::aside, "reader"));
  }
};

struct ReadRemark {
  static constexpr std::string_view kName = "ReadRemark";
  static constexpr auto fields() { return fields_of(); }
};

struct AddReader {
  static constexpr std::string_view kName = "AddReader";
  PersonId reader;
  Committed number;
  static constexpr auto fields() {
    return fields_of(open("reader", &AddReader::reader),
                     personal("number", &AddReader::number, "reader"));
  }
};

/// Keeps a page under the owner's key while it is judged, before the chart is asked.
struct AddPage {
  static constexpr std::string_view kName = "AddPage";
  Label text;
  static constexpr auto fields() { return fields_of(open("text", &AddPage::text)); }
};

struct ForgetPerson {
  static constexpr std::string_view kName = "ForgetPerson";
  PersonId person;
  static constexpr auto fields() { return fields_of(open("person", &ForgetPerson::person)); }
};

struct CastPaper {
  static constexpr std::string_view kName = "CastPaper";
  std::optional<Choice> choice;  // taken out before it is judged
  static constexpr auto fields() { return fields_of(open("choice", &CastPaper::choice).secret()); }
};

struct CountPapers {
  static constexpr std::string_view kName = "CountPapers";
  static constexpr auto fields() { return fields_of(); }
};

struct CloseBook {
  static constexpr std::string_view kName = "CloseBook";
  static constexpr auto fields() { return fields_of(); }
};

Book const& book_of(Context const& context) { return *context.view.find<Book>(context.stream); }

VaultKeyId key_of_person(PersonId const& person) { return VaultKeyId{"person/" + person.text}; }

Result<Decision> decide(OpenLog const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, LogStarted{command.city});
  return decision;
}

Result<Decision> decide(OpenBook const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, BookOpened{command.title, command.owner, command.remark});
  return decision;
}

Result<Decision> decide(ContinueBook const& command, Context const& context) {
  auto const then = context.view.folded_through(command.from, command.through);
  auto const leaf = command.leaf ? *command.leaf : then ? then->last_leaf : Hash{};
  auto const* book = then ? static_cast<Book const*>(then->state.get()) : nullptr;
  Decision decision;
  decision.add(context.stream,
               BookContinued{{command.from, command.through, leaf}, book ? book->title : Label{}});
  if (command.line && book)
    decision.add(context.stream, LineWritten{*command.line, book->lines, {}});
  return decision;
}

Result<Decision> decide(WriteLine const& command, Context const& context) {
  auto const times = command.times.value_or(1);
  auto const lines = book_of(context).lines;
  if (lines + times > kLinesMax) return Rejection{Reason::book_must_have_room};
  Decision decision;
  for (std::int64_t i = 0; i < times; ++i)
    decision.add(context.stream,
                 LineWritten{command.text, lines + i, i == 0 ? command.aside : std::nullopt});
  if (command.also) {
    auto const* other = context.view.find<Book>(*command.also);
    decision.add(*command.also, LineWritten{command.text, other ? other->lines : 0, {}});
  }
  return decision;
}

Result<Decision> decide(ReadRemark const&, Context const& context) {
  auto const& book = book_of(context);
  auto const opened = context.facts.open(book.opened_at, key_of_person(book.owner));
  if (!opened || !opened->values.contains("remark")) return Rejection{Reason::remark_must_be_kept};
  Decision decision;
  auto const bytes = static_cast<std::int64_t>(opened->values.at("remark").size());
  decision.add(context.stream, RemarkRead{bytes});
  return decision;
}

Result<void> prepare(std::type_identity<AddReader>, Preparation& preparation) {
  std::string const number{preparation.input().at("number").as_string()};
  std::string const reader{preparation.input().at("reader").as_string()};
  preparation.look_up(number, PersonId{reader});
  return {};
}

Result<Decision> decide(AddReader const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, ReaderAdded{command.reader, command.number});
  return decision;
}

Result<Decision> decide(AddPage const& command, Context const& context) {
  auto const& book = book_of(context);
  context.facts.attach(key_of_person(book.owner), "text/plain", command.text.text);
  Decision decision;
  decision.add(context.stream, LineWritten{command.text, book.lines, {}});
  return decision;
}

Result<void> prepare(std::type_identity<CastPaper>, Preparation& preparation) {
  std::string const choice{preparation.input().at("choice").as_string()};
  preparation.input().erase("choice");
  preparation.put_in_box(preparation.stream().text, choice);
  return {};
}

Result<Decision> decide(ForgetPerson const& command, Context const& context) {
  auto const key = "person/" + command.person.text;
  Decision decision;
  decision.add(context.stream, SubjectErased{command.person, {StreamId{key}}});
  decision.erased.push_back({command.person, {VaultKeyId{key}}});
  return decision;
}

Result<Decision> decide(CastPaper const&, Context const& context) {
  Decision decision;
  decision.add(context.stream, PaperCast{context.call.actor});
  return decision;
}

Result<Decision> decide(CountPapers const&, Context const& context) {
  auto const choices = context.facts.open_box(context.stream.text);
  auto const in_favour = std::count(choices.begin(), choices.end(), "in_favour");
  Decision decision;
  decision.add(context.stream,
               PapersCounted{in_favour, static_cast<std::int64_t>(choices.size()) - in_favour});
  decision.opened_boxes = {context.stream.text};
  return decision;
}

Result<Decision> decide(CloseBook const&, Context const& context) {
  Decision decision;
  decision.add(context.stream, BookClosed{});
  return decision;
}

}  // namespace

void apply(Log& log, Recorded const&, LogStarted const& event) { log.city = event.city; }

void apply(Book& book, Recorded const& at, BookOpened const& event) {
  book.title = event.title;
  book.owner = event.owner;
  book.remark = event.remark;
  book.opened_at = at.at.seq;
}
void apply(Book& book, Recorded const&, BookContinued const& event) { book.title = event.title; }
void apply(Book& book, Recorded const&, LineWritten const& event) {
  ++book.lines;
  book.last = event.text.text;
}
void apply(Book&, Recorded const&, RemarkRead const&) {}
void apply(Book&, Recorded const&, ReaderAdded const&) {}
void apply(Book& book, Recorded const&, PaperCast const&) { ++book.papers; }
void apply(Book&, Recorded const&, SubjectErased const&) {}
void apply(Book& book, Recorded const&, PapersCounted const& event) {
  book.in_favour = event.in_favour;
}
void apply(Book& book, Recorded const&, BookClosed const&) { book.is_closed = true; }

namespace {

void project(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& book = *static_cast<Book const*>(projected.folded.state.get());
  if (book.is_closed) return;
  rows.push_back({&book_table(),
                  {projected.stream.text, book.title.text, book.lines, book.last,
                   projected.folded.last_recorded.ms}});
}

}  // namespace

ReadTable const& book_table() {
  static ReadTable const table{.name = "book",
                               .columns = {{"stream"},
                                           {"title"},
                                           {"lines", ColumnType::integer},
                                           {"last"},
                                           {"changed", ColumnType::integer}},
                               .key = {"stream"},
                               .indexes = {{"changed"}}};
  return table;
}

StreamId log_stream() { return StreamId{"log/city"}; }

Workflow notebook_workflow() {
  CommandTraits const opens{.roles = {"writer"}, .opens = true};
  CommandTraits const writes{.roles = {"writer"}};
  auto books = stream_kind<Book>(
      book_chart(), EventList<BookOpened, BookContinued, LineWritten, RemarkRead, ReaderAdded,
                              PaperCast, PapersCounted, SubjectErased, BookClosed>{});
  books.project = &project;
  books.comes_to_an_end = true;
  Workflow workflow;
  workflow.name = "notebook";
  workflow.kinds.push_back(stream_kind<Log>(log_chart(), EventList<LogStarted>{}));
  workflow.kinds.push_back(std::move(books));
  workflow.commands = {command_type<OpenLog>("notebook", "log", opens),
                       command_type<OpenBook>("notebook", "book", opens),
                       command_type<ContinueBook>("notebook", "book", opens),
                       command_type<WriteLine>("notebook", "book", writes),
                       command_type<ReadRemark>("notebook", "book", writes),
                       command_type<AddReader>("notebook", "book", writes),
                       command_type<AddPage>("notebook", "book", writes),
                       command_type<CastPaper>("notebook", "book", writes),
                       command_type<ForgetPerson>("notebook", "book", writes),
                       command_type<CountPapers>("notebook", "book", writes),
                       command_type<CloseBook>("notebook", "book", writes)};
  workflow.tables = {&book_table()};
  return workflow;
}

}  // namespace gozin::notebook
