# Debian's libsoci-dev ships neither a CMake config nor a pkg-config file.
find_path(SOCI_INCLUDE_DIR soci/soci.h)
find_library(SOCI_CORE_LIBRARY soci_core)
set(needed SOCI_INCLUDE_DIR SOCI_CORE_LIBRARY)

# Each backend includes the headers of its database's own client library.
find_path(SOCI_postgresql_CLIENT_DIR libpq-fe.h PATH_SUFFIXES postgresql)
find_library(SOCI_postgresql_CLIENT pq)
find_path(SOCI_mysql_CLIENT_DIR mysql.h PATH_SUFFIXES mariadb mysql)
find_library(SOCI_mysql_CLIENT mariadb)
find_path(SOCI_sqlite3_CLIENT_DIR sqlite3.h)
find_library(SOCI_sqlite3_CLIENT sqlite3)
foreach(backend sqlite3 postgresql mysql)
  find_library(SOCI_${backend}_LIBRARY soci_${backend})
  list(APPEND needed SOCI_${backend}_LIBRARY SOCI_${backend}_CLIENT SOCI_${backend}_CLIENT_DIR)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SOCI REQUIRED_VARS ${needed})

if(SOCI_FOUND AND NOT TARGET SOCI::core)
  add_library(SOCI::core UNKNOWN IMPORTED)
  set_target_properties(SOCI::core PROPERTIES
    IMPORTED_LOCATION ${SOCI_CORE_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${SOCI_INCLUDE_DIR})
  foreach(backend sqlite3 postgresql mysql)
    add_library(SOCI::${backend} UNKNOWN IMPORTED)
    set_target_properties(SOCI::${backend} PROPERTIES
      IMPORTED_LOCATION ${SOCI_${backend}_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES "${SOCI_INCLUDE_DIR};${SOCI_${backend}_CLIENT_DIR}"
      INTERFACE_LINK_LIBRARIES "SOCI::core;${SOCI_${backend}_CLIENT}")
  endforeach()
endif()
