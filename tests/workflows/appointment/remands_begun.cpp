#include "tests/workflows/appointment/remands_begun.hpp"

namespace gozin::appointment {

void take_office(Course& course, StreamId const& stream) {
  registry::PostFilled filled;
  filled.by = stream;
  filled.person = person("p-1");
  filled.budget_line = course.line;
  course.view.record(course.post, filled);
  course.view.record(course.line, registry::CreditUsed{.by = stream});
}

std::unique_ptr<Course> appointed() {
  auto course = std::make_unique<Course>();
  course->screen({"p-1", "p-2"});
  Story{*course, course->stream}.scored().objected().reviewed().decreed();
  take_office(*course, course->stream);
  return course;
}

void annul(Course& course, std::optional<Phase> from, StreamId const& stream) {
  AnnulAppointment const order{
      .authority = {"Administrative court"}, .order = sha256("order"), .defect_from = from};
  auto const& of = stream.empty() ? course.stream : stream;
  course.view.state<Case>(of).orders_attached[order.order] = {{PersonId{"clara"}, {}}};
  (void)act_on(course, stream.empty() ? course.stream : stream, kInspector, order).value();
}

std::unique_ptr<Course> annulled(std::optional<Phase> from) {
  auto course = appointed();
  annul(*course, from);
  course->pass_days(30);
  return course;
}

Result<Decision> remand(Course& course, StreamId const& to) {
  return course.act(kAffairs, RemandCase{.to = to});
}

Case const& second(Course& course) { return course.view.state<Case>(kSecond); }

std::vector<std::string> types_on(StreamId const& stream, Decision const& decision) {
  std::vector<std::string> types;
  for (auto const& emitted : decision.events)
    if (emitted.stream == stream) types.emplace_back(emitted.event.type().name);
  return types;
}

std::vector<std::string> tasks_of_case(Course& course, StreamId const& stream) {
  std::vector<std::string> tasks;
  for (auto const& row : course.view.rows(stream))
    if (row.table->name == "task") tasks.push_back(std::get<std::string>(row.row.at(6)));
  return tasks;
}

}  // namespace gozin::appointment
