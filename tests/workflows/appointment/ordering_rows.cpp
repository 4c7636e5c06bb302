#include "tests/workflows/appointment/ordering_rows.hpp"

namespace gozin::appointment {
namespace {

void open_vacancy(Course& course) { course.open(); }
void published(Course& course) { course.publish(); }

}  // namespace

std::vector<ReasonRow> ordering_rows() {
  return {
      row(
          "appointment_must_not_be_stayed",
          [](Course& course) { course.open().state().stayed = true; }, kInspector,
          StayAppointment{}),
      row("appointment_must_be_stayed", open_vacancy, kInspector, LiftStay{}),
      // T24: nobody enters what a court says of their own work.
      row("order_must_be_entered_by_an_outsider", published, kAffairs, StayAppointment{}),
      row(
          "order_must_be_entered_by_an_outsider",
          [](Course& course) { course.publish().state().stayed = true; }, kAffairs, LiftStay{}),
      row("order_must_be_entered_by_an_outsider", published, kAffairs, AnnulAppointment{}),
      row("order_must_be_entered_by_an_outsider", published,
          {"anita", "administrative_affairs", "azar"}, AnnulAppointment{}),
      // Each order is carried out once, and is what was put on file as one.
      row(
          "order_must_be_carried_out_once",
          [](Course& course) { course.publish().state().orders_carried_out.insert(Hash{}); },
          kInspector, StayAppointment{}),
      row(
          "order_must_be_attached_by_another",
          [](Course& course) {
            course.publish();
            (void)course.act(
                {"clara", "clerk"},
                AttachDocument{.document = Hash{}, .about = Code{"note"}, .title = {}});
          },
          kInspector, StayAppointment{}),
      // Nor does anybody say alone what a court has ordered.
      row("order_must_be_attached_by_another", published, kInspector, StayAppointment{}),
      row(
          "order_must_be_attached_by_another",
          [](Course& course) { course.publish().state().stayed = true; }, kInspector, LiftStay{}),
      row(
          "order_must_be_attached_by_another",
          [](Course& course) {
            course.publish().state().orders_attached[Hash{}] = {{person(kInspector.actor), {}}};
          },
          kInspector, AnnulAppointment{}),
  };
}

}  // namespace gozin::appointment
