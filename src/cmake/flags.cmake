# How every file of ours is compiled. Never -ffast-math; contraction is off so that a result has the
# same bits at every optimisation level.
add_library(samspel_flags INTERFACE)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Assertions stay in the release build: a programmer fault must stop, not print a wrong number.
set(CMAKE_C_FLAGS_RELEASE "-O2 -g")

target_compile_options(samspel_flags INTERFACE
    -ffp-contract=off -fno-strict-overflow -fno-common
    # Assertions and diagnostics name files from the top of the tree, wherever it was built.
    -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=
    -Wall -Wextra -Wconversion -Wsign-conversion -Wdouble-promotion -Wshadow -Wvla -Wformat=2
    -Wstrict-prototypes -Wundef -Wmissing-declarations -Wimplicit-fallthrough
    $<$<BOOL:${SAMSPEL_WERROR}>:-Werror>)
target_compile_definitions(samspel_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_include_directories(samspel_flags INTERFACE
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)

# Fortify needs an optimised build; sanitizers replace it.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT SAMSPEL_SANITIZE)
    target_compile_options(samspel_flags INTERFACE
        -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        target_compile_options(samspel_flags INTERFACE -fcf-protection=full)
    endif()
    target_link_options(samspel_flags INTERFACE
        -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code -Wl,--as-needed)
endif()

set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

if(SAMSPEL_SANITIZE)
    target_compile_options(samspel_flags INTERFACE
        -fsanitize=${SAMSPEL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(samspel_flags INTERFACE -fsanitize=${SAMSPEL_SANITIZE})
endif()
