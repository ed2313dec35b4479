# tidings_library(NAME SOURCES … LINKS …): the library of one folder, linked as tidings::NAME.
function(tidings_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(tidings_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(tidings_${name} PUBLIC ${ARG_LINKS})
  add_library(tidings::${name} ALIAS tidings_${name})
endfunction()

# tidings_test(NAME SOURCES … LINKS … LABELS …): one GoogleTest program; each of its tests is a ctest test.
function(tidings_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()

# tidings_bench(NAME SOURCES … LINKS …): one program per question.
function(tidings_bench name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(bench_${name} ${ARG_SOURCES})
  set_target_properties(bench_${name} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
  target_link_libraries(bench_${name} PRIVATE ${ARG_LINKS})
endfunction()
