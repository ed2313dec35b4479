# Language level, warnings and sanitizers for every target of this project.
option(TIDINGS_TESTS "Build the tests" ON)
option(TIDINGS_BENCH "Build the benchmarks" ON)
option(TIDINGS_FUZZ "Build the fuzz targets, with clang" OFF)
set(TIDINGS_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(TIDINGS_CCACHE ccache)
if(TIDINGS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TIDINGS_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees overlapping copies in std::string that are not there (GCC bug 105651).
  add_compile_options(-Wno-restrict)
endif()
# The baseline of every machine sold since 2009; faster code is picked at run time where it pays.
add_compile_options(-march=x86-64-v2)

if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_options(-O1 -g1)
endif()
if(TIDINGS_SANITIZE)
  add_compile_options(-fsanitize=${TIDINGS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TIDINGS_SANITIZE})
  if(TIDINGS_SANITIZE MATCHES "undefined")
    # RocksDB in Debian is built without RTTI, so the vptr check cannot look into its classes.
    add_compile_options(-fno-sanitize=vptr)
  endif()
  if(TIDINGS_SANITIZE MATCHES "thread")
    # ThreadSanitizer does not understand fences; Asio has a way round them.
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    add_compile_options(-Wno-tsan)
  endif()
endif()
include_directories(${CMAKE_SOURCE_DIR})
