include_guard(GLOBAL)

# latchkey_node_tests(NAME): each *.test.mjs here is a CTest, run by the node that tests/package.json
# pins. One program each, as they start browsers and servers of their own.
function(latchkey_node_tests name)
  set(node ${CMAKE_SOURCE_DIR}/tests/node_modules/.bin/node)
  if(NOT EXISTS ${node})
    message(STATUS "Tests in ${name}/ are left out: run \"npm ci\" in tests/ first")
    return()
  endif()
  file(GLOB files CONFIGURE_DEPENDS *.test.mjs)
  foreach(file ${files})
    get_filename_component(stem ${file} NAME)
    string(REPLACE ".test.mjs" "" stem ${stem})
    add_test(NAME ${name}.${stem} COMMAND ${node} --test ${file})
    # The longest starts a browser and a dozen servers one after the other: a minute, or five on busy cores.
    set_tests_properties(${name}.${stem} PROPERTIES TIMEOUT 600 FIXTURES_REQUIRED logs ENVIRONMENT
      "LATCHKEY_BIN=${LATCHKEY_WATCHED};LATCHKEY_SANDBOX=$<TARGET_FILE:latchkey-sandbox>;LATCHKEY_BUILD_DIR=${CMAKE_BINARY_DIR}")
  endforeach()
endfunction()
