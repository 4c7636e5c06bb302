# Fails when a .po file of DIRECTORY does not pass `msgfmt --check`, leaves a key untranslated or
# fuzzy, has other plural rules than PLURALS, or repeats a key of another file.
file(GLOB sources ${DIRECTORY}/*.po)
if(NOT sources)
  message(FATAL_ERROR "no catalogues in ${DIRECTORY}")
endif()

foreach(source ${sources})
  execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C
                          ${MSGFMT} --check --statistics --output-file=/dev/null ${source}
    RESULT_VARIABLE result ERROR_VARIABLE report)
  if(NOT result EQUAL 0 OR report MATCHES "fuzzy|untranslated")
    message(SEND_ERROR "${source}:\n${report}")
  endif()
  file(READ ${source} content)
  foreach(line "Plural-Forms: ${PLURALS}" "Language: ${LANGUAGE}" "charset=UTF-8")
    string(FIND "${content}" "${line}" found)
    if(found EQUAL -1)
      message(SEND_ERROR "${source}: the header has no line \"${line}\"")
    endif()
  endforeach()
endforeach()

execute_process(COMMAND ${MSGCAT} --more-than=1 --no-location ${sources}
  OUTPUT_VARIABLE repeated RESULT_VARIABLE result)
string(REGEX MATCHALL "msgid \"[^\"]+\"" keys "${repeated}")
if(keys OR NOT result EQUAL 0)
  message(SEND_ERROR "keys that more than one file has: ${keys}")
endif()
