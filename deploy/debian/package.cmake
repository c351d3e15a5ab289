# "cpack" in the build folder writes latchkey_VERSION_ARCHITECTURE.deb: the program, its unit, an
# example configuration, manual pages and completions, and a system user of its own. For a package
# that others shall use build Release first (the README says how).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME latchkey)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "Latchkey's developers <latchkey@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "sign-in problems diagnosed in the support team's chat")
set(CPACK_PACKAGE_DESCRIPTION
    "Asked in Slack why a customer cannot sign in, Latchkey looks into the mail
log, the customers portal and GitLab.com, answers in the thread with the
cause and the evidence, and offers the remedy as a button.")
set(CPACK_PACKAGE_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR OFF)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL latchkey)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ
                                                GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# SOCI loads its back ends by name, so no linker knows of them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "adduser, ca-certificates, libsoci-sqlite3-4.0, libsoci-postgresql4.0")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${CMAKE_CURRENT_LIST_DIR}/postinst ${CMAKE_CURRENT_LIST_DIR}/prerm
    ${CMAKE_CURRENT_LIST_DIR}/postrm ${CMAKE_CURRENT_LIST_DIR}/conffiles)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/etc.cmake)
include(CPack)
