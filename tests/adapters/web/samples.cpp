#include "tests/adapters/web/samples.hpp"

namespace gozin::web::samples {
namespace {

Moment const kDay{"2022-10-06", "۱۴۰۱/۰۷/۱۴"};
Moment const kMinute{"2022-10-06T08:30:00.000Z", "۱۴۰۱/۰۷/۱۴ ۱۲:۰۰"};
Named const kNominating{"Nominating", "نامزدی"};

Deadline deadline() {
  return {{"window", "پایان مهلت معرفی"}, kDay, {"soon", "۳ روز کاری مانده است"}};
}

Waiting waiting(bool mine) {
  return {{"consent", "اعلام قبولی نامزد"}, {{"nominee", "نامزد"}, {"clerk", "متصدی"}}, mine};
}

Entry entry(std::int64_t seq) {
  return {.seq = seq,
          .type = {"VacancyPublished", "انتشار فراخوان"},
          .sentence = "فراخوان پست منتشر شد و مجموعهٔ قواعد برای این پرونده ثابت شد.",
          .recorded = kMinute,
          .actor = {"بهار رستمی"},
          .role = Named{"administrative_affairs", "امور اداری"},
          .facts = {{{"closes", "پایان مهلت"}, "۱۴۰۱/۰۷/۲۸", false},
                    {{"rules", "قواعد"}, std::string(64, 'a'), true}},
          .href = "/cases/k1/replay?at=" + std::to_string(seq)};
}

CaseHead head() {
  return {.id = "case/k1",
          .href = "/cases/k1",
          .title = "مدیر فناوری اطلاعات",
          .unit = {"it", "سازمان فناوری"},
          .state = kNominating,
          .position = {{"Clear", "بدون توقف"}},
          .opened = kDay,
          .rules = std::string(64, 'b'),
          .replay = "/cases/k1/replay?at=12",
          .kin = {.taken_over_from = Link{"/cases/k0", "case/k0"},
                  .remanded_to = Link{"/cases/k2", "case/k2"}}};
}

Ballot ballot() {
  return {.id = "b1",
          .question =
              "آیا شورا آرش کاویانی را برای این پست تأیید "
              "می‌کند؟",
          .gate = {"council", "شورای شهر"},
          .advisory = true,
          .yes = 8,
          .no = 3,
          .abstain = 2,
          .computation = {"۱۳ نفر حاضر از ۱۳ کرسی؛ حد نصاب ۹ نفر."},
          .outcome = Named{"carried", "تصویب شد"},
          .roll = {{"کاوه", "موافق"}, {"درسا", "مخالف"}}};
}

Control single(std::string name, std::string kind, std::string label) {
  Control control;
  control.name = std::move(name);
  control.kind = std::move(kind);
  control.label = std::move(label);
  control.hint = "راهنما";
  return control;
}

}  // namespace

Frame frame() {
  return {.path = "/cases/k1?x=1",
          .title = "مدیر فناوری اطلاعات",
          .city = "کرج",
          .demonstration = true,
          .viewer = "بهار رستمی",
          .tasks = 3,
          .csrf = "token",
          .key = "key-1"};
}

CityPage city() {
  CityPage page;
  page.filters = {{"/", "همه", true}, {"/?state=Nominating", "نامزدی"}};
  page.offers = {{{"open_case", "گشودن پرونده"}, "/do/open_case"}};
  for (int i = 0; i < 3; ++i)
    page.cases.push_back({.id = "case/k" + std::to_string(i),
                          .href = "/cases/k" + std::to_string(i),
                          .title = "مدیر فناوری اطلاعات",
                          .unit = {"it", "سازمان فناوری"},
                          .state = kNominating,
                          .position = {{"Clear", "بدون توقف"}},
                          .waiting = {waiting(i == 0)},
                          .deadline = deadline(),
                          .changed = kMinute});
  page.cases.back().kin.remanded_to = Link{"/cases/k9", "case/k9"};
  page.cases.back().kin.paper = Named{"called", "پرونده کاغذی ۱۴۰۳/۷، تا فراخوان"};
  page.more = "/?after=k2";
  return page;
}

InboxPage inbox() {
  return {.tasks = {{"/cases/k1/do/publish_vacancy",
                     "مدیر فناوری اطلاعات",
                     {"publish_vacancy", "انتشار فراخوان"},
                     {"administrative_affairs", "امور اداری"},
                     deadline()}}};
}

CasePage case_page() {
  CasePage page;
  page.head = head();
  page.done = "ثبت شد: انتشار فراخوان (رویداد ۱۲).";
  page.deadlines = {deadline()};
  page.waiting = {waiting(true), waiting(false)};
  page.offers = {{{"publish_vacancy", "انتشار فراخوان"}, "/cases/k1/do/publish_vacancy"},
                 {{"cancel_case", "لغو پرونده"}, "/cases/k1/do/cancel_case"}};
  page.people = {{{"chair", "رئیس هیئت ارزیابی"}, {{"کاوه بهرامی"}}},
                 {{"assessor", "ارزیاب"},
                  {{"درسا نیک‌نام"}, {"رضا صدر", "کناره‌گیری کرده"}}}};
  page.nominees = {{.id = "n-1",
                    .person = {"آرش کاویانی"},
                    .standing = {"admitted", "پذیرفته‌شده"},
                    .nominated_by = "شهروند",
                    .findings = {{"met", "مدرک کارشناسی ارشد: دارد"}}}};
  page.ranking = {{"۱", {"آرش کاویانی"}, "83/4", "۲۰٫۷۵", true}, {"۲", {"نامزد د"}, "20", "۲۰"}};
  page.sheets = {{{"درسا"}, {"آرش کاویانی"}, {{"leadership", "رهبری: ۴"}}}};
  page.ballots = {ballot()};
  page.decree = DecreeBox{.number = "1401-17",
                          .person = {"آرش کاویانی"},
                          .dated = kDay,
                          .term_from = kDay,
                          .term_until = kDay,
                          .signatory = {"شهردار"},
                          .document = std::string(64, 'c'),
                          .href = "/cases/k1/decree",
                          .in_force = true};
  page.timeline = {entry(12), entry(3)};
  page.timeline.back().taken_over = true;
  return page;
}

ReplayPage replay() {
  return {.head = head(),
          .step = 2,
          .steps = 3,
          .event = entry(12),
          .waiting = {waiting(false)},
          .could = {{"NominationReceived", "دریافت معرفی"}},
          .first = "/cases/k1/replay?at=3",
          .back = "/cases/k1/replay?at=3",
          .forward = {},
          .last = {},
          .at_end = true};
}

FormPage form() {
  FormPage page;
  page.case_title = "مدیر فناوری اطلاعات";
  page.back = "/cases/k1";
  page.action = "/cases/k1/do/describe_vacancy";
  page.command = {"describe_vacancy", "شرح پست"};
  page.roles = {{"mayor", "شهردار"}, {"clerk", "متصدی"}};
  page.problem = "مقدار یک خانه از نوع لازم نیست.";
  for (auto const* kind : {"text", "long_text", "number", "code", "date", "moment", "select"})
    page.controls.push_back(single(kind, kind, std::string{"خانهٔ "} + kind));
  page.controls[2].problem = "عدد نیست";
  page.controls[0].required = false;
  page.controls[6].choices = {{"a", "الف"}, {"b", "ب", true}};
  page.controls.push_back(single("choice", "radio", "انتخاب"));
  page.controls.back().choices = {{"yes", "موافق"}, {"no", "مخالف"}, {"abstain", "ممتنع"}};
  page.controls.push_back(single("weights", "rows", "وزن‌ها"));
  page.controls.back().rows = {single("weights.merit", "number", "شایستگی"),
                               single("weights.past", "number", "پیشینه")};
  page.controls.push_back(single("acts", "rows", "آنچه تأیید می‌شود"));
  page.controls.back().rows = {single("acts.17", "check", "رأی، شماره ۱۷")};
  page.controls.back().rows[0].choices = {{"17", "رأی، شماره ۱۷"}};
  page.controls.push_back(single("hands", "rows", "دست‌ها"));
  page.controls.back().rows = {single("hands.p-1", "marks", "نیکا"),
                               single("hands.p-2", "marks", "کاوه")};
  for (auto& row : page.controls.back().rows) row.choices = {{"yes", "موافق"}, {"no", "مخالف"}};
  page.ask_whose = "/cases/k1/do/describe_vacancy?behalf=";
  return page;
}

WhosePage whose() {
  return {.case_title = "مدیر فناوری اطلاعات",
          .back = "/cases/k1",
          .action = "/cases/k1/do/nominate",
          .command = {"nominate", "معرفی نامزد"},
          .people = {{"/cases/k1/do/nominate?behalf=p-1", "نیکا"}},
          .searchable = true,
          .find = "کاو",
          .found = {{"/cases/k1/do/nominate?behalf=p-2", "کاوه"}},
          .has_more = true};
}

}  // namespace gozin::web::samples
