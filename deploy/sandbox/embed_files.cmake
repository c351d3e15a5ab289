# cmake -DOUTPUT=file.cpp "-DFILES=a;b" -P embed_files.cmake
# Writes a C++ file with the bytes of FILES, by the names that they have without their folders.
set(code "#include \"deploy/sandbox/page_files.hpp\"\n\nnamespace latchkey::sandbox {\nnamespace {\n")
set(table "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR length "${digits} / 2")
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND code "constexpr unsigned char k_file_${number}[] = {${bytes}0};\n")
  string(APPEND table
         "      {\"${name}\", {reinterpret_cast<const char*>(k_file_${number}), ${length}}},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND code
       "}  // namespace\n\nconst std::vector<EmbeddedFile>& embedded_files() {\n"
       "  static const std::vector<EmbeddedFile> files{\n${table}  };\n  return files;\n}\n\n"
       "}  // namespace latchkey::sandbox\n")
file(WRITE "${OUTPUT}" "${code}")
