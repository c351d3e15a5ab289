#include "adapters/secrets/op_item.hpp"

#include "adapters/secrets/json_member.hpp"
#include "core/base/wipe.hpp"

#include <boost/algorithm/string/predicate.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <locale>
#include <map>
#include <utility>

namespace latchkey::secrets {
namespace {

using nlohmann::json;

void wipe_texts(json& value) {
  if (value.is_string()) return wipe(value.get_ref<std::string&>());
  if (value.is_structured()) {
    for (auto& inner : value) wipe_texts(inner);
  }
}

OpField field_of(const json& from, const std::map<std::string, std::string>& section_labels) {
  OpField field{.id = text_of(from, "id"),
                .label = text_of(from, "label"),
                .value = Secret{text_of(from, "value")},
                .one_time_code = Secret{text_of(from, "totp")}};
  const auto section = from.is_object() ? from.find("section") : from.end();
  if (section == from.end()) return field;
  field.section_id = text_of(*section, "id");
  field.section_label = text_of(*section, "label");
  const auto listed = section_labels.find(field.section_id);
  if (field.section_label.empty() && listed != section_labels.end()) {
    field.section_label = listed->second;
  }
  return field;
}

using Fits = std::function<bool(const OpField&)>;
using Found = std::vector<const OpField*>;

/// Those of the fields that fit and have this id, or else this label.
Found named(const OpItem& item, const std::string& name, const Fits& fits) {
  for (const auto by : {&OpField::id, &OpField::label}) {
    Found found;
    for (const OpField& field : item.fields) {
      if (fits(field) && same_name(field.*by, name)) found.push_back(&field);
    }
    if (!found.empty()) return found;
  }
  return {};
}

Found meant(const OpItem& item, const OpReference& reference) {
  if (!reference.section.empty()) {
    return named(item, reference.field, [&](const OpField& field) {
      return same_name(field.section_id, reference.section) ||
             same_name(field.section_label, reference.section);
    });
  }
  auto found = named(item, reference.field, [](const OpField& field) {
    return field.section_id.empty() && field.section_label.empty();
  });
  if (!found.empty()) return found;
  return named(item, reference.field, [](const OpField&) { return true; });
}

/// "section/label (id)"
std::string described(const OpField& field) {
  const auto& section = field.section_label.empty() ? field.section_id : field.section_label;
  return (section.empty() ? "" : section + "/") + field.label + " (" + field.id + ")";
}

/// Items in use have no state.
Error put_away(const std::string& state) {
  return Error{.kind = ErrorKind::not_found,
               .what = std::string{"1Password Connect: the item is "} +
                       (same_name(state, "DELETED") ? "deleted" : "archived"),
               .reason = ErrorReason::put_away};
}

Error no_such_field(const OpItem& item, const OpReference& reference) {
  const bool is_file =
      std::any_of(item.files.begin(), item.files.end(),
                  [&](const std::string& file) { return same_name(file, reference.field); });
  return Error{ErrorKind::not_found,
               is_file ? "this is an attached file, which is not read: a field is expected"
                       : "the item has no such field"};
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return boost::algorithm::iequals(a, b, std::locale::classic());
}

Expected<OpItem> op_item(json answer) {
  if (!answer.is_object() || text_of(answer, "id").empty()) {
    return Error{ErrorKind::misunderstood, "1Password Connect: the answer is no item"};
  }
  if (const auto state = text_of(answer, "state"); !state.empty()) {
    wipe_texts(answer);
    return put_away(state);
  }
  std::map<std::string, std::string> section_labels;
  for (const json& section : list_of(answer, "sections")) {
    section_labels.emplace(text_of(section, "id"), text_of(section, "label"));
  }
  OpItem item;
  for (const json& field : list_of(answer, "fields")) {
    item.fields.push_back(field_of(field, section_labels));
  }
  for (const json& file : list_of(answer, "files")) {
    item.files.push_back(text_of(file, "id"));
    item.files.push_back(text_of(file, "name"));
  }
  const auto version = answer.find("version");
  if (version != answer.end() && version->is_number_integer()) {
    item.version = version->get<std::int64_t>();
  }
  wipe_texts(answer);
  return item;
}

Expected<Secret> find_field(const OpItem& item, const OpReference& reference) {
  const auto found = meant(item, reference);
  if (found.empty()) return no_such_field(item, reference);
  if (found.size() > 1) {
    std::string list;
    for (const OpField* field : found) list += (list.empty() ? "" : ", ") + described(*field);
    return Error{ErrorKind::invalid, "several fields have this name, name one by its id: " + list};
  }
  const Secret& secret =
      reference.one_time_code ? found.front()->one_time_code : found.front()->value;
  if (secret.empty()) {
    return Error{ErrorKind::not_found, reference.one_time_code ? "the field makes no one-time codes"
                                                               : "the field is empty"};
  }
  return secret;
}

}  // namespace latchkey::secrets
