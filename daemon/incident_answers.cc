#include "daemon/incident_answers.h"

#include <string>
#include <utility>

#include "daemon/incident_query.h"
#include "pipeline/correlate/reading.h"
#include "pipeline/record/event.h"
#include "pipeline/record/json_writer.h"
#include "pipeline/record/utf8.h"

namespace tidings::daemon {
namespace {

constexpr const char* kJson = "application/json";

HttpAnswer answer_to(const record::Error& error) {
  const auto status = error.fault == record::Fault::kBadInput    ? 400U
                      : error.fault == record::Fault::kTransient ? 503U
                                                                 : 500U;
  return refusal(status, error.code, error.detail);
}

// An array of records as they are published.
void append_all(std::string& body, std::string_view name, const auto& records) {
  body.append("\"").append(name).append("\":[");
  for (const auto* separator = ""; const auto& one : records) {
    body += separator;
    append_json(one, body);
    separator = ",";
  }
  body += "]";
}

}  // namespace

HttpAnswer refusal(unsigned status, std::string_view code, std::string_view detail) {
  std::string body;
  record::JsonWriter(body)
      .begin_object()
      .field("error", code)
      .field("detail", record::to_utf8_lossy(detail))
      .end_object();
  return {status, kJson, body + "\n"};
}

HttpAnswer list_incidents(const store::Store& store, std::chrono::days retention, std::string_view query) {
  const auto parameters = parameters_of(query);
  if (!parameters) return answer_to(parameters.error());
  const auto asked = incident_query_of(*parameters);
  if (!asked) return answer_to(asked.error());
  const auto snapshot = store.snapshot();
  if (!snapshot) return answer_to(snapshot.error());
  const auto page = correlate::list(*snapshot, asked->filter, asked->from, asked->limit, retention);
  if (!page) return answer_to(page.error());
  std::string body = "{";
  append_all(body, "incidents", page->incidents);
  if (!page->next.empty()) body += ",\"next\":\"" + page->next + "\"";
  return {200, kJson, body + "}\n"};
}

HttpAnswer show_incident(const store::Store& store, std::chrono::days retention, std::string_view id) {
  const auto wanted = record::Id::from_hex(id);
  if (!wanted) return refusal(404, "no_such_incident", "an id has 32 hex digits");
  const auto snapshot = store.snapshot();
  if (!snapshot) return answer_to(snapshot.error());
  const auto found = correlate::find(*snapshot, *wanted, retention);
  if (!found) return answer_to(found.error());
  if (!*found) return refusal(404, "no_such_incident", "there is none of this id, or it was retracted or dropped");
  std::string body = "{\"incident\":";
  append_json((*found)->update, body);
  body += ",";
  append_all(body, "events", (*found)->events);
  return {200, kJson, body + "}\n"};
}

}  // namespace tidings::daemon
