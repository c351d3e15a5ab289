#include "bot/sessions/form_place.hpp"

#include <sstream>

namespace latchkey {

std::string to_context(const FormPlace& place) {
  return place.channel + "/" + place.thread + "/" + place.diagnosis;
}

FormPlace read_context(const std::string& context) {
  FormPlace place;
  std::istringstream parts{context};
  std::getline(parts, place.channel, '/');
  std::getline(parts, place.thread, '/');
  std::getline(parts, place.diagnosis, '/');
  return place;
}

}  // namespace latchkey
