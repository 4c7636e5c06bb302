# Writes OUTPUT, a source file with the bytes of DIRECTORY/fa.mo and DIRECTORY/en.mo.
set(source "#include \"adapters/locale/catalogue.hpp\"\n\nnamespace gozin {\nnamespace {\n\n")
foreach(language fa en)
  file(READ ${DIRECTORY}/${language}.mo bytes HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  string(REGEX REPLACE "([^\n]+)" "    \"\\1\"" bytes "${bytes}")
  string(APPEND source "constexpr char ${language}_bytes[] =\n${bytes};\n\n")
endforeach()
string(APPEND source
  "}  // namespace\n\n"
  "std::string_view catalogue_bytes(Language language) {\n"
  "  if (language == Language::fa) return {fa_bytes, sizeof fa_bytes - 1};\n"
  "  return {en_bytes, sizeof en_bytes - 1};\n"
  "}\n\n}  // namespace gozin\n")
file(WRITE ${OUTPUT} "${source}")
