/* LibreOffice as a spreadsheet program that recomputes files, and its sheets as CSV. Included by
 * check_workbook.c. */
#ifndef TESTS_REPORT_LIBREOFFICE_H
#define TESTS_REPORT_LIBREOFFICE_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/number.h"

enum { FIELDS = 2000 };

static int fail(const char *what, const char *value) {
    printf("FAILED: %s: %s\n", what, value ? value : "");
    return 1;
}

/* ---- LibreOffice ---- */

static const char PROFILE[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\""
    " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    "<item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\">"
    "<prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\"><value>0</value></prop></item>"
    "</oor:items>\n";

/* A profile of its own that always recomputes; the default trusts stored results. */
static int make_profile(const char *folder) {
    char path[600];
    snprintf(path, sizeof path, "%s/profile", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/profile/user", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/profile/user/registrymodifications.xcu", folder);
    FILE *file = fopen(path, "w");
    if (!file)
        return fail("no profile could be written", path);
    fputs(PROFILE, file);
    return fclose(file) == 0 ? 0 : fail("no profile could be written", path);
}

static int convert(const char *folder, double *seconds) {
    char command[2000];
    snprintf(command, sizeof command,
             "cd '%s' && timeout 600 soffice '-env:UserInstallation=file://%s/profile' --headless"
             " --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,"
             "false,-1' wrong.xlsx changed.xlsx >soffice.log 2>&1",
             folder, folder);
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    int code = system(command);
    clock_gettime(CLOCK_MONOTONIC, &end);
    *seconds = (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
    return code == 0 ? 0
                     : fail(code >> 8 == 124 ? "LibreOffice took more than 600 s"
                                             : "LibreOffice did not convert",
                            folder);
}

/* ---- CSV ---- */

/* Cuts one line of CSV, in place, into fields; gives the start of the next. */
static char *cut(char *at, char **fields, size_t *count) {
    *count = 0;
    for (;;) {
        bool quoted = *at == '"';
        char *out = quoted ? ++at : at;
        if (*count < FIELDS)
            fields[(*count)++] = out;
        for (; *at && (quoted || (*at != ',' && *at != '\n')); at++) {
            if (quoted && *at == '"' && *++at != '"')
                quoted = false, at--;
            else
                *out++ = *at;
        }
        char stop = *at;
        *out = '\0';
        if (stop != ',')
            return stop ? at + 1 : at;
        at++;
    }
}

/* Cells that look like per cent are exported so. */
static double number(const char *field) {
    size_t length = strlen(field);
    bool percent = length && field[length - 1] == '%';
    double value = 0;
    if (!sam_number_parse_loose(field, length - percent, &value))
        return (double)NAN;
    return percent ? value / 100 : value;
}

/* "… (sheet)": a part of the summary or the years is about that model. */
static bool is_heading(const char *field, const char *sheet) {
    char end[200];
    snprintf(end, sizeof end, "(%s)", sheet);
    size_t length = strlen(field), own = strlen(end);
    return length > own && strcmp(field + length - own, end) == 0;
}

#endif
