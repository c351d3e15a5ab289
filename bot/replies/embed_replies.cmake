# cmake -DOUTPUT=file.cpp "-DFILES=a;b" -P embed_replies.cmake
# Writes a C++ file with the texts of FILES by the causes that they are named after.
set(code "#include \"bot/replies/built_in_replies.hpp\"\n\nnamespace latchkey::replies {\nnamespace {\n")
set(table "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(cause "${file}" NAME_WE)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR length "${digits} / 2")
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND code "constexpr unsigned char k_text_${number}[] = {${bytes}0};\n")
  string(APPEND table
         "      {\"${cause}\", {reinterpret_cast<const char*>(k_text_${number}), ${length}}},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND code
       "}  // namespace\n\nconst std::map<std::string, std::string_view>& built_in_replies() {\n"
       "  static const std::map<std::string, std::string_view> texts{\n${table}  };\n"
       "  return texts;\n}\n\n}  // namespace latchkey::replies\n")
file(WRITE "${OUTPUT}" "${code}")
