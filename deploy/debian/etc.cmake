# Run by cpack on what is to be packaged. Not an install rule: "cmake --install" must not write over
# the configuration of whoever has one.
file(COPY ${CMAKE_CURRENT_LIST_DIR}/../latchkey.toml
     DESTINATION ${CPACK_TEMPORARY_DIRECTORY}/etc/latchkey
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
