# What `cmake --install` lays down, the pkg-config file, and the Debian package.
install(TARGETS samspel)
set(printed ${PROJECT_BINARY_DIR}/src/cli)
install(FILES ${printed}/samspel.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${printed}/samspel.bash RENAME samspel
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${printed}/_samspel DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${printed}/samspel.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(TARGETS samspel_static samspel_shared)
install(DIRECTORY include/samspel TYPE INCLUDE FILES_MATCHING PATTERN "*.h")
install(DIRECTORY models scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/samspel
        FILES_MATCHING PATTERN "*.json" PATTERN "*.md" PATTERN "*.csv")
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)

# The pkg-config file finds its prefix from where it lies, so that the tree can be moved.
file(RELATIVE_PATH SAMSPEL_PC_TO_PREFIX
     /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(src/cmake/samspel.pc.in samspel.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/samspel.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "samspel maintainers <samspel@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
